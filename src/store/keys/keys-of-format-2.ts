import type { KeyRow } from "./feed-keys.ts";
import { KEY, SIGHTING } from "./packed-keys.ts";

/**
 * Keys of a feed in a snapshot of format 2: `p` is base64 of 32-bit words, little-endian: how many items, four words
 * for each id, then six for each key: fingerprint (4), which of the items, day << 8 | digits of the id.
 */
export interface PackedKeys2 {
  readonly p: string;
  readonly v?: readonly KeyRow[];
}

const ID = 4;
const KEY_OF_2 = 6;
const ITEM = 4;
const TAG = 5;

/** The words of such a piece as a snapshot has them now. Number by number: there are millions. */
export function fromFormat2(words: Uint32Array): Uint32Array {
  const firstKey = 1 + (words[0] ?? 0) * ID;
  const count = (words.length - firstKey) / KEY_OF_2;
  const sightings = new Uint32Array(count * SIGHTING);
  const keys = new Uint32Array(count * KEY);
  let end = 0;
  for (let n = 0; n < count; n += 1) {
    const from = firstKey + n * KEY_OF_2;
    if (n === 0 || !isSameSighting(words, from, from - KEY_OF_2)) {
      const id = 1 + (words[from + ITEM] ?? 0) * ID;
      sightings.set(words.subarray(id, id + ID), end);
      sightings[end + ID] = words[from + TAG] ?? 0;
      end += SIGHTING;
    }
    keys[n * KEY] = words[from] ?? 0;
    keys[n * KEY + 1] = words[from + 1] ?? 0;
    keys[n * KEY + 2] = end / SIGHTING - 1;
  }
  const converted = new Uint32Array(1 + end + keys.length);
  converted[0] = end / SIGHTING;
  converted.set(sightings.subarray(0, end), 1);
  converted.set(keys, 1 + end);
  return converted;
}

function isSameSighting(words: Uint32Array, key: number, other: number): boolean {
  return words[key + ITEM] === words[other + ITEM] && words[key + TAG] === words[other + TAG];
}
