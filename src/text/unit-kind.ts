/** What a UTF-16 unit does to the word it stands in. */
export const BREAK = 0;
/** Letters and digits of scripts that put spaces between words. */
export const WORD = 1;
/** Accents and vowel signs: they belong to the word before them and never start one. */
export const MARK = 2;
/** Soft hyphens, zero-width characters, bidi marks, variation selectors: as if they were not there. */
export const IGNORE = 3;
/** A word by itself, since its script does not space words: Han, kana, Thai and their like. */
export const SOLO = 4;
/** A full stop: a border, except between initials. */
export const DOT = 5;
/** In the table only: the first half of a character beyond U+FFFF, to be judged with its second half. */
const HIGH_SURROGATE = 6;

const UNSPACED =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
// Letters by category, apostrophes by use: ʹ ʺ ʻ ʼ ʽ ʾ ʿ ˈ, Greek ʹ.
const APOSTROPHE_LETTER = /^[\u02b9-\u02bf\u02c8\u0374]/u;

/** One entry per UTF-16 unit; about 25 ms and 64 KB at load, then one array read per unit of text. */
export const UNIT_KIND: Uint8Array = Uint8Array.from({ length: 0x1_00_00 }, (_, unit) => kindOfUnit(unit));

/** What the character at `index` does to the word it stands in; BREAK past the end of the text. */
export function kindAt(text: string, index: number): number {
  const kind = UNIT_KIND[text.charCodeAt(index)] ?? BREAK;
  return kind === HIGH_SURROGATE ? kindOfCharacter(text.slice(index, index + 2)) : kind;
}

/** How many units a letter takes whose first unit is at `index`. */
export function unitsAt(text: string, index: number): 1 | 2 {
  return UNIT_KIND[text.charCodeAt(index)] === HIGH_SURROGATE ? 2 : 1;
}

function kindOfUnit(unit: number): number {
  if (unit >= 0xd8_00 && unit <= 0xdf_ff) return unit < 0xdc_00 ? HIGH_SURROGATE : BREAK;
  return kindOfCharacter(String.fromCharCode(unit));
}

/** Mathematical and historic letters beyond U+FFFF are letters; emoji and lone surrogates are not. */
function kindOfCharacter(character: string): number {
  if (character === ".") return DOT;
  if (/^\p{Default_Ignorable_Code_Point}/u.test(character)) return IGNORE;
  if (/^\p{M}/u.test(character)) return MARK;
  if (!/^[\p{L}\p{N}]/u.test(character) || APOSTROPHE_LETTER.test(character)) return BREAK;
  return UNSPACED.test(character) ? SOLO : WORD;
}
