/** White space that may be folded: all but the no-break spaces, which French typography needs. */
const SPACES = /[^\S\u00a0\u202f\u2007\ufeff]+/g;
const UNWANTED = /[\p{Cc}\p{Cs}\ufeff\ufffe\uffff]/gu;
/** Spares most texts the slower expressions. */
const NEEDS_CARE = /[^ -~\u00a1-\u00ff\u2010-\u2022\u2026\u20ac\u0152\u0153]| {2}/;

const MAX_GRAPHEMES = 2000;
/** A grapheme may be made of any number of code units: no title is cut from more than these. */
const MAX_UNITS = 16_000;
const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/** White space runs become one space; control characters and lone surrogates go. */
export function foldSpaces(text: string): string {
  return NEEDS_CARE.test(text) ? text.replace(SPACES, " ").replace(UNWANTED, "") : text;
}

/** A title, a name or a category on one line: absent when nothing is left, cut after 2,000 graphemes. */
export function plainLine(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const line = foldSpaces(text).trim();
  return line === "" ? undefined : clipped(line);
}

function clipped(line: string): string {
  if (line.length <= MAX_GRAPHEMES) return line;
  const units = line.slice(0, MAX_UNITS);
  const starts = Array.from(graphemes.segment(units), (grapheme) => grapheme.index);
  // The last grapheme may have been cut in two with the line.
  const end = starts[MAX_GRAPHEMES] ?? (units.length < line.length ? starts.at(-1) : undefined);
  return end === undefined ? line : line.slice(0, end);
}
