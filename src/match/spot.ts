import type { Field } from "../model/item.ts";

/** Where words stand in an item. */
export interface Spot {
  readonly field: Field;
  /** UTF-16 offsets in the field, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** The words' places on one line through title, summary and body; end exclusive. */
  readonly place: number;
  readonly placeEnd: number;
  /** Of words that stand near each other: the places that are theirs, each with its end. */
  readonly parts?: readonly (readonly [place: number, placeEnd: number])[];
}

/** A term, or several near each other, at one spot of an item. */
export interface Occurrence {
  /** As the profile writes it. */
  readonly term: string;
  readonly at: Spot;
}

/** How many words of a spot are the term's own. */
export function wordsIn({ place, placeEnd, parts }: Spot): number {
  if (parts === undefined) return placeEnd - place;
  let words = 0;
  for (const [from, to] of parts) words += to - from;
  return words;
}

/** The places of a spot that are the term's own. */
export function partsOf({ place, placeEnd, parts }: Spot): readonly (readonly [number, number])[] {
  return parts ?? [[place, placeEnd]];
}

/** Of overlapping occurrences those that come first in the order of `rank`, in reading order. */
export function withoutOverlaps<One extends Occurrence>(
  occurrences: readonly One[],
  rank: (a: One, b: One) => number,
): readonly One[] {
  if (standApart(occurrences)) return occurrences;
  const taken = new Set<number>();
  const winners: One[] = [];
  for (const occurrence of occurrences.toSorted(rank)) {
    const parts = partsOf(occurrence.at);
    if (parts.some((part) => isTaken(part, taken))) continue;
    for (const [from, to] of parts) for (let place = from; place < to; place += 1) taken.add(place);
    winners.push(occurrence);
  }
  return winners.toSorted((a, b) => a.at.place - b.at.place);
}

/** Whether each stands wholly after the one before it. */
function standApart(occurrences: readonly Occurrence[]): boolean {
  return occurrences.every(
    ({ at }, index) => index === 0 || at.place >= (occurrences[index - 1]?.at.placeEnd ?? 0),
  );
}

/** The one with most words of its own first, then the leftmost, then the shorter stretch. */
export function longestFirst(a: Occurrence, b: Occurrence): number {
  return wordsIn(b.at) - wordsIn(a.at) || a.at.place - b.at.place || a.at.placeEnd - b.at.placeEnd;
}

function isTaken([from, to]: readonly [number, number], taken: ReadonlySet<number>): boolean {
  for (let place = from; place < to; place += 1) if (taken.has(place)) return true;
  return false;
}
