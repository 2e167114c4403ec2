import { FOLDED_UNIT, NOT_SIMPLE } from "../text/fold-unit.ts";
import { foldWord } from "../text/fold.ts";
import { hashtagBorders, startsWord, wordEnd } from "../text/tokens.ts";
import { BREAK, DOT, kindAt, SOLO, UNIT_KIND } from "../text/unit-kind.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Tokens } from "./tokens.ts";

/** Longer words match nothing: hostile text must not fill the memory. */
const MAX_WORD_UNITS = 256;
/** FNV-1a, 32 bit (RFC 9923), over UTF-16 units. */
const BASIS = 0x81_1c_9d_c5;
const PRIME = 16_777_619;

const surface = { units: new Uint16Array(MAX_WORD_UNITS), length: 0, hash: 0 };

/**
 * Reads the words of a text into `tokens`, as `readWords` cuts them and `foldWord` folds them, in one pass. Words of
 * plain letters, nearly all, are folded and hashed unit by unit without making a string.
 */
export function readTokens(text: string, lexicon: Lexicon, tokens: Tokens): void {
  tokens.clear();
  const { length } = text;
  let index = 0;
  while (index < length) {
    const unit = text.charCodeAt(index);
    if (FOLDED_UNIT[unit] !== NOT_SIMPLE) index = readWord(text, index, { lexicon, tokens });
    else if (UNIT_KIND[unit] === BREAK || !startsWord(kindAt(text, index))) index += 1;
    else index = readOddWord(text, index, { lexicon, tokens });
  }
}

interface Reading {
  readonly lexicon: Lexicon;
  readonly tokens: Tokens;
}

/** Reads the word at `start` and gives the place after it. */
function readWord(text: string, start: number, reading: Reading): number {
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
  if (!endsPlainly(text, start, index)) return readOddWord(text, start, reading);
  surface.length = index - start;
  surface.hash = mixed(hash);
  addSurface(start, index, reading);
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
function readOddWord(text: string, start: number, reading: Reading): number {
  const end = wordEnd(text, start);
  const { tokens, lexicon } = reading;
  const borders = text.charCodeAt(start - 1) === HASH_SIGN ? hashtagBorders(text, start, end) : [start];
  const first = tokens.count;
  for (const [part, border] of borders.entries()) {
    lookUp(text.slice(border, borders[part + 1] ?? end), lexicon);
    tokens.add(border, borders[part + 1] ?? end, lexicon.stem, lexicon.prefix);
  }
  if (borders.length > 1) {
    lookUp(text.slice(start, end), lexicon);
    const { stem, prefix } = lexicon;
    tokens.hashtags.push({ start, end, first, count: borders.length, stem, prefix });
  }
  return end;
}

function lookUp(word: string, lexicon: Lexicon): void {
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
  lexicon.lookUp(surface);
}

function addSurface(start: number, end: number, { lexicon, tokens }: Reading): void {
  lexicon.lookUp(surface);
  tokens.add(start, end, lexicon.stem, lexicon.prefix);
}

/** FNV leaves its low bits to the last unit. */
function mixed(hash: number): number {
  return hash ^ (hash >>> 15);
}
