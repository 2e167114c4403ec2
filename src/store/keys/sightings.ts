import type { KeyRow } from "./feed-keys.ts";
import { hexPacker, toHex } from "./packed-hex.ts";

/** Words of a sighting, an item on a day: those of the id, and its tag behind them: day << 8 | digits of the id. */
export const SIGHTING = 5;
const TAG = 4;
const PLAIN_ID = /^[0-9a-f]{1,32}$/;

const packId = hexPacker();
/** The keys of an item come one after the other. */
let lastItem = { itemId: "", plainId: "" };

/** The id as a sighting can hold it; one that is not plain hexadecimal has no digits, and lives elsewhere. */
export function plainIdOf(itemId: string): string {
  if (itemId !== lastItem.itemId) lastItem = { itemId, plainId: PLAIN_ID.test(itemId) ? itemId : "" };
  return lastItem.plainId;
}

export function writeSighting(words: Uint32Array, at: number, plainId: string, day: number): void {
  words.set(packId(plainId), at);
  words[at + TAG] = tagOf(plainId, day);
}

/** Whether the sighting at `at` is this one. */
export function isSighting(words: Uint32Array, at: number, plainId: string, day: number): boolean {
  const id = packId(plainId);
  for (let word = 0; word < TAG; word += 1) if (words[at + word] !== id[word]) return false;
  return words[at + TAG] === tagOf(plainId, day);
}

/** Word by word: a view of each sighting would cost more than all else. */
export function copySighting(from: Uint32Array, start: number, to: Uint32Array, at: number): void {
  for (let word = 0; word < SIGHTING; word += 1) to[at + word] = from[start + word] ?? 0;
}

/** Empty where the id is not plain. */
export function plainIdIn(words: Uint32Array, at: number): string {
  const digits = (words[at + TAG] ?? 0) & 0xff;
  return digits === 0 ? "" : toHex(words, at, TAG).slice(0, digits);
}

export function hasPlainId(words: Uint32Array, at: number): boolean {
  return ((words[at + TAG] ?? 0) & 0xff) !== 0;
}

export function dayIn(words: Uint32Array, at: number): number {
  return (words[at + TAG] ?? 0) >>> 8;
}

/** How many sightings these rows take at most, if none is known. */
export function sightingsIn(rows: readonly KeyRow[]): number {
  return rows.filter(([, id, day], n) => id !== rows[n - 1]?.[1] || day !== rows[n - 1]?.[2]).length;
}

function tagOf(plainId: string, day: number): number {
  return (day << 8) | plainId.length;
}
