import { FIELDS, type Field, type Matchable } from "../model/item.ts";
import { caseJudge } from "./case-trust.ts";
import type { Matcher } from "./compile.ts";
import { hitsOf } from "./pattern.ts";
import { scan } from "./scan.ts";
import type { Spot } from "./spot.ts";

/** A term in an item. */
export interface Seen {
  /** Its number in the matcher. */
  readonly term: number;
  readonly at: Spot;
  /** Not for an ordinary word where its case proves nothing. */
  readonly counts: boolean;
}

/** Of one field; what a longer text is about, its first ten thousand words say. */
const MAX_UNITS = 1 << 16;
/** Places left free between two fields, so that their borders keep words apart. */
const FIELD_GAP = 5;

/** All terms of all profiles in an item, field by field, in reading order but for terms of the same word. */
export function seenIn(matcher: Matcher, item: Matchable): readonly Seen[] {
  const phrases: SeenPhrase[] = [];
  const seen: Seen[] = [];
  let line = 0;
  for (const field of FIELDS) {
    const text = item[field]?.slice(0, MAX_UNITS);
    if (text === undefined) continue;
    const where = { field, text, line };
    seePhrases(matcher, where, phrases);
    seePatterns(matcher, where, seen);
    line += matcher.tokens.count + FIELD_GAP;
  }
  addTerms(matcher, phrases, seen);
  return seen;
}

/** The terms that the phrases stand for. */
function addTerms(
  { phrases: { termBegins, terms } }: Matcher,
  phrases: readonly SeenPhrase[],
  seen: Seen[],
): void {
  // An ordinary word in capitals counts when the item also writes it where its case proves something.
  const proven = phrases.some(({ doubtful }) => doubtful) ? provenAmong(phrases) : NONE;
  for (const { phrase, at, doubtful } of phrases) {
    const counts = !doubtful || proven.has(phrase);
    const until = termBegins[phrase + 1] ?? 0;
    for (let index = termBegins[phrase] ?? until; index < until; index += 1) {
      seen.push({ term: terms[index] ?? -1, at, counts });
    }
  }
}

interface SeenPhrase {
  readonly phrase: number;
  readonly at: Spot;
  readonly doubtful: boolean;
}

const NONE: ReadonlySet<number> = new Set();

function provenAmong(phrases: readonly SeenPhrase[]): ReadonlySet<number> {
  return new Set(phrases.filter(({ doubtful }) => !doubtful).map(({ phrase }) => phrase));
}

interface Where {
  readonly field: Field;
  readonly text: string;
  /** The place of the field's first word. */
  readonly line: number;
}

function seePhrases(matcher: Matcher, { field, text, line }: Where, seen: SeenPhrase[]): void {
  const { phrases, tokens } = matcher;
  const sightings = scan(matcher, text);
  const judge = caseJudge(text, tokens);
  for (const sighting of sightings) {
    const { phrase, first, count, start, end } = sighting;
    const bound = phrases.caseBound.get(phrase);
    const verdict = bound === undefined ? "trusted" : judge(bound, sighting);
    if (verdict === "refused") continue;
    const at = { field, start, end, place: line + first, placeEnd: line + first + count };
    seen.push({ phrase, at, doubtful: verdict === "doubtful" });
  }
}

/** After the phrases: it needs the words of the text. */
function seePatterns({ patterns, tokens }: Matcher, { field, text, line }: Where, seen: Seen[]): void {
  const { starts, ends, count } = tokens;
  for (const pattern of patterns) {
    for (const [start, end] of hitsOf(pattern, text)) {
      const place = line + countBelow(ends, count, start + 1);
      const placeEnd = Math.max(place + 1, line + countBelow(starts, count, end));
      seen.push({ term: pattern.term, at: { field, start, end, place, placeEnd }, counts: true });
    }
  }
}

/** How many of the first `count` offsets, which ascend, are smaller than `limit`. */
function countBelow(offsets: Int32Array, count: number, limit: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((offsets[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
