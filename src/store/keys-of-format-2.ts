import type { KeyRow } from "./feed-keys.ts";
import { SIGHTING } from "./packed-keys.ts";

/**
 * Keys of a feed in a snapshot of format 2: `p` is base64 of 32-bit words, little-endian: how many items, four words
 * for each id, then six for each key: fingerprint (4), which of the items, day << 8 | digits of the id.
 */
export interface PackedKeys2 {
  readonly p: string;
  readonly v?: readonly KeyRow[];
}

const ID = 4;
const KEY = 6;

/** The words of such a piece as a snapshot has them now. */
export function fromFormat2(words: Uint32Array): Uint32Array {
  const items = words[0] ?? 0;
  const sightings: number[] = [];
  const keys: number[] = [];
  let last: readonly number[] = [];
  for (let from = 1 + items * ID; from < words.length; from += KEY) {
    const [first = 0, second = 0, , , item = 0, tag = 0] = words.subarray(from, from + KEY);
    if (last[0] !== item || last[1] !== tag) {
      sightings.push(...words.subarray(1 + item * ID, 1 + (item + 1) * ID), tag);
      last = [item, tag];
    }
    keys.push(first, second, sightings.length / SIGHTING - 1);
  }
  return Uint32Array.from([sightings.length / SIGHTING, ...sightings, ...keys]);
}
