import type { Excerpt } from "../model/alert.ts";
import type { Matchable } from "../model/item.ts";
import type { Hit } from "../model/match.ts";

type Mark = readonly [start: number, end: number];

/** The longest excerpt, in characters as a reader counts them. */
const MAX_CHARACTERS = 300;
/** A character may be made of any number of units: no excerpt is cut from more than these. */
const MAX_UNITS = 2000;
/** Of the longest excerpt, how much may come before the first hit. */
const LEAD_UNITS = 80;

const characters = new Intl.Segmenter("und", { granularity: "grapheme" });

/**
 * The piece of an item that shows why it was found: about 300 characters of its summary, or of its body when only the
 * body has hits, from shortly before the best cluster of hits. It is cut between words where there are any, never
 * inside a character; white space runs become one space. Hits that gave no point are marked only when none gave any.
 */
export function excerpt(item: Matchable, hits: readonly Hit[]): Excerpt {
  const counted = hits.some((hit) => hit.points > 0) ? hits.filter((hit) => hit.points > 0) : hits;
  const marksIn = (field: Hit["field"]): readonly Mark[] =>
    merged(counted.filter((hit) => hit.field === field));
  const inSummary = marksIn("summary");
  const inBody = marksIn("body");
  const useBody =
    item.summary === undefined || item.summary === "" || (inSummary.length === 0 && inBody.length > 0);
  const text = (useBody ? item.body : item.summary) ?? "";
  const marks = useBody ? inBody : inSummary;
  const piece = cut(text, bestStart(marks));
  return {
    ...squeezed(text, piece, marks),
    titleMarks: marksIn("title"),
    cutBefore: text.slice(0, piece[0]).trim() !== "",
    cutAfter: text.slice(piece[1]).trim() !== "",
  };
}

/** The hits' ranges in order; those that touch or overlap become one. */
function merged(hits: readonly Hit[]): readonly Mark[] {
  const marks: Mark[] = [];
  for (const { start, end } of hits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = marks.at(-1);
    if (last !== undefined && start <= last[1]) marks[marks.length - 1] = [last[0], Math.max(last[1], end)];
    else marks.push([start, end]);
  }
  return marks;
}

/** The mark with the most marks within reach after it: where an excerpt shows most. */
function bestStart(marks: readonly Mark[]): number {
  let best = { start: 0, count: 0 };
  let last = 0;
  for (const [index, [start]] of marks.entries()) {
    while (last < marks.length && (marks[last]?.[1] ?? 0) <= start + MAX_CHARACTERS - LEAD_UNITS) last += 1;
    if (last - index > best.count) best = { start, count: last - index };
  }
  return best.start;
}

/** The range to show around a hit at `start`. */
function cut(text: string, start: number): Mark {
  const from = leadFrom(text, start);
  const region = text.slice(from, from + MAX_UNITS);
  const borders = bordersOf(region).map((border) => from + border);
  const longest = borders[MAX_CHARACTERS];
  if (longest === undefined && from + region.length === text.length) return [from, text.length];
  // The region may end inside a character: its last border is the last one to trust.
  const end = longest ?? borders.at(-1) ?? from;
  const atSpace = borders.findLast(
    (border) => border <= end && border > end - LEAD_UNITS && isSpace(text[border]),
  );
  return [from, atSpace ?? end];
}

/** Where characters begin, up to the one after the longest excerpt: the segmenter takes 5 µs for each. */
function bordersOf(region: string): readonly number[] {
  const borders: number[] = [];
  for (const { index } of characters.segment(region)) {
    borders.push(index);
    if (borders.length > MAX_CHARACTERS) break;
  }
  return borders;
}

/** Where a word begins, one lead before the hit or a little earlier; the hit itself when no space is near. */
function leadFrom(text: string, start: number): number {
  if (start <= LEAD_UNITS) return 0;
  for (let index = start - LEAD_UNITS; index > 0 && index > start - 2 * LEAD_UNITS; index -= 1) {
    if (isSpace(text[index])) return index + 1;
  }
  for (let index = start - LEAD_UNITS; index < start; index += 1) {
    if (isSpace(text[index])) return index + 1;
  }
  return start;
}

function isSpace(unit: string | undefined): boolean {
  return unit !== undefined && /\s/u.test(unit);
}

/** The text of a range with white space runs squeezed, and the marks moved along. */
function squeezed(
  text: string,
  [from, to]: Mark,
  marks: readonly Mark[],
): { readonly text: string; readonly marks: readonly Mark[] } {
  const places: number[] = [];
  let out = "";
  for (let index = from; index < to; index += 1) {
    places.push(out.length);
    const unit = text[index] ?? "";
    if (!isLineSpace(unit)) out += unit;
    else if (out !== "" && !out.endsWith(" ")) out += " ";
  }
  places.push(out.length);
  const moved = marks
    .filter(([start, end]) => start >= from && end <= to)
    .map(([start, end]): Mark => [places[start - from] ?? 0, places[end - from] ?? out.length]);
  return { text: out.trimEnd(), marks: moved };
}

/** White space that may be squeezed; the no-break spaces of French typography stay. */
function isLineSpace(unit: string): boolean {
  return /\s/u.test(unit) && !/[\u00a0\u202f\u2007\ufeff]/u.test(unit);
}
