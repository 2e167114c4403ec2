import { hexPacker, toHex } from "./packed-hex.ts";
import { firstKeyIn, KEY as SLOT, type PackedKeys, packedKeys, SIGHTING } from "./packed-keys.ts";

/** A remembered key: the fingerprint (16 hexadecimal digits), the item it names, the day (since 1970) it was last seen. */
export type KeyRow = readonly [fingerprint: string, itemId: string, day: number];

// A slot is what a key is in a snapshot, but counts sightings from 1: a 0 there is a free slot. An id that is not plain
// hexadecimal has 0 digits and lives in a map beside the table.
const PLACE = 2;
const FINGERPRINT_DIGITS = 16;
const ID = 4;
const TAG = ID;
const GROWTH = 1.2;
const MOST_LOAD = 0.85;
const PACKABLE = /^[0-9a-f]{1,32}$/;
/** Packing so many takes less than a millisecond. */
const KEYS_IN_PIECE = 2000;
const packFingerprint = hexPacker();
const packId = hexPacker();

/**
 * The keys of one feed: an open-addressed table, and behind it in the same memory the sightings that its slots name. A
 * sighting is an item on a day; the keys of an item are mostly seen together, so that they share one.
 */
export class FeedKeys {
  #words = new Uint32Array(0);
  /** Slots, free ones included. */
  #capacity = 0;
  #size = 0;
  /** Sightings, those included that no key names any more. */
  #sightings = 0;
  #longIds: Map<string, string> | undefined;

  get size(): number {
    return this.#size;
  }

  get(fingerprint: string): KeyRow | undefined {
    const place = this.#placeNamedBy(fingerprint);
    // The fingerprint is at hand: writing it out again would be half of the cost of a lookup.
    return place === 0 ? undefined : this.#row(fingerprint, place);
  }

