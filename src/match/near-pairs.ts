import { type Occurrence, partsOf, type Spot } from "./spot.ts";

/** News holds fewer; of a hostile text the rest goes unseen. */
const MAX_PAIRS = 1000;

/**
 * All pairs of a left and a right occurrence, both lists in reading order, that stand in one field with at most `words`
 * words between them and share none; with `ordered`, the left one first. A pair is one occurrence, from the first word
 * of both to the last. Looks only at what is near, so that the time grows with the lists and not with their product.
 */
export function nearPairs(
  left: readonly Occurrence[],
  right: readonly Occurrence[],
  { words, ordered }: { readonly words: number; readonly ordered: boolean },
): readonly Occurrence[] {
  const found: Occurrence[] = [];
  const window = new Window(right, words);
  for (const one of left) {
    for (const other of window.around(one.at)) {
      if (!isNear(one.at, other.at, words) || (ordered && other.at.place < one.at.place)) continue;
      found.push(pairOf(one, other));
      if (found.length === MAX_PAIRS) return inOrder(found);
    }
  }
  return inOrder(found);
}

/** Moves over a list in reading order, and shows what may be near: spots are asked for in reading order too. */
class Window {
  readonly #list: readonly Occurrence[];
  readonly #words: number;
  readonly #longest: number;
  #from = 0;

  constructor(list: readonly Occurrence[], words: number) {
    this.#list = list;
    this.#words = words;
    this.#longest = list.reduce((most, { at }) => Math.max(most, at.placeEnd - at.place), 0);
  }

  around(spot: Spot): readonly Occurrence[] {
    const first = spot.place - this.#words - this.#longest;
    const last = spot.placeEnd + this.#words;
    while ((this.#list[this.#from]?.at.place ?? Infinity) < first) this.#from += 1;
    let to = this.#from;
    while ((this.#list[to]?.at.place ?? Infinity) <= last) to += 1;
    return this.#list.slice(this.#from, to);
  }
}

function isNear(one: Spot, other: Spot, words: number): boolean {
  if (one.field !== other.field) return false;
  const between = Math.max(other.place - one.placeEnd, one.place - other.placeEnd);
  return between >= 0 && between <= words;
}

function pairOf(one: Occurrence, other: Occurrence): Occurrence {
  const [first, last] = one.at.place < other.at.place ? [one, other] : [other, one];
  return {
    term: `${first.term} … ${last.term}`,
    at: {
      field: first.at.field,
      start: first.at.start,
      end: last.at.end,
      place: first.at.place,
      placeEnd: last.at.placeEnd,
      parts: [...partsOf(first.at), ...partsOf(last.at)],
    },
  };
}

function inOrder(found: readonly Occurrence[]): readonly Occurrence[] {
  return found.toSorted((a, b) => a.at.place - b.at.place || a.at.placeEnd - b.at.placeEnd);
}
