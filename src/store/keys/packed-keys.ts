import type { KeyRow } from "./feed-keys.ts";
import { placeIn, SLOT, usedSlots, withPlace } from "./key-slots.ts";
import { base64Of } from "./packed-words.ts";
import { scratchWords } from "./scratch-words.ts";
import { copySighting, hasPlainId, SIGHTING } from "./sightings.ts";
import type { Room } from "../packed/word-arena.ts";

/**
 * Keys of a feed in a snapshot: `s` is base64 of 32-bit words, little-endian: how many sightings, five words for each
 * (the item's id, day << 8 | digits of the id), then two for each key: its fingerprint as a slot has it,
 * and below it which of the sightings. `v` are those whose id is not plain hexadecimal.
 */
export interface PackedKeys {
  readonly s: string;
  readonly v?: readonly KeyRow[];
}

/** Packing so many takes less than a millisecond. */
const KEYS_IN_PIECE = 2000;
const zeros = scratchWords();
const pieceWords = scratchWords();

/** Where the keys begin in the words of a piece. */
export function firstKeyIn(words: Uint32Array): number {
  return 1 + (words[0] ?? 0) * SIGHTING;
}

/** How the keys of a feed lie in their room: so many slots, and so many sightings behind them. */
export interface KeyLayout {
  readonly room: Room;
  readonly capacity: number;
  readonly sightings: number;
}

/** All keys in pieces, those of one sighting together; `rowAt` gives those in full whose id is not plain hexadecimal. */
export function piecesOf(layout: KeyLayout, rowAt: (at: number) => KeyRow): readonly PackedKeys[] {
  const slots = inOrderOfPlaces(layout);
  const pieces: PackedKeys[] = [];
  for (let first = 0; first < slots.length; first += KEYS_IN_PIECE)
    pieces.push(pieceOf(slots.subarray(first, first + KEYS_IN_PIECE), layout, rowAt));
  return pieces;
}

/** Where the used slots are, by counting: to compare them would take as long as all else in a snapshot. */
function inOrderOfPlaces({ room, capacity, sightings }: KeyLayout): Uint32Array {
  const used = usedSlots(room, capacity);
  const { words } = room;
  const next = zeros(sightings + 2);
  for (const at of used) next[placeIn(words[at + 1]) + 1] = (next[placeIn(words[at + 1]) + 1] ?? 0) + 1;
  for (let place = 1; place < next.length; place += 1)
    next[place] = (next[place] ?? 0) + (next[place - 1] ?? 0);
  const ordered = new Uint32Array(used.length);
  for (const at of used) {
    const place = placeIn(words[at + 1]);
    const n = next[place] ?? 0;
    next[place] = n + 1;
    ordered[n] = at;
  }
  return ordered;
}

function pieceOf(
  slots: Uint32Array,
  { room, capacity }: KeyLayout,
  rowAt: (at: number) => KeyRow,
): PackedKeys {
  const { words, start } = room;
  const firstSighting = start + capacity * SLOT;
  const piece = pieceWords(1 + slots.length * (SIGHTING + SLOT));
  const long: KeyRow[] = [];
  const keys: number[] = [];
  let sightings = 0;
  let last = 0;
  for (const at of slots) {
    const place = placeIn(words[at + 1]);
    const sighting = firstSighting + (place - 1) * SIGHTING;
    if (!hasPlainId(words, sighting)) {
      long.push(rowAt(at));
      continue;
    }
    if (place !== last) {
      copySighting(words, sighting, piece, 1 + sightings * SIGHTING);
      sightings += 1;
      last = place;
    }
    keys.push(words[at] ?? 0, withPlace(words[at + 1] ?? 0, sightings - 1));
  }
  piece[0] = sightings;
  piece.set(keys, firstKeyIn(piece));
  const s = base64Of(piece.subarray(0, firstKeyIn(piece) + keys.length));
  return long.length === 0 ? { s } : { s, v: long };
}
