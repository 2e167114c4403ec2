import type { Line } from "./line.ts";
import { sortLines, type Sorted, type Verdict } from "./sorting.ts";

const ADDRESS = /^(?:[-–•*>]\s*)?(?:[a-z]+:\/\/\S+|www\.\S+|[^\s@]+@[^\s@]+\.\p{L}{2,}|[@#]\S+)$/iu;
const BETWEEN_LINKS = /[|›»·•→]|\s\/\s/u;
const WORDS_OF_A_LINK = 4;
const LEAST_LINKS = 3;

/** Drops what is a link, a row of links or no word at all. */
export function dropLinks(lines: readonly Line[]): Sorted {
  return sortLines(lines, judge);
}

/** Drops the buttons and headings of pages, once the rules that need them as landmarks have seen them. */
export function dropLabels(lines: readonly Line[]): Sorted {
  return sortLines(lines, ({ heading }) =>
    heading === undefined ? undefined : { reason: "link-or-form", detail: heading.marker },
  );
}

function judge({ text, words, isProse }: Line): Verdict | undefined {
  if (words.length === 0) return { reason: "too-short", detail: "no word" };
  if (ADDRESS.test(text)) return { reason: "link-or-form", detail: "an address" };
  if (!isProse && isRowOfLinks(text)) return { reason: "link-or-form", detail: "a row of links" };
  return undefined;
}

function isRowOfLinks(text: string): boolean {
  const links = text.split(BETWEEN_LINKS).flatMap((part) => part.trim() || []);
  return links.length >= LEAST_LINKS && links.every((link) => link.split(/\s+/u).length <= WORDS_OF_A_LINK);
}
