import { ItemIds } from "./item-ids.ts";
import { packHex, ID_WORDS, toHex } from "./packed-hex.ts";
import { base64Of, wordsOf } from "./packed-words.ts";

/** A remembered key: the fingerprint (32 hexadecimal digits), the item it names, the day (since 1970) it was last seen. */
export type KeyRow = readonly [fingerprint: string, itemId: string, day: number];

/**
 * Keys of a feed in a snapshot: `p` is base64 of 32-bit words, little-endian: how many items, four words for each id,
 * then six for each key: fingerprint (4), which of the items, day << 8 | digits of the id. `v` are those whose id is
 * not plain hexadecimal.
 */
export interface PackedKeys {
  readonly p: string;
  readonly v?: readonly KeyRow[];
}

// In a slot the words of a key are the same. A last word of 0 is a free slot. An id that is not plain hexadecimal has
// 0 digits and lives in a map beside the table.
const WORDS = 6;
const ITEM = 4;
const TAG = 5;
const FIRST_CAPACITY = 16;
const GROWTH = 1.5;
const MOST_LOAD = 0.85;
const PACKABLE = /^[0-9a-f]{1,32}$/;
/** Packing so many takes less than a millisecond. */
const KEYS_IN_PIECE = 2000;

/** The keys of one feed: an open-addressed table that names items by their place in a list, as most have several keys. */
export class FeedKeys {
  #slots = new Uint32Array(FIRST_CAPACITY * WORDS);
  #capacity = FIRST_CAPACITY;
  #size = 0;
  readonly #items = new ItemIds();
  readonly #longIds = new Map<string, string>();

  get size(): number {
    return this.#size;
  }

  get(fingerprint: string): KeyRow | undefined {
    const at = this.#find(packHex(fingerprint));
    // The fingerprint is at hand: writing it out again would be half of the cost of a lookup.
    return this.#slots[at + TAG] === 0 ? undefined : this.#row(fingerprint, this.#slots, at);
  }

