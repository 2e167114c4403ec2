import { dropSurroundings } from "./article-span.ts";
import { dropBoxes } from "./boxes.ts";
import { languageOf } from "../../text/language.ts";
import type { CleanDocument, DroppedLine } from "./document.ts";
import { dropAfterTheEnd } from "./ends.ts";
import { type Line, readLine } from "./line.ts";
import { dropLabels, dropLinks } from "./links.ts";
import type { MarkerIndex } from "./marker-index.ts";
import { dropNameLists } from "./name-lists.ts";
import { dropPagePhrases } from "./phrases-of-pages.ts";
import { readLines } from "./read-lines.ts";
import { dropRepeats } from "./repeats.ts";
import { dropForeignScripts } from "./scripts.ts";
import type { Sorted } from "./sorting.ts";

/** The text of a document before it is cleaned. */
export interface SourceText {
  /** Name of its file, or id of an item. */
  readonly name: string;
  /** Of its bytes, in hexadecimal digits. */
  readonly sha256: string;
  /** Paragraphs on lines of their own, or wrapped. */
  readonly text: string;
  /** As its markup names it. */
  readonly title?: string;
  /** As it declares, or whoever gave it. */
  readonly language?: "fr" | "en";
  /** Lines of the text that are no part of the article by their markup, and by which element. */
  readonly furniture?: ReadonlyMap<number, string>;
}

/**
 * Parts the lines of an article from what surrounds it on its page. Rules of form decide (paragraphs, repetition,
 * scripts, cards), and `markers` where words must. Every line of which something can be seen is kept or dropped, once,
 * or cut into parts each of which is. Pure, and linear in the text but for the sorting of the log.
 *
 * The order of the rules matters: the comments go first, so that what stands below an article cannot change how its own
 * lines are judged; headings of boxes go when they have served as landmarks; the surroundings of the text are told last.
 */
export function cleanDocument(source: SourceText, markers: MarkerIndex): CleanDocument {
  const read = (number: number, text: string): Line => readLine(number, text, markers);
  const { lines, dropped: furniture } = readLines(source, markers);
  let kept = lines;
  const dropped: DroppedLine[] = [...furniture];
  const keep = (sorted: Sorted): void => {
    kept = sorted.kept;
    for (const line of sorted.dropped) dropped.push(line);
  };
  keep(dropLinks(kept));
  keep(dropAfterTheEnd(kept));
  keep(dropForeignScripts(kept));
  keep(dropNameLists(kept));
  const repeats = dropRepeats(kept, read);
  keep(repeats);
  keep(dropBoxes(kept));
  keep(dropLabels(kept));
  keep(dropPagePhrases(kept, read));
  const span = dropSurroundings(kept, { title: source.title, echoed: echoesIn(repeats.dropped) });
  keep(span);
  return {
    name: source.name,
    sha256: source.sha256,
    title: span.title,
    language: source.language ?? languageIn(kept),
    kept: kept.map(({ number, text }) => ({ number, text })),
    dropped: dropped.toSorted((a, b) => a.number - b.number),
  };
}

/** The lines that others repeated. */
function echoesIn(repeats: readonly DroppedLine[]): ReadonlySet<number> {
  return new Set(repeats.map(({ detail }) => Number(detail.replace(/^line /u, ""))));
}

function languageIn(kept: readonly Line[]): CleanDocument["language"] {
  const language = languageOf({ title: "", body: kept.map(({ text }) => text).join("\n") });
  return language === "fr" || language === "en" ? language : undefined;
}
