import { hexPacker, toHex } from "./packed-hex.ts";
import type { Room } from "../packed/word-arena.ts";

/**
 * Words of a slot: the first eight digits of a fingerprint, then its last three above the place of the sighting that it
 * names, counted from 1. Of a free slot, the place is 0. The slots of a feed are an open-addressed table at the beginning
 * of its room; `capacity` counts them, free ones included.
 */
export const SLOT = 2;
export const FINGERPRINT_DIGITS = 11;
const PLACE_BITS = 20;
const PLACE = (1 << PLACE_BITS) - 1;
export const MOST_PLACES: number = PLACE;

/** Where slots begin in which words. */
type Place = Pick<Room, "words" | "start">;

const pack = hexPacker();
const named = new Uint32Array(SLOT);

/** A slot of the fingerprint that names no sighting yet. The next call overwrites it. */
export function slotOf(fingerprint: string): Uint32Array {
  const words = pack(fingerprint);
  named[0] = words[0] ?? 0;
  named[1] = secondWord(words[1] ?? 0, 0);
  return named;
}

/** The second word of a slot, by the eight digits behind the first eight of a hash, little-endian: three of them are kept. */
export function secondWord(digits: number, place: number): number {
  return (((digits & 0xff) << (PLACE_BITS + 4)) | ((digits & 0xf000) << 8) | place) >>> 0;
}

export function withPlace(word: number, place: number): number {
  return ((word & ~PLACE) | place) >>> 0;
}

export function placeIn(word = 0): number {
  return word & PLACE;
}

export function fingerprintAt(words: Uint32Array, at: number): string {
  const last = (words[at + 1] ?? 0) >>> PLACE_BITS;
  return toHex(words, at, 1) + last.toString(16).padStart(FINGERPRINT_DIGITS - 8, "0");
}

/** Where in the room's words the slot is whose fingerprint is that of the slot at `from`, or the free one for it. */
export function findSlot({ words, start }: Place, capacity: number, slot: Uint32Array, from = 0): number {
  const first = slot[from] ?? 0;
  const second = slot[from + 1] ?? 0;
  for (let n = homeOf(first, capacity); ; n = n + 1 === capacity ? 0 : n + 1) {
    const at = start + n * SLOT;
    const word = words[at + 1] ?? 0;
    if (placeIn(word) === 0 || (words[at] === first && (word ^ second) >>> PLACE_BITS === 0)) return at;
  }
}

/** Puts slots for which there is room, each place moved on by `before`; gives how many fingerprints are new. */
export function putSlots(
  { words, start }: Place,
  capacity: number,
  { slots, before }: { readonly slots: Uint32Array; readonly before: number },
): number {
  // A room looks its words up at each use: here they are looked up once for all slots.
  const room = { words, start };
  let added = 0;
  for (let from = 0; from < slots.length; from += SLOT) {
    const at = findSlot(room, capacity, slots, from);
    if (placeIn(words[at + 1]) === 0) added += 1;
    words[at] = slots[from] ?? 0;
    words[at + 1] = withPlace(slots[from + 1] ?? 0, before + placeIn(slots[from + 1]));
  }
  return added;
}

/** Frees the slot at `at`, and moves back what was pushed past it: a search must not stop before what it looks for. */
export function freeSlot({ words, start }: Room, capacity: number, at: number): void {
  const distance = (from: number, to: number): number => (to - from + capacity) % capacity;
  const addressOf = (slot: number): number => start + slot * SLOT;
  let gap = (at - start) / SLOT;
  for (
    let next = (gap + 1) % capacity;
    placeIn(words[addressOf(next) + 1]) !== 0;
    next = (next + 1) % capacity
  ) {
    const home = homeOf(words[addressOf(next)] ?? 0, capacity);
    if (distance(home, next) < distance(gap, next)) continue;
    words.copyWithin(addressOf(gap), addressOf(next), addressOf(next + 1));
    gap = next;
  }
  words.fill(0, addressOf(gap), addressOf(gap + 1));
}

/** Where the used slots are in the room's words. */
export function usedSlots({ words, start }: Room, capacity: number): readonly number[] {
  const used: number[] = [];
  for (let at = start; at < start + capacity * SLOT; at += SLOT)
    if (placeIn(words[at + 1]) !== 0) used.push(at);
  return used;
}

/** Of 28 bits, which the engine divides as an integer; of 32 it would not. */
function homeOf(word: number, capacity: number): number {
  return (word >>> 4) % capacity;
}
