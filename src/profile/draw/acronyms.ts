import { isConnector } from "./function-words.ts";
import type { Sentence, Word } from "./sentences.ts";

/** `long form (ACRONYM)`, as a document introduces it. */
export interface Acronym {
  readonly short: string;
  readonly shortStem: string;
  readonly long: string;
  readonly longStems: readonly string[];
  readonly sentence: string;
}

const SHORT = /^(?=(?:\p{N}*\p{L}){2})[\p{Lu}][\p{L}\p{N}]{1,5}$/u;

/** The acronyms that stand in brackets behind their long form, each once, by their short form. */
export function acronymsIn(sentences: readonly Sentence[]): readonly Acronym[] {
  const found = new Map<string, Acronym>();
  for (const sentence of sentences) {
    for (const [index, word] of sentence.words.entries()) {
      if (found.has(word.stem) || !isBracketed(sentence.text, word) || !SHORT.test(word.raw)) continue;
      const long = longForm(word.folded, sentence.words.slice(0, index));
      if (long === undefined) continue;
      found.set(word.stem, {
        short: word.raw,
        shortStem: word.stem,
        long: sentence.text.slice(long[0]?.start, long.at(-1)?.end),
        longStems: long.map(({ stem }) => stem),
        sentence: sentence.text,
      });
    }
  }
  return [...found.values()].toSorted((a, b) => (a.shortStem < b.shortStem ? -1 : 1));
}

function isBracketed(text: string, { start, end }: Word): boolean {
  return text[start - 1] === "(" && text[end] === ")";
}

/**
 * The fewest words before the bracket whose initials, in order, are letters of the acronym, its first one included;
 * letters that are left must stand inside of them: `vidéosurveillance algorithmique (VSA)`.
 */
function longForm(letters: string, before: readonly Word[]): readonly Word[] | undefined {
  const least = Math.max(0, before.length - 2 * letters.length - 2);
  for (let first = before.length - 1; first >= least; first -= 1) {
    if (before[first + 1]?.isJoined === false) return undefined;
    const words = before.slice(first);
    if (isLongForm(letters, words)) return words;
  }
  return undefined;
}

function isLongForm(letters: string, words: readonly Word[]): boolean {
  const telling = words.filter(({ folded }) => !isSkipped(folded)).map(({ folded }) => folded);
  // Fewer than half as many words as letters are words that happen to begin so.
  return (
    !isSkipped(words[0]?.folded ?? "") && telling.length * 2 >= letters.length && spells(letters, telling)
  );
}

function isSkipped(word: string): boolean {
  return isConnector(word) || word === "sur";
}

function spells(letters: string, words: readonly string[]): boolean {
  const [word, ...rest] = words;
  if (word === undefined) return letters === "";
  if (letters[0] !== word[0]) return false;
  // As many letters as the word holds in this order may be its own; the next must begin the next word.
  for (let own = 1; own <= letters.length && isWithin(letters.slice(0, own), word); own += 1) {
    if (spells(letters.slice(own), rest)) return true;
  }
  return false;
}

function isWithin(letters: string, word: string): boolean {
  let at = -1;
  for (const letter of letters) {
    at = word.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}
