import { join } from "node:path";
import { z } from "zod";
import type { PageMarkers } from "../model/page-markers.ts";
import { check } from "./check/check.ts";
import { word } from "./check/formats.ts";
import { inOrder } from "./load.ts";
import { openFile } from "./files/open-file.ts";
import type { ConfigProblem } from "./problems.ts";
import { strictMap } from "./check/strict-map.ts";

const MOST_WORDS = 12;
const MARKER = word({
  expected: `1 to ${MOST_WORDS} words, perhaps with a * at their end`,
  isValid: (text) => isMarker(text, /^[^*]+\*?$/u),
});
const PHRASE = word({
  expected: `1 to ${MOST_WORDS} words, without a *: a phrase may stand anywhere in a sentence`,
  isValid: (text) => isMarker(text, /^[^*]+$/u),
});
const LANGUAGE = word({
  expected: "the two letters of a language, such as de",
  isValid: (text) => /^[a-z]{2}$/u.test(text),
});

function isMarker(text: string, form: RegExp): boolean {
  const words = text.match(/[\p{L}\p{N}\p{M}]+/gu)?.length ?? 0;
  return form.test(text) && words >= 1 && words <= MOST_WORDS;
}

/** `page-markers.yaml`: what tells a page's own lines from those of its article. */
export const PAGE_MARKERS: z.ZodType<PageMarkers> = strictMap({
  markers: z
    .record(
      LANGUAGE,
      strictMap({
        ends: z.array(MARKER).prefault([]).describe("Headings of the comments: nothing below is the article"),
        replies: z.array(MARKER).prefault([]).describe("Buttons to answer a comment"),
        boxes: z
          .array(MARKER)
          .prefault([])
          .describe("Headings of boxes in or below an article: what else to read, a newsletter"),
        labels: z.array(MARKER).prefault([]).describe("Buttons and links on lines of their own"),
        phrases: z.array(PHRASE).prefault([]).describe("What only a page says: its sentence is dropped"),
      }),
    )
    .describe("Markers besides those that vigie knows, by language"),
  except: z.array(MARKER).prefault([]).describe("Markers that vigie knows and that do not count"),
});

export type PageMarkersOutcome =
  /** Without markers when there is no such file. */
  | { readonly kind: "loaded"; readonly markers?: PageMarkers }
  | { readonly kind: "invalid"; readonly problems: readonly ConfigProblem[] };

/** Reads and checks `page-markers.yaml` in this folder, should it be there. */
export async function loadPageMarkers(directory: string): Promise<PageMarkersOutcome> {
  const problems: ConfigProblem[] = [];
  const opened = await openFile(join(directory, "page-markers.yaml"), {
    variable: () => undefined,
    add: (problem) => void problems.push(problem),
  });
  const markers = opened.kind === "opened" ? check(PAGE_MARKERS, opened.section) : undefined;
  if (problems.some(({ severity }) => severity === "error")) {
    return { kind: "invalid", problems: inOrder(problems) };
  }
  return { kind: "loaded", ...(markers === undefined ? {} : { markers }) };
}
