import { readWords } from "./tokens.ts";

/** Latin letters that Unicode does not decompose, with what readers type instead. */
const LETTERS: Readonly<Record<string, string>> = {
  œ: "oe",
  Œ: "OE",
  æ: "ae",
  Æ: "AE",
  ß: "ss",
  ẞ: "SS",
  ø: "o",
  Ø: "O",
  đ: "d",
  Đ: "D",
  ð: "d",
  Ð: "D",
  ł: "l",
  Ł: "L",
  ħ: "h",
  Ħ: "H",
  ŧ: "t",
  Ŧ: "T",
  ŋ: "ng",
  Ŋ: "NG",
  þ: "th",
  Þ: "TH",
  ı: "i",
  ĸ: "k",
};
const UNDECOMPOSED = /[œŒæÆßẞøØđĐðÐłŁħĦŧŦŋŊþÞıĸ]/gu;

// The marks that Latin, Greek and Cyrillic letters decompose into. Marks of other scripts stay: without them
// Devanagari loses its vowels, and が becomes か.
const ACCENTS =
  /(?:[\u{300}-\u{36f}]|[\u{483}-\u{487}]|[\u{1ab0}-\u{1aff}]|[\u{1dc0}-\u{1dff}]|[\u{20d0}-\u{20ff}]|[\u{fe20}-\u{fe2f}])/gu;
const NOT_IN_WORDS = /[^\p{L}\p{N}\p{M}]|\p{Default_Ignorable_Code_Point}/gu;
const PLAIN = /^[\x30-\x39\x41-\x5a\x61-\x7a]*$/u;

/**
 * One word without accents, ligatures, width variants, soft hyphens and dots, its case kept: `C.N.I.L` gives `CNIL`,
 * `État` gives `Etat`, `oﬃcier` gives `officier`. Composed and decomposed forms give the same.
 */
export function foldAccents(word: string): string {
  if (PLAIN.test(word)) return word;
  return word
    .normalize("NFKD")
    .replace(ACCENTS, "")
    .replace(UNDECOMPOSED, (letter) => LETTERS[letter] ?? letter)
    .replace(NOT_IN_WORDS, "");
}

/** The same in lower case: what words are compared by. */
export function foldWord(word: string): string {
  return foldAccents(word).toLowerCase().replaceAll("ς", "σ");
}

/** The folded words of a text, joined by one space: equal for texts that differ only in accents, case or punctuation. */
export function foldText(text: string): string {
  const { starts, ends } = readWords(text);
  return starts.map((start, word) => foldWord(text.slice(start, ends[word]))).join(" ");
}
