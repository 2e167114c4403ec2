import { ID_WORDS } from "./packed-hex.ts";

const FIRST_CAPACITY = 4;
const GROWTH = 1.5;

/** The ids of a feed's items, four words each, by their place. An id may have several places. */
export class ItemIds {
  #words = new Uint32Array(FIRST_CAPACITY * ID_WORDS);
  #count = 0;

  /** Whether one more makes the list grow. */
  get isFull(): boolean {
    return (this.#count + 1) * ID_WORDS > this.#words.length;
  }

  /** A view, good until the list changes. */
  words(place: number): Uint32Array {
    return this.#words.subarray(place * ID_WORDS, (place + 1) * ID_WORDS);
  }

  is(place: number, id: Uint32Array): boolean {
    if (place >= this.#count) return false;
    const at = place * ID_WORDS;
    for (let word = 0; word < ID_WORDS; word += 1) if (this.#words[at + word] !== id[word]) return false;
    return true;
  }

  /** The place of an id: the last one's when it is the same, otherwise a new one. */
  placeOf(id: Uint32Array): number {
    const last = this.#count - 1;
    return last >= 0 && this.is(last, id) ? last : this.add(id);
  }

  /** Adds the ids that these words are; gives the place of the first. */
  add(ids: Uint32Array): number {
    const first = this.#count;
    const needed = first * ID_WORDS + ids.length;
    if (needed > this.#words.length) {
      const grown = first === 0 ? needed : Math.max(needed, Math.ceil(first * GROWTH) * ID_WORDS);
      const words = new Uint32Array(grown);
      words.set(this.#words.subarray(0, first * ID_WORDS));
      this.#words = words;
    }
    this.#words.set(ids, first * ID_WORDS);
    this.#count += ids.length / ID_WORDS;
    return first;
  }

  /** Forgets all but these places, and makes room for more; gives the new place of each. */
  keep(places: readonly number[]): ReadonlyMap<number, number> {
    const kept = [...new Set(places)].toSorted((a, b) => a - b);
    const words = new Uint32Array(Math.ceil((kept.length + FIRST_CAPACITY) * GROWTH) * ID_WORDS);
    for (const [index, place] of kept.entries()) words.set(this.words(place), index * ID_WORDS);
    this.#words = words;
    this.#count = kept.length;
    return new Map(kept.map((place, index) => [place, index]));
  }
}
