import { FOLDED_UNIT, NOT_SIMPLE } from "./fold-unit.ts";
import { foldWord } from "./fold.ts";
import { type Hashtag, hashtagBorders, startsWord, wordEnd } from "./tokens.ts";
import { BREAK, DOT, kindAt, SOLO, UNIT_KIND } from "./unit-kind.ts";

/** A folded word: the first `length` of `units`, and a hash of them. Without any when it is too long for a word. */
export interface Surface {
  readonly units: Uint16Array;
  readonly length: number;
  readonly hash: number;
}

/** Is shown the words of a text. The surface is overwritten by the next word. */
export interface WordReader {
  readWord(surface: Surface, start: number, end: number): void;
  /** A hashtag of several words, which were shown just before, as one. */
  readHashtag(surface: Surface, hashtag: Pick<Hashtag, "start" | "end" | "count">): void;
}

/** Longer words match nothing: hostile text must not fill the memory. */
const MAX_WORD_UNITS = 256;
/** FNV-1a, 32 bit (RFC 9923), over UTF-16 units. With another hash, stored fingerprints are good for nothing. */
const BASIS = 0x81_1c_9d_c5;
const PRIME = 16_777_619;

const surface = { units: new Uint16Array(MAX_WORD_UNITS), length: 0, hash: 0 };

/**
 * Reads the words of a text as `readWords` cuts them and `foldWord` folds them, in one pass. Words of plain letters,
 * nearly all, are folded and hashed unit by unit without making a string.
 */
export function readFolded(text: string, reader: WordReader): void {
  const { length } = text;
  let index = 0;
  while (index < length) {
    const unit = text.charCodeAt(index);
    if (FOLDED_UNIT[unit] !== NOT_SIMPLE) index = readPlainWord(text, index, reader);
    else if (UNIT_KIND[unit] === BREAK || !startsWord(kindAt(text, index))) index += 1;
    else index = readOddWord(text, index, reader);
  }
}

/** Reads the word at `start` and gives the place after it. */
function readPlainWord(text: string, start: number, reader: WordReader): number {
  const { units } = surface;
  let hash = BASIS;
  let index = start;
  let folded = FOLDED_UNIT[text.charCodeAt(index)] ?? NOT_SIMPLE;
  while (folded !== NOT_SIMPLE && index - start < MAX_WORD_UNITS) {
    units[index - start] = folded;
    hash = Math.imul(hash ^ folded, PRIME);
    index += 1;
    folded = FOLDED_UNIT[text.charCodeAt(index)] ?? NOT_SIMPLE;
  }
  if (!endsPlainly(text, start, index)) return readOddWord(text, start, reader);
  surface.length = index - start;
  surface.hash = mixed(hash);
  reader.readWord(surface, start, index);
  return index;
}

/** Whether nothing at `index` can belong to the word of plain letters before it, nor cut it up. */
function endsPlainly(text: string, start: number, index: number): boolean {
  if (text.charCodeAt(start - 1) === HASH_SIGN) return false;
  if (index === text.length) return true;
  const kind = UNIT_KIND[text.charCodeAt(index)];
  // After one letter a full stop may join initials.
  return kind === BREAK || kind === SOLO || (kind === DOT && index - start > 1);
}

const HASH_SIGN = 0x23;

/** A word with accents of its own, ligatures, dots, letters of other scripts; a hashtag; a word without end. */
function readOddWord(text: string, start: number, reader: WordReader): number {
  const end = wordEnd(text, start);
  const borders = text.charCodeAt(start - 1) === HASH_SIGN ? hashtagBorders(text, start, end) : [start];
  for (const [part, border] of borders.entries()) {
    const partEnd = borders[part + 1] ?? end;
    fold(text.slice(border, partEnd));
    reader.readWord(surface, border, partEnd);
  }
  if (borders.length > 1) {
    fold(text.slice(start, end));
    reader.readHashtag(surface, { start, end, count: borders.length });
  }
  return end;
}

function fold(word: string): void {
  const folded = word.length > MAX_WORD_UNITS ? "" : foldWord(word);
  const { units } = surface;
  let hash = BASIS;
  // A word may fold to more units than it has.
  surface.length = folded.length > MAX_WORD_UNITS ? 0 : folded.length;
  for (let at = 0; at < surface.length; at += 1) {
    const unit = folded.charCodeAt(at);
    units[at] = unit;
    hash = Math.imul(hash ^ unit, PRIME);
  }
  surface.hash = mixed(hash);
}

/** FNV leaves its low bits to the last unit. */
function mixed(hash: number): number {
  return hash ^ (hash >>> 15);
}
