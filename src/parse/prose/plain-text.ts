import { undisguised } from "./undisguised.ts";

/** Runs of white space that are not one space already; the no-break spaces, which French typography needs, are none. */
const SPACES =
  /[^\S \u00a0\u202f\u2007\ufeff][^\S\u00a0\u202f\u2007\ufeff]*|[^\S\u00a0\u202f\u2007\ufeff]{2,}/g;
const UNWANTED = /[\p{Cc}\p{Cs}\ufeff\ufffe\uffff]/gu;
/** Nothing in it is unwanted, but for halves of pairs, which are left out to spare this expression the `u`. */
const WANTED = /^[ -~\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/;
/** Spares most texts the slower expressions. */
const NEEDS_CARE = /[^ -~\u00a1-\u00ff\u2010-\u2022\u2026\u20ac\u0152\u0153]/;

/** A title may have 2,000 graphemes, which may be made of any number of code units: it is cut from the first 16,000. */
const MAX_UNITS = 16_000;
const LEAST_UNITS = 2000;
/** About 2,000 graphemes: asking the segmenter for one after the other takes 10 ms, and a document has many titles. */
const MOST_GRAPHEMES =
  /^(?:(?:\p{RI}{2}|\p{ExtPict}(?:[\p{M}\p{EMod}]*\u200d\p{ExtPict})*|[^])[\p{M}\p{EMod}\u200c\u200d]*){0,2000}/u;
const VISIBLE = /[^\s\u2800\p{Cf}\p{Default_Ignorable_Code_Point}]/u;
const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/** White space runs become one space; control characters, lone surrogates and disguises go. */
export function foldSpaces(text: string): string {
  const isPlain = !text.includes("  ") && !NEEDS_CARE.test(text);
  if (isPlain) return text;
  const folded = undisguised(text.replace(SPACES, " "));
  return WANTED.test(folded) ? folded : folded.replace(UNWANTED, "");
}

/** A title, a name or a category on one line: absent when nothing is left that can be seen, cut after 2,000 graphemes. */
export function plainLine(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const line = foldSpaces(text).trim();
  return VISIBLE.test(line) ? clipped(line) : undefined;
}

function clipped(line: string): string {
  if (line.length <= LEAST_UNITS) return line;
  const units = line.slice(0, MAX_UNITS);
  const end = MOST_GRAPHEMES.exec(units)?.[0].length ?? 0;
  if (end === line.length) return line;
  // The last grapheme may have been cut in two, by the count or with the line.
  const border = graphemes.segment(units).containing(Math.min(end, units.length - 1))?.index ?? 0;
  return line.slice(0, border === 0 ? end : border);
}
