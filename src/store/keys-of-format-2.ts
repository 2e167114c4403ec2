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
  const items = words[0] ?? 0;
  const firstKey = 1 + items * ID;
  const count = (words.length - firstKey) / KEY_OF_2;
  const sightings = new Uint32Array(count * SIGHTING);
  const keys = new Uint32Array(count * KEY);
  let seen = 0;
  let lastItem = -1;
  let lastTag = -1;
  for (let n = 0; n < count; n += 1) {
    const from = firstKey + n * KEY_OF_2;
    const item = words[from + ITEM] ?? 0;
    const tag = words[from + TAG] ?? 0;
    if (item !== lastItem || tag !== lastTag) {
      for (let word = 0; word < ID; word += 1)
        sightings[seen * SIGHTING + word] = words[1 + item * ID + word] ?? 0;
      sightings[seen * SIGHTING + ID] = tag;
      seen += 1;
      lastItem = item;
      lastTag = tag;
    }
    keys[n * KEY] = words[from] ?? 0;
    keys[n * KEY + 1] = words[from + 1] ?? 0;
    keys[n * KEY + 2] = seen - 1;
  }
  const converted = new Uint32Array(1 + seen * SIGHTING + keys.length);
  converted[0] = seen;
  converted.set(sightings.subarray(0, seen * SIGHTING), 1);
  converted.set(keys, 1 + seen * SIGHTING);
  return converted;
}
