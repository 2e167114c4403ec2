import type { Language } from "../../model/profile.ts";
import { foldText, foldWord } from "../../text/fold.ts";
import { stem } from "../../text/stem.ts";
import { COMMON_ENGLISH, EVERYDAY_ENGLISH } from "./common-words-en.ts";
import { COMMON_FRENCH, EVERYDAY_FRENCH } from "./common-words-fr.ts";
import { WordIndex } from "./word-index.ts";

/** everyday: in nearly every text. common: in a good part of them. */
export type Commonness = "everyday" | "common";

interface CommonWord {
  readonly word: string;
  readonly folded: string;
  readonly commonness: Commonness;
}

let byStem: ReadonlyMap<string, CommonWord> | undefined;

/** The common words of both languages by their stems. Made when it is first asked for: every command loads this file. */
function commonByStem(): ReadonlyMap<string, CommonWord> {
  byStem ??= new Map(
    // Everyday words last, so that theirs is what counts.
    [
      ...entries(COMMON_FRENCH, "common"),
      ...entries(COMMON_ENGLISH, "common"),
      ...entries(EVERYDAY_FRENCH, "everyday"),
      ...entries(EVERYDAY_ENGLISH, "everyday"),
    ],
  );
  return byStem;
}

/** How common a folded word of French or English is, whatever its ending; nothing for the others. */
export function commonness(folded: string): Commonness | undefined {
  return commonByStem().get(stem(folded))?.commonness;
}

/** What a prefix stands for of the common words: the first of them, unless they are too few to make it common too. */
export function commonnessOfPrefix(letters: string): CommonWord | undefined {
  const beginning = [...commonByStem().values()].filter(({ folded }) => folded.startsWith(letters));
  const everyday = beginning.find((each) => each.commonness === "everyday");
  return everyday ?? (beginning.length >= MANY ? beginning[0] : undefined);
}

/** «surveiller» alone makes no everyday word of «surveil*». */
const MANY = 3;

const indexes = new Map<Language | undefined, WordIndex>();

/** The common words of a language, or of both, to look for near ones. Made when it is first asked for. */
export function commonWordIndex(language: Language | undefined): WordIndex {
  let index = indexes.get(language);
  if (index === undefined) {
    index = new WordIndex(new Set(commonWordsOf(language).map(foldWord)));
    indexes.set(language, index);
  }
  return index;
}

function commonWordsOf(language: Language | undefined): readonly string[] {
  return [
    ...(language === "en" ? [] : [...EVERYDAY_FRENCH, ...COMMON_FRENCH]),
    ...(language === "fr" ? [] : [...EVERYDAY_ENGLISH, ...COMMON_ENGLISH]),
  ];
}

function entries(words: readonly string[], level: Commonness): readonly (readonly [string, CommonWord])[] {
  return words.flatMap((word) =>
    foldText(word)
      .split(" ")
      .map((folded) => [stem(folded), { word, folded, commonness: level }] as const),
  );
}
