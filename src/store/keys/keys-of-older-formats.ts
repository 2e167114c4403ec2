import type { KeyRow } from "./feed-keys.ts";
import { secondWord, SLOT } from "./key-slots.ts";
import { firstKeyIn } from "./packed-keys.ts";
import { SIGHTING } from "./sightings.ts";
import { wordsOf } from "./packed-words.ts";

/**
 * Keys of a feed in a snapshot of format 2: `p` is base64 of 32-bit words, little-endian: how many items, four words
 * for each id, then six for each key: fingerprint (4), which of the items, day << 8 | digits of the id.
 */
export interface PackedKeys2 {
  readonly p: string;
  readonly v?: readonly KeyRow[];
}

/** The same of format 3: `w` is as in the format after it, but with three words for each key, 64 bits of its fingerprint. */
export interface PackedKeys3 {
  readonly w: string;
  readonly v?: readonly KeyRow[];
}

const ID = 4;
const KEY_OF_2 = 6;
const ITEM_IN_2 = 4;
const TAG_IN_2 = 5;
const KEY_OF_3 = 3;
const ITEM_IN_3 = 2;

/** The words of such a piece as a snapshot has them now. Number by number: there are millions. */
export function fromOlderFormat(piece: PackedKeys2 | PackedKeys3): Uint32Array {
  return "w" in piece ? fromFormat3(wordsOf(piece.w)) : fromFormat2(wordsOf(piece.p));
}

function fromFormat3(words: Uint32Array): Uint32Array {
  const firstKey = firstKeyIn(words);
  const count = (words.length - firstKey) / KEY_OF_3;
  const converted = new Uint32Array(firstKey + count * SLOT);
  converted.set(words.subarray(0, firstKey));
  for (let n = 0; n < count; n += 1) {
    const from = firstKey + n * KEY_OF_3;
    const at = firstKey + n * SLOT;
    converted[at] = words[from] ?? 0;
    converted[at + 1] = secondWord(words[from + 1] ?? 0, words[from + ITEM_IN_3] ?? 0);
  }
  return converted;
}

function fromFormat2(words: Uint32Array): Uint32Array {
  const firstKey = 1 + (words[0] ?? 0) * ID;
  const count = (words.length - firstKey) / KEY_OF_2;
  const sightings = new Uint32Array(count * SIGHTING);
  const keys = new Uint32Array(count * SLOT);
  let end = 0;
  for (let n = 0; n < count; n += 1) {
    const from = firstKey + n * KEY_OF_2;
    if (n === 0 || !isSameSighting(words, from, from - KEY_OF_2)) {
      const id = 1 + (words[from + ITEM_IN_2] ?? 0) * ID;
      sightings.set(words.subarray(id, id + ID), end);
      sightings[end + ID] = words[from + TAG_IN_2] ?? 0;
      end += SIGHTING;
    }
    keys[n * SLOT] = words[from] ?? 0;
    keys[n * SLOT + 1] = secondWord(words[from + 1] ?? 0, end / SIGHTING - 1);
  }
  const converted = new Uint32Array(1 + end + keys.length);
  converted[0] = end / SIGHTING;
  converted.set(sightings.subarray(0, end), 1);
  converted.set(keys, 1 + end);
  return converted;
}

function isSameSighting(words: Uint32Array, key: number, other: number): boolean {
  return (
    words[key + ITEM_IN_2] === words[other + ITEM_IN_2] && words[key + TAG_IN_2] === words[other + TAG_IN_2]
  );
}