  put(rows: readonly KeyRow[]): void {
    if (this.#size === 0) this.#makeRoomFor(rows.length, sightingsIn(rows));
    for (const row of rows) this.#put(row);
  }

  delete(fingerprint: string): void {
    if (this.#placeNamedBy(fingerprint) === 0) return;
    this.#longIds?.delete(nameOf(fingerprint));
    this.#size -= 1;
    this.#closeGap(this.#find(packFingerprint(fingerprint)) / SLOT);
  }

  rows(): readonly KeyRow[] {
    return this.#used().map((at) => this.#rowAt(at));
  }

  stale(keepDays: number): readonly string[] {
    let newest = 0;
    for (let at = 0; at < this.#capacity * SLOT; at += SLOT) newest = Math.max(newest, this.#dayAt(at));
    const found: string[] = [];
    for (let at = 0; at < this.#capacity * SLOT; at += SLOT) {
      const day = this.#dayAt(at);
      if (day > 0 && newest - day > keepDays) found.push(this.#fingerprintAt(at));
    }
    return found;
  }

  /** Made at once: the table may change while its pieces are being written. */
  packed(): readonly PackedKeys[] {
    const slots = this.#used().toSorted((a, b) => this.#placeAt(a) - this.#placeAt(b));
    const pieces: PackedKeys[] = [];
    for (let first = 0; first < slots.length; first += KEYS_IN_PIECE)
      pieces.push(this.#piece(slots.slice(first, first + KEYS_IN_PIECE)));
    return pieces;
  }

  /** Puts the words of a piece back. */
  unpack(words: Uint32Array): void {
    const sightings = words[0] ?? 0;
    const firstKey = firstKeyIn(words);
    this.#makeRoomFor((words.length - firstKey) / SLOT, sightings);
    const before = this.#sightings;
    this.#words.set(words.subarray(1, firstKey), this.#sightingAt(before + 1));
    this.#sightings += sightings;
    for (let from = firstKey; from < words.length; from += SLOT)
      this.#set(words, from, before + 1 + (words[from + PLACE] ?? 0));
  }

  #put([fingerprint, itemId, day]: KeyRow): void {
    const name = nameOf(fingerprint);
    const id = PACKABLE.test(itemId) ? itemId : "";
    const tag = (day << 8) | id.length;
    const key = packFingerprint(name);
    const before = this.#size === 0 ? 0 : this.#placeAt(this.#find(key));
    const item = packId(id);
    if (before === 0 || !this.#isSighting(before, item, tag))
      this.#set(key, 0, this.#placeOf(item, tag, before === 0 ? 1 : 0));
    if (id === "") (this.#longIds ??= new Map()).set(name, itemId);
    else this.#longIds?.delete(name);
  }

  /** Sets the slot of the fingerprint at `from`, for which there must be room. */
  #set(words: Uint32Array, from: number, place: number): void {
    const slots = this.#words;
    const at = this.#find(words, from);
    if (slots[at + PLACE] === 0) this.#size += 1;
    slots[at] = words[from] ?? 0;
    slots[at + 1] = words[from + 1] ?? 0;
    slots[at + PLACE] = place;
  }

  /** The place of a sighting: the last one's when it is the same, otherwise a new one; with room for so many new keys. */
  #placeOf(id: Uint32Array, tag: number, keys: number): number {
    const isLast = this.#sightings > 0 && this.#isSighting(this.#sightings, id, tag);
    this.#makeRoomFor(keys, isLast ? 0 : 1);
    if (isLast) return this.#sightings;
    this.#sightings += 1;
    const at = this.#sightingAt(this.#sightings);
    this.#words.set(id, at);
    this.#words[at + TAG] = tag;
    return this.#sightings;
  }

  #isSighting(place: number, id: Uint32Array, tag: number): boolean {
    const words = this.#words;
    const at = this.#sightingAt(place);
    for (let word = 0; word < ID; word += 1) if (words[at + word] !== id[word]) return false;
    return words[at + TAG] === tag;
  }

  #piece(slots: readonly number[]): PackedKeys {
    const words = this.#words;
    const isLong = (at: number): boolean => this.#digitsOf(this.#placeAt(at)) === 0;
    const sightings: number[] = [];
    const keys: number[] = [];
    for (const at of slots) {
      if (isLong(at)) continue;
      const place = this.#placeAt(at);
      if (sightings.at(-1) !== place) sightings.push(place);
      keys.push(words[at] ?? 0, words[at + 1] ?? 0, sightings.length - 1);
    }
    return packedKeys(
      sightings.map((place) => words.subarray(this.#sightingAt(place), this.#sightingAt(place + 1))),
      keys,
      slots.filter(isLong).map((at) => this.#rowAt(at)),
    );
  }

  /** The slots of all keys. */
  #used(): readonly number[] {
    const slots: number[] = [];
    for (let at = 0; at < this.#capacity * SLOT; at += SLOT) if (this.#placeAt(at) !== 0) slots.push(at);
    return slots;
  }

  #placeNamedBy(fingerprint: string): number {
    return this.#size === 0 ? 0 : this.#placeAt(this.#find(packFingerprint(fingerprint)));
  }

  #placeAt(slot: number): number {
    return this.#words[slot + PLACE] ?? 0;
  }

  #sightingAt(place: number): number {
    return this.#capacity * SLOT + (place - 1) * SIGHTING;
  }

  /** Where the fingerprint at `from` is, or the free slot where it belongs. */
  #find(words: Uint32Array, from = 0): number {
    const slots = this.#words;
    let slot = this.#home(words[from]);
    for (;;) {
      const at = slot * SLOT;
      const isHere = slots[at] === words[from] && slots[at + 1] === words[from + 1];
      if (isHere || slots[at + PLACE] === 0) return at;
      slot = (slot + 1) % this.#capacity;
    }
  }

  #rowAt(slot: number): KeyRow {
    return this.#row(this.#fingerprintAt(slot), this.#placeAt(slot));
  }

