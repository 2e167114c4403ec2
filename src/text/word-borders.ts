import { kindAt, MARK, SOLO } from "./unit-kind.ts";

const words = new Intl.Segmenter(undefined, { granularity: "word" });
/** How much of the text around is looked at: words of unspaced scripts are short. */
const CONTEXT_UNITS = 48;

/**
 * Whether a range begins and ends where words do, in scripts that write them without spaces (Han, kana, Thai): 都 is
 * no word in 東京. True in all other scripts, whose words are cut at spaces. `start` and `end` are borders of characters.
 */
export function isOnWordBorders(text: string, start: number, end: number): boolean {
  const joinsBefore = isUnspaced(text, start) && isUnspaced(text, start - 1);
  const joinsAfter = isUnspaced(text, end) && isUnspaced(text, end - 1);
  if (!joinsBefore && !joinsAfter) return true;
  const borders = bordersAround(text, start, end);
  return (!joinsBefore || borders.has(start)) && (!joinsAfter || borders.has(end));
}

function bordersAround(text: string, start: number, end: number): ReadonlySet<number> {
  let from = start;
  while (from > start - CONTEXT_UNITS && isUnspaced(text, from - 1)) from -= 1;
  let to = end;
  while (to < end + CONTEXT_UNITS && isUnspaced(text, to)) to += 1;
  const borders = new Set([to]);
  for (const { index } of words.segment(text.slice(from, to))) borders.add(from + index);
  return borders;
}

function isUnspaced(text: string, index: number): boolean {
  const kind = index < 0 ? undefined : kindAt(text, index);
  return kind === SOLO || kind === MARK;
}
