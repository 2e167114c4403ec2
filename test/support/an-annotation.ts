import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { cleanDocument, type SourceText } from "../../src/profile/clean/clean.ts";
import type { CleanDocument } from "../../src/profile/clean/document.ts";
import { indexMarkers } from "../../src/profile/clean/marker-index.ts";
import { readSource } from "../../src/profile/clean/read-source.ts";

const ROOT = join(import.meta.dirname, "../..");

/** What people say each line of a document is. */
export interface Annotation {
  readonly file: string;
  readonly language?: string | undefined;
  readonly title?: string | undefined;
  /** The first line, the last, and what they are. */
  readonly lines: readonly (readonly [number, number, string])[];
  /** By the number of a mixed line: what of it is the article's. */
  readonly parts: Readonly<Record<string, string>>;
}

const ANNOTATION: z.ZodType<Annotation> = z.strictObject({
  file: z.string(),
  language: z.string().optional(),
  title: z.string().optional(),
  lines: z.array(z.tuple([z.int(), z.int(), z.string()])),
  parts: z.record(z.string(), z.string()).default({}),
});

/** One line of a document: what people and what the cleaning say of it. */
export interface JudgedLine {
  readonly number: number;
  readonly text: string;
  readonly kind: string | undefined;
  /** What of it was kept. */
  readonly kept: string;
  readonly reason: string | undefined;
  /** What must be kept of a part. */
  readonly part: string | undefined;
}

export function annotations(): readonly Annotation[] {
  return z
    .array(ANNOTATION)
    .parse(parse(readFileSync(join(ROOT, "test/fixtures/draw/annotations.yaml"), "utf8")));
}

export function cleaned(annotation: Annotation): CleanDocument {
  return cleanDocument(sourceOf(annotation), indexMarkers());
}

function sourceOf({ file }: Annotation): SourceText {
  const reading = readSource({ name: basename(file), bytes: readFileSync(join(ROOT, file)) });
  if (reading.kind === "unreadable") throw new Error(reading.reason);
  return reading.source;
}

/** Every line of the file that has a word, in its order, beside what became of it. */
export function judgedLines(annotation: Annotation): readonly JudgedLine[] {
  const { file, lines, parts } = annotation;
  const { kept, dropped } = cleaned(annotation);
  const written = readFileSync(join(ROOT, file), "utf8")
    .split("\n")
    .map(file.endsWith(".html") ? seen : trimmed);
  const read = sourceOf(annotation).text.split("\n").map(trimmed);
  let at = 0;
  return written.flatMap((text, index) => {
    if (!/[\p{L}\p{N}]/u.test(text)) return [];
    // A line of HTML may be a part of what is one line on the page.
    while (at < read.length && read[at]?.includes(text) !== true) at += 1;
    const number = at + 1;
    if (read[at]?.endsWith(text) === true) at += 1;
    return [
      {
        number: index + 1,
        text,
        kind: lines.find(([first, last]) => first <= index + 1 && index + 1 <= last)?.[2],
        kept: kept
          .filter((line) => line.number === number)
          .map((line) => line.text)
          .join(" "),
        reason: dropped.find((line) => line.number === number)?.reason,
        part: parts[String(index + 1)],
      },
    ];
  });
}

function trimmed(line: string): string {
  return line.trim();
}

/** A line of HTML as readers see it, in files whose markup never spans lines and where scripts are marked as such. */
function seen(html: string): string {
  if (/<(?:script|style|title|meta)\b/.test(html)) return "";
  return html
    .replace(/<[^>]*>/g, "")
    .replaceAll("&nbsp;", "\u00a0")
    .replaceAll("&gt;", ">")
    .trim();
}
