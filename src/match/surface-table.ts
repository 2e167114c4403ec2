import type { Surface } from "../text/read-folded.ts";

/** Words remembered at most; news repeats its words, so nearly every word of a text is among them. */
const MAX_WORDS = 131_072;
/** Units of all of them together, 4 MiB. */
const MAX_UNITS = 1 << 21;
const FIRST_SLOTS = 1024;
/** A table at most half full needs few; words chosen to collide are then looked up the slow way. */
const MAX_PROBES = 24;
const EMPTY = 0;

/** The columns of a word, side by side: a look-up waits for the memory once and not four times. */
const COLUMNS = 4;
const HASH = 0;
/** Where its letters begin; those of the next word are their end. */
const BEGIN = 1;
const STEM = 2;
const PREFIX = 3;

/**
 * What was found for folded words, by their letters: an open-addressed hash table of plain numbers, so that a hundred
 * thousand words cost some megabytes and no garbage.
 */
export class SurfaceTable {
  /** Number of a word plus one; EMPTY where there is none. */
  #slots = new Int32Array(FIRST_SLOTS);
  #count = 0;
  #words = new Int32Array((FIRST_SLOTS / 2 + 1) * COLUMNS);
  #letters = new Uint16Array(FIRST_SLOTS * 4);

  /** The number of a word; −1 when it is not remembered. */
  indexOf({ units, length, hash }: Surface): number {
    const slots = this.#slots;
    const words = this.#words;
    const mask = slots.length - 1;
    for (let probe = 0; probe < MAX_PROBES; probe += 1) {
      const word = (slots[(hash + probe) & mask] ?? EMPTY) - 1;
      if (word < 0) return -1;
      if (words[word * COLUMNS + HASH] === hash && this.#isSpelled(word, units, length)) return word;
    }
    return -1;
  }

  stemOf(word: number): number {
    return this.#words[word * COLUMNS + STEM] ?? -1;
  }

  prefixOf(word: number): number {
    return this.#words[word * COLUMNS + PREFIX] ?? -1;
  }

  /**
   * Remembers what was found for a word that is not remembered. When the table is full all is forgotten first; where
   * too many words collide, the word is not remembered.
   */
  remember({ units, length, hash }: Surface, stem: number, prefix: number): void {
    if (this.#count === MAX_WORDS || this.#beginOf(this.#count) + length > MAX_UNITS) this.#clear();
    if (this.#count * 2 >= this.#slots.length) this.#grow();
    const slot = this.#freeSlot(hash);
    if (slot < 0) return;
    const word = this.#count;
    const begin = this.#beginOf(word);
    if (begin + length > this.#letters.length) this.#growLetters(begin + length);
    for (let at = 0; at < length; at += 1) this.#letters[begin + at] = units[at] ?? 0;
    const row = word * COLUMNS;
    this.#words[row + HASH] = hash;
    this.#words[row + STEM] = stem;
    this.#words[row + PREFIX] = prefix;
    this.#words[row + COLUMNS + BEGIN] = begin + length;
    this.#count = word + 1;
    this.#slots[slot] = word + 1;
  }

  #beginOf(word: number): number {
    return this.#words[word * COLUMNS + BEGIN] ?? 0;
  }

  #clear(): void {
    this.#slots.fill(EMPTY);
    this.#count = 0;
  }

  #isSpelled(word: number, units: Uint16Array, length: number): boolean {
    const letters = this.#letters;
    const begin = this.#beginOf(word);
    if (this.#beginOf(word + 1) - begin !== length) return false;
    for (let at = 0; at < length; at += 1) if (letters[begin + at] !== units[at]) return false;
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
    const words = new Int32Array((this.#slots.length / 2 + 1) * COLUMNS);
    words.set(this.#words);
    this.#words = words;
    for (let word = 0; word < this.#count; word += 1) {
      const slot = this.#freeSlot(words[word * COLUMNS + HASH] ?? 0);
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