  #row(fingerprint: string, place: number): KeyRow {
    const digits = this.#digitsOf(place);
    const itemId =
      digits === 0
        ? (this.#longIds?.get(nameOf(fingerprint)) ?? "")
        : toHex(this.#words, this.#sightingAt(place), ID).slice(0, digits);
    return [fingerprint, itemId, this.#dayOf(place)];
  }

  #fingerprintAt(slot: number): string {
    return toHex(this.#words, slot, PLACE);
  }

  #digitsOf(place: number): number {
    return (this.#words[this.#sightingAt(place) + TAG] ?? 0) & 0xff;
  }

  /** Of a free slot 0. */
  #dayAt(slot: number): number {
    const place = this.#placeAt(slot);
    return place === 0 ? 0 : this.#dayOf(place);
  }

  #dayOf(place: number): number {
    return (this.#words[this.#sightingAt(place) + TAG] ?? 0) >>> 8;
  }

  /** Moves back what was pushed past the gap, so that a search never stops before what it looks for. */
  #closeGap(slot: number): void {
    const slots = this.#words;
    let gap = slot;
    let next = (gap + 1) % this.#capacity;
    while (this.#placeAt(next * SLOT) !== 0) {
      const home = this.#home(slots[next * SLOT]);
      if (this.#distance(home, next) >= this.#distance(gap, next)) {
        slots.copyWithin(gap * SLOT, next * SLOT, (next + 1) * SLOT);
        gap = next;
      }
      next = (next + 1) % this.#capacity;
    }
    slots.fill(0, gap * SLOT, (gap + 1) * SLOT);
  }

  /** Of 28 bits, which the engine divides as an integer; of 32 it would not. */
  #home(word = 0): number {
    return (word >>> 4) % this.#capacity;
  }

  #distance(from: number, to: number): number {
    return (to - from + this.#capacity) % this.#capacity;
  }

  /** Makes room for so many more, where there is none, and forgets sightings that no key names any more. */
  #makeRoomFor(keys: number, sightings: number): void {
    const old = this.#words;
    const endOfSlots = this.#capacity * SLOT;
    const hasSlots = this.#size + keys <= this.#capacity * MOST_LOAD;
    const room = (old.length - endOfSlots) / SIGHTING;
    if (hasSlots && this.#sightings + sightings <= room) return;
    const used = this.#used();
    const moved = this.#compacted(used);
    const kept = moved.reduce((most, place) => Math.max(most, place), 0);
    if (!hasSlots) {
      const needed = Math.ceil((this.#size + keys) / MOST_LOAD) + 1;
      this.#capacity = Math.max(needed, Math.ceil(this.#capacity * GROWTH));
    }
    const roomNow = Math.max(kept + sightings, Math.ceil(kept * GROWTH));
    this.#words = new Uint32Array(this.#capacity * SLOT + roomNow * SIGHTING);
    for (let place = 1; place < moved.length; place += 1) {
      const to = moved[place] ?? 0;
      const from = endOfSlots + (place - 1) * SIGHTING;
      if (to !== 0) copyWords(old, from, this.#words, this.#sightingAt(to));
    }
    this.#sightings = kept;
    this.#size = 0;
    for (const at of used) this.#set(old, at, moved[old[at + PLACE] ?? 0] ?? 0);
  }

  /** For each place the one that it has once those that no slot names are gone; 0 for those. */
  #compacted(used: readonly number[]): Uint32Array {
    const moved = new Uint32Array(this.#sightings + 1);
    for (const at of used) moved[this.#placeAt(at)] = 1;
    let kept = 0;
    for (let place = 1; place < moved.length; place += 1) if (moved[place] === 1) moved[place] = kept += 1;
    return moved;
  }
}

/** Word by word: a view of each sighting would cost more than all else. */
function copyWords(from: Uint32Array, start: number, to: Uint32Array, at: number): void {
  for (let word = 0; word < SIGHTING; word += 1) to[at + word] = from[start + word] ?? 0;
}

/** What of a fingerprint is remembered: formats before 3 have it with twice as many digits. */
function nameOf(fingerprint: string): string {
  return fingerprint.slice(0, FINGERPRINT_DIGITS);
}

/** How many sightings these rows take at most, if none is known. */
function sightingsIn(rows: readonly KeyRow[]): number {
  return rows.filter(([, id, day], n) => id !== rows[n - 1]?.[1] || day !== rows[n - 1]?.[2]).length;
}