  put([fingerprint, itemId, day]: KeyRow): void {
    this.#makeRoomFor(1);
    const at = this.#find(packHex(fingerprint));
    if (this.#slots[at + TAG] === 0) this.#size += 1;
    this.#slots.set(packHex(fingerprint), at);
    const digits = PACKABLE.test(itemId) ? itemId.length : 0;
    if (digits === 0) this.#longIds.set(fingerprint, itemId);
    else {
      if (this.#longIds.size > 0) this.#longIds.delete(fingerprint);
      this.#slots[at + ITEM] = this.#placeOf(itemId, at, digits);
    }
    this.#slots[at + TAG] = (day << 8) | digits;
  }

  delete(fingerprint: string): void {
    const at = this.#find(packHex(fingerprint));
    if (this.#slots[at + TAG] === 0) return;
    this.#longIds.delete(fingerprint);
    this.#size -= 1;
    this.#closeGap(at / WORDS);
  }

  rows(): readonly KeyRow[] {
    return this.#used().map((at) => this.#row(toHex(this.#slots, at), this.#slots, at));
  }

  stale(keepDays: number): readonly string[] {
    let newest = 0;
    for (let at = TAG; at < this.#slots.length; at += WORDS)
      newest = Math.max(newest, dayOf(this.#slots, at));
    const found: string[] = [];
    for (let at = TAG; at < this.#slots.length; at += WORDS) {
      const day = dayOf(this.#slots, at);
      if (day > 0 && newest - day > keepDays) found.push(toHex(this.#slots, at - TAG));
    }
    return found;
  }

  /** Made at once: the table may change while its pieces are being written. */
  packed(): readonly PackedKeys[] {
    const slots = this.#slots;
    const places = this.#used().toSorted((a, b) => (slots[a + ITEM] ?? 0) - (slots[b + ITEM] ?? 0));
    const pieces: PackedKeys[] = [];
    for (let first = 0; first < places.length; first += KEYS_IN_PIECE)
      pieces.push(this.#piece(places.slice(first, first + KEYS_IN_PIECE)));
    return pieces;
  }

  unpack({ p, v = [] }: PackedKeys): void {
    const words = wordsOf(p);
    const firstKey = 1 + (words[0] ?? 0) * ID_WORDS;
    const keys = (words.length - firstKey) / WORDS;
    this.#makeRoomFor(keys);
    const firstItem = this.#items.add(words.subarray(1, firstKey));
    for (let from = firstKey; from < words.length; from += WORDS) {
      const at = this.#find(words, from);
      if (this.#slots[at + TAG] === 0) this.#size += 1;
      copyRecord(words, from, this.#slots, at);
      this.#slots[at + ITEM] = firstItem + (words[from + ITEM] ?? 0);
    }
    for (const row of v) this.put(row);
  }

  #piece(places: readonly number[]): PackedKeys {
    const slots = this.#slots;
    const long = places.filter((at) => ((slots[at + TAG] ?? 0) & 0xff) === 0);
    const short = places.filter((at) => ((slots[at + TAG] ?? 0) & 0xff) !== 0);
    const items: number[] = [];
    const records = new Uint32Array(short.length * WORDS);
    for (const [index, at] of short.entries()) {
      const item = slots[at + ITEM] ?? 0;
      if (items.at(-1) !== item) items.push(item);
      records.set(slots.subarray(at, at + WORDS), index * WORDS);
      records[index * WORDS + ITEM] = items.length - 1;
    }
    const p = base64Of([
      Uint32Array.of(items.length),
      ...items.map((item) => this.#items.words(item)),
      records,
    ]);
    if (long.length === 0) return { p };
    return { p, v: long.map((at) => this.#row(toHex(slots, at), slots, at)) };
  }

  /** The places of all keys. */
  #used(): readonly number[] {
    const places: number[] = [];
    for (let at = 0; at < this.#slots.length; at += WORDS) if (this.#slots[at + TAG] !== 0) places.push(at);
    return places;
  }

  /** A key that names the same item as before keeps its place; the keys of an item come one after the other. */
  #placeOf(itemId: string, at: number, digits: number): number {
    const words = packHex(itemId);
    const before = this.#slots[at + ITEM] ?? 0;
    const hadId = ((this.#slots[at + TAG] ?? 0) & 0xff) === digits;
    if (hadId && this.#items.is(before, words)) return before;
    if (this.#items.isFull) this.#dropUnnamed();
    return this.#items.placeOf(packHex(itemId));
  }

  /** Items all of whose keys were forgotten. */
  #dropUnnamed(): void {
    const places = this.#used();
    const moved = this.#items.keep(places.map((at) => this.#slots[at + ITEM] ?? 0));
    for (const at of places) this.#slots[at + ITEM] = moved.get(this.#slots[at + ITEM] ?? 0) ?? 0;
  }

  /** Where the record of the fingerprint at `from` is, or the free place where it belongs. */
  #find(words: Uint32Array, from = 0): number {
    const slots = this.#slots;
    let slot = this.#home(words[from]);
    for (;;) {
      const at = slot * WORDS;
      const isFree = slots[at + TAG] === 0;
      if (isFree || holds(slots, at, words, from)) return at;
      slot = (slot + 1) % this.#capacity;
    }
  }

  #row(fingerprint: string, slots: Uint32Array, at: number): KeyRow {
    const digits = (slots[at + TAG] ?? 0) & 0xff;
    const itemId =
      digits === 0
        ? (this.#longIds.get(fingerprint) ?? "")
        : toHex(this.#items.words(slots[at + ITEM] ?? 0), 0).slice(0, digits);
    return [fingerprint, itemId, dayOf(slots, at + TAG)];
  }

  /** Moves back what was pushed past the gap, so that a search never stops before what it looks for. */
  #closeGap(slot: number): void {
    const slots = this.#slots;
    let gap = slot;
    let next = (gap + 1) % this.#capacity;
    while (slots[next * WORDS + TAG] !== 0) {
      const home = this.#home(slots[next * WORDS]);
      if (this.#distance(home, next) >= this.#distance(gap, next)) {
        slots.copyWithin(gap * WORDS, next * WORDS, (next + 1) * WORDS);
        gap = next;
      }
      next = (next + 1) % this.#capacity;
    }
    slots.fill(0, gap * WORDS, (gap + 1) * WORDS);
  }

  /** Of 28 bits, which the engine divides as an integer; of 32 it would not. */
  #home(word = 0): number {
    return (word >>> 4) % this.#capacity;
  }

  #distance(from: number, to: number): number {
    return (to - from + this.#capacity) % this.#capacity;
  }

  #makeRoomFor(keys: number): void {
    const needed = this.#size + keys;
    if (needed <= this.#capacity * MOST_LOAD) return;
    const grown = this.#size === 0 ? 0 : this.#capacity * GROWTH;
    const old = this.#slots;
    this.#capacity = Math.ceil(Math.max(grown, needed / MOST_LOAD + 1));
    this.#slots = new Uint32Array(this.#capacity * WORDS);
    for (let at = 0; at < old.length; at += WORDS) {
      if (old[at + TAG] === 0) continue;
      copyRecord(old, at, this.#slots, this.#find(old, at));
    }
  }
}

function holds(slots: Uint32Array, at: number, words: Uint32Array, from: number): boolean {
  return (
    slots[at] === words[from] &&
    slots[at + 1] === words[from + 1] &&
    slots[at + 2] === words[from + 2] &&
    slots[at + 3] === words[from + 3]
  );
}

/** Word by word: a view of each record would cost more than all else. */
function copyRecord(words: Uint32Array, from: number, slots: Uint32Array, at: number): void {
  for (let word = 0; word < WORDS; word += 1) slots[at + word] = words[from + word] ?? 0;
}

function dayOf(slots: Uint32Array, tagAt: number): number {
  return (slots[tagAt] ?? 0) >>> 8;
}
