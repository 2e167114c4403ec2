/** A remembered key: the fingerprint (32 hexadecimal digits), the item it names, the day (since 1970) it was last seen. */
export type KeyRow = readonly [fingerprint: string, itemId: string, day: number];

export interface KeysView {
  get(feedId: string, fingerprint: string): KeyRow | undefined;
  feedIds(): Iterable<string>;
  rows(feedId: string): Iterable<KeyRow>;
  readonly size: number;
}

/**
 * The keys of all items ever seen, by feed: an open-addressed table of packed records for each, about 50 bytes a key
 * where an object in a Map takes 500. Tables by feed stay small, so growing one never stalls the process.
 */
export class KeyTable implements KeysView {
  readonly #feeds = new Map<string, FeedKeys>();

  get size(): number {
    let total = 0;
    for (const keys of this.#feeds.values()) total += keys.size;
    return total;
  }

  get(feedId: string, fingerprint: string): KeyRow | undefined {
    return this.#feeds.get(feedId)?.get(fingerprint);
  }

  feedIds(): Iterable<string> {
    return this.#feeds.keys();
  }

  rows(feedId: string): Iterable<KeyRow> {
    return this.#feeds.get(feedId)?.rows() ?? [];
  }

  put(feedId: string, rows: readonly KeyRow[]): void {
    if (rows.length === 0) return;
    let keys = this.#feeds.get(feedId);
    if (keys === undefined) this.#feeds.set(feedId, (keys = new FeedKeys()));
    for (const row of rows) keys.put(row);
  }

  delete(feedId: string, fingerprints: readonly string[]): void {
    const keys = this.#feeds.get(feedId);
    if (keys === undefined) return;
    for (const fingerprint of fingerprints) keys.delete(fingerprint);
    if (keys.size === 0) this.#feeds.delete(feedId);
  }
}

// A record is nine 32-bit words: fingerprint (4), item id (4), and day << 8 | digits of the id. A last word of 0 is a
// free slot. An id that is not plain hexadecimal has 0 digits and lives in a map beside the table.
const WORDS = 9;
const ID = 4;
const TAG = 8;
const FIRST_CAPACITY = 16;
const GROWTH = 1.5;
const MOST_LOAD = 0.85;
const PACKABLE = /^[0-9a-f]{1,32}$/;

class FeedKeys {
  #slots = new Uint32Array(FIRST_CAPACITY * WORDS);
  #capacity = FIRST_CAPACITY;
  #size = 0;
  readonly #longIds = new Map<string, string>();

  get size(): number {
    return this.#size;
  }

  get(fingerprint: string): KeyRow | undefined {
    const slot = this.#find(toWords(fingerprint));
    return this.#isUsed(slot) ? this.#read(slot) : undefined;
  }

  put([fingerprint, itemId, day]: KeyRow): void {
    if (this.#size + 1 > this.#capacity * MOST_LOAD) this.#grow();
    const words = toWords(fingerprint);
    const slot = this.#find(words);
    if (!this.#isUsed(slot)) this.#size += 1;
    const digits = PACKABLE.test(itemId) ? itemId.length : 0;
    if (digits === 0) this.#longIds.set(fingerprint, itemId);
    else this.#longIds.delete(fingerprint);
    const at = slot * WORDS;
    this.#slots.set(words, at);
    this.#slots.set(toWords(digits === 0 ? "" : itemId), at + ID);
    this.#slots[at + TAG] = (day << 8) | digits;
  }

  delete(fingerprint: string): void {
    const slot = this.#find(toWords(fingerprint));
    if (!this.#isUsed(slot)) return;
    this.#longIds.delete(fingerprint);
    this.#size -= 1;
    this.#closeGap(slot);
  }

  *rows(): Iterable<KeyRow> {
    // A list of fingerprints would cost more than the table: a copy of the words survives any change meanwhile.
    const slots = this.#slots.slice();
    for (let at = 0; at < slots.length; at += WORDS) {
      if ((slots[at + TAG] ?? 0) !== 0) yield this.#unpack(slots, at);
    }
  }

  /** The slot of this fingerprint, or the free one where it belongs. */
  #find(words: readonly number[]): number {
    let slot = (words[0] ?? 0) % this.#capacity;
    while (this.#isUsed(slot) && !this.#holds(slot, words)) slot = (slot + 1) % this.#capacity;
    return slot;
  }

  #holds(slot: number, words: readonly number[]): boolean {
    const at = slot * WORDS;
    return words.every((word, index) => this.#slots[at + index] === word);
  }

  #isUsed(slot: number): boolean {
    return this.#slots[slot * WORDS + TAG] !== 0;
  }

  #read(slot: number): KeyRow {
    return this.#unpack(this.#slots, slot * WORDS);
  }

  #unpack(slots: Uint32Array, at: number): KeyRow {
    const fingerprint = toHex(slots.subarray(at, at + ID));
    const tag = slots[at + TAG] ?? 0;
    const digits = tag & 0xff;
    const packed = toHex(slots.subarray(at + ID, at + TAG)).slice(0, digits);
    return [fingerprint, digits === 0 ? (this.#longIds.get(fingerprint) ?? "") : packed, tag >>> 8];
  }

  /** Moves back what was pushed past the gap, so that a search never stops before what it looks for. */
  #closeGap(slot: number): void {
    let gap = slot;
    let next = (gap + 1) % this.#capacity;
    while (this.#isUsed(next)) {
      const home = (this.#slots[next * WORDS] ?? 0) % this.#capacity;
      if (this.#distance(home, next) >= this.#distance(gap, next)) {
        this.#slots.copyWithin(gap * WORDS, next * WORDS, (next + 1) * WORDS);
        gap = next;
      }
      next = (next + 1) % this.#capacity;
    }
    this.#slots.fill(0, gap * WORDS, (gap + 1) * WORDS);
  }

  #distance(from: number, to: number): number {
    return (to - from + this.#capacity) % this.#capacity;
  }

  #grow(): void {
    const old = this.#slots;
    this.#capacity = Math.ceil(this.#capacity * GROWTH);
    this.#slots = new Uint32Array(this.#capacity * WORDS);
    for (let at = 0; at < old.length; at += WORDS) {
      if (old[at + TAG] === 0) continue;
      const record = old.subarray(at, at + WORDS);
      this.#slots.set(record, this.#find([...record.subarray(0, ID)]) * WORDS);
    }
  }
}

function toWords(hex: string): number[] {
  const digits = hex.padEnd(32, "0");
  return [0, 8, 16, 24].map((at) => Number.parseInt(digits.slice(at, at + 8), 16));
}

function toHex(words: Uint32Array): string {
  let hex = "";
  for (const word of words) hex += word.toString(16).padStart(8, "0");
  return hex;
}
