import type { Language } from "../../model/profile.ts";
import { isConnector, isFunctionWord } from "./function-words.ts";
import type { Sentence, Word } from "./sentences.ts";

/** A word of a sentence, and what it may be in a term. */
export interface MarkedWord {
  readonly word: Word;
  /** Whether it says something of its own: a term begins and ends with such a word. */
  readonly says: boolean;
  readonly isName: boolean;
  /** Whether it may stand inside of a term though it says nothing. */
  readonly links: boolean;
}

/** name: capitals throughout. mixed: a name among other words. word: a single one. */
export type TermKind = "name" | "mixed" | "phrase" | "word";

/** What marking needs to know. */
export interface Reading {
  readonly languageOf: (document: number) => Language | undefined;
  readonly isName: (word: Word, document: number) => boolean;
}

/** The words of a sentence, each with what it may be in a term. */
export function markWords({ document, words }: Sentence, reading: Reading): readonly MarkedWord[] {
  const language = reading.languageOf(document);
  return words.map((word) => {
    const isName = reading.isName(word, document);
    const links = !isName && isConnector(word.folded);
    // «Cédric O» and «UCL»: capitals say that a short word is one.
    return { word, isName, links, says: isName || !(links || isFunctionWord(word.folded, language)) };
  });
}

/** What kind of term words are of which these say something. */
export function kindOf(content: readonly MarkedWord[]): TermKind {
  const names = content.filter(({ isName }) => isName).length;
  if (names === content.length) return "name";
  if (names > 0) return "mixed";
  return content.length > 1 ? "phrase" : "word";
}

/** Words as their sentence prints them, without the capital that it begins with. */
export function surfaceOf(words: readonly MarkedWord[], { text, words: all }: Sentence): string {
  const [first] = words;
  const surface = text.slice(first?.word.start, words.at(-1)?.word.end);
  const opens =
    first !== undefined &&
    first.word.isCapital &&
    all[0] === first.word &&
    words.every(({ isName, word }, at) => !isName && (at === 0 || !word.isCapital));
  return opens ? surface.slice(0, 1).toLowerCase() + surface.slice(1) : surface;
}

/** Whether quotation marks stand right around a part of a text. */
export function isQuoted(text: string, start: number, end: number): boolean {
  return (
    /[«“"‘]\s?$/u.test(text.slice(Math.max(0, start - 2), start)) &&
    /^\s?[»”"’]/u.test(text.slice(end, end + 2))
  );
}
