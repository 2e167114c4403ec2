import { doubled } from "./tokens.ts";

/** Words remembered at most; news repeats its words, so nearly every word of a text is among them. */
const MAX_WORDS = 131_072;
/** Units of all of them together, 4 MiB. */
const MAX_UNITS = 1 << 21;
const FIRST_SLOTS = 1024;
/** A table at most half full needs few; words chosen to collide are then looked up the slow way. */
const MAX_PROBES = 24;
const EMPTY = 0;

/** A folded word: the first `length` of `units`, and a hash of them. */
export interface Surface {
  readonly units: Uint16Array;
  readonly length: number;
  readonly hash: number;
}

/**
 * What was found for folded words, by their letters: an open-addressed hash table in columns, so that a hundred thousand
 * words cost some megabytes and no garbage.
 */
export class SurfaceTable {
  /** Number of a word plus one; EMPTY where there is none. */
  #slots = new Int32Array(FIRST_SLOTS);
  #count = 0;
  #hashes = new Int32Array(FIRST_SLOTS / 2);
  /** Where the letters of each word begin; those of the next one are their end. */
  #begins = new Int32Array(FIRST_SLOTS);
  #stems = new Int32Array(FIRST_SLOTS / 2);
  #prefixes = new Int32Array(FIRST_SLOTS / 2);
  #letters = new Uint16Array(FIRST_SLOTS * 8);

  /** The number of a word; −1 when it is not remembered. */
  indexOf({ units, length, hash }: Surface): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let probe = 0; probe < MAX_PROBES; probe += 1) {
      const word = (slots[(hash + probe) & mask] ?? EMPTY) - 1;
      if (word < 0) return -1;
      if (this.#hashes[word] === hash && this.#isSpelled(word, units, length)) return word;
    }
    return -1;
  }

  stemOf(word: number): number {
    return this.#stems[word] ?? -1;
  }

  prefixOf(word: number): number {
    return this.#prefixes[word] ?? -1;
  }

  /**
   * Remembers what was found for a word that is not remembered. When the table is full all is forgotten first; where
   * too many words collide, the word is not remembered.
   */
  remember({ units, length, hash }: Surface, stem: number, prefix: number): void {
    if (this.#count === MAX_WORDS || (this.#begins[this.#count] ?? 0) + length > MAX_UNITS) this.#clear();
    if (this.#count * 2 >= this.#slots.length) this.#grow();
    const slot = this.#freeSlot(hash);
    if (slot < 0) return;
    const word = this.#count;
    const begin = this.#begins[word] ?? 0;
    if (begin + length > this.#letters.length) this.#growLetters(begin + length);
    for (let at = 0; at < length; at += 1) this.#letters[begin + at] = units[at] ?? 0;
    this.#begins[word + 1] = begin + length;
    this.#hashes[word] = hash;
    this.#stems[word] = stem;
    this.#prefixes[word] = prefix;
    this.#count = word + 1;
    this.#slots[slot] = word + 1;
  }

  #clear(): void {
    this.#slots.fill(EMPTY);
    this.#count = 0;
  }

  #isSpelled(word: number, units: Uint16Array, length: number): boolean {
    const begin = this.#begins[word] ?? 0;
    if ((this.#begins[word + 1] ?? 0) - begin !== length) return false;
    for (let at = 0; at < length; at += 1) if (this.#letters[begin + at] !== units[at]) return false;
    return true;
  }

  #freeSlot(hash: number): number {
    const mask = this.#slots.length - 1;
    for (let probe = 0; probe < MAX_PROBES; probe += 1) {
      const slot = (hash + probe) & mask;
      if (this.#slots[slot] === EMPTY) return slot;
    }
    return -1;
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    this.#hashes = doubled(this.#hashes);
    this.#begins = doubled(this.#begins);
    this.#stems = doubled(this.#stems);
    this.#prefixes = doubled(this.#prefixes);
    for (let word = 0; word < this.#count; word += 1) {
      const slot = this.#freeSlot(this.#hashes[word] ?? 0);
      if (slot >= 0) this.#slots[slot] = word + 1;
    }
  }

  #growLetters(wanted: number): void {
    let { length } = this.#letters;
    while (length < wanted) length *= 2;
    const longer = new Uint16Array(length);
    longer.set(this.#letters);
    this.#letters = longer;
  }
}
