import type { KeyRow } from "./feed-keys.ts";
import { base64Of } from "./packed-words.ts";

/**
 * Keys of a feed in a snapshot: `s` is base64 of 32-bit words, little-endian: how many sightings, five words for each
 * (the item's id, day << 8 | digits of the id), then two for each key: its fingerprint as a slot has it,
 * and below it which of the sightings. `v` are those whose id is not plain hexadecimal.
 */
export interface PackedKeys {
  readonly s: string;
  readonly v?: readonly KeyRow[];
}

/** Words of a sighting, the last of which is its tag. */
export const SIGHTING = 5;

/** Where the keys begin in the words of a piece. */
export function firstKeyIn(words: Uint32Array): number {
  return 1 + (words[0] ?? 0) * SIGHTING;
}

/** A piece of sightings, of keys that name them by their place in the list, and of keys that name no plain id. */
export function packedKeys(
  sightings: readonly Uint32Array[],
  keys: readonly number[],
  long: readonly KeyRow[],
): PackedKeys {
  const s = base64Of([Uint32Array.of(sightings.length), ...sightings, Uint32Array.from(keys)]);
  return long.length === 0 ? { s } : { s, v: long };
}
