import type { Language } from "../../model/profile.ts";
import type { Sentence, Word } from "./sentences.ts";

/** More often than this a word must begin with a capital to be a name: `Ministère` is one of many spellings. */
const MOSTLY = 0.7;

/** Tells which words are names, by where their capitals stand in all documents of a language. */
export function namesIn(
  sentences: readonly Sentence[],
  languageOf: (document: number) => Language | undefined,
): (word: Word, document: number) => boolean {
  const seen = new Map<string, { names: number; small: number }>();
  const keyOf = (stem: string, document: number): string => `${languageOf(document) ?? ""} ${stem}`;
  for (const { document, words } of sentences) {
    for (const { stem, isName, isCapital } of words) {
      const counts = seen.get(keyOf(stem, document)) ?? { names: 0, small: 0 };
      if (isName) counts.names += 1;
      else if (!isCapital) counts.small += 1;
      seen.set(keyOf(stem, document), counts);
    }
  }
  // A capital at the beginning of a sentence speaks neither for nor against.
  return ({ stem, isCapital }, document) => {
    const { names, small } = seen.get(keyOf(stem, document)) ?? { names: 0, small: 0 };
    return isCapital && names > 0 && names >= MOSTLY * (names + small);
  };
}
