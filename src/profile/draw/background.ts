import type { Language } from "../../model/profile.ts";
import { foldText } from "../../text/fold.ts";
import { stem } from "../../text/stem.ts";
import { COMMON_ENGLISH, EVERYDAY_ENGLISH } from "../lint/common-words-en.ts";
import { COMMON_FRENCH, EVERYDAY_FRENCH } from "../lint/common-words-fr.ts";
import { FREQUENT_ENGLISH } from "./frequent-en.ts";
import { FREQUENT_FRENCH } from "./frequent-fr.ts";

/** How often words stand in other texts than the ones at hand. */
export interface Background {
  /** Occurrences in a million words; 0 for a word that no source knows. */
  perMillion(stem: string, language: Language | undefined): number;
  /** What it goes by, for the record of a drawing. */
  readonly sources: readonly string[];
}

/** In how many archived items each stem stands. */
export interface DocumentFrequencies {
  readonly items: number;
  readonly byStem: ReadonlyMap<string, number>;
}

const LISTS = {
  fr: { name: "French", everyday: EVERYDAY_FRENCH, common: COMMON_FRENCH, frequent: FREQUENT_FRENCH },
  en: { name: "English", everyday: EVERYDAY_ENGLISH, common: COMMON_ENGLISH, frequent: FREQUENT_ENGLISH },
} as const;

// The lists by hand are of the press, where the ranked ones are of spoken words: the lower rank counts.
const EVERYDAY_RANK = 100;
const COMMON_RANK = 1500;
/** Zipf's law, flattened at the top (Mandelbrot): the share of a word falls with 1 / (rank + 10). */
const FLAT = 10;
/** So many items of the archive say as much as the shipped lists. */
const EVEN_ITEMS = 5000;

/** The shipped lists, with the archive blended in: the more items it holds, the more it counts. */
export function backgroundOf(archive?: DocumentFrequencies): Background {
  const lists = { fr: ratesOf("fr"), en: ratesOf("en") };
  const listed = (word: string, language: Language | undefined): number =>
    language === undefined
      ? Math.max(lists.fr.get(word) ?? 0, lists.en.get(word) ?? 0)
      : (lists[language].get(word) ?? 0);
  const sources = (["fr", "en"] as const).map(
    (language) =>
      `${LISTS[language].name}: ${lists[language].size} stems by rank (OpenSubtitles 2024, and press words)`,
  );
  if (archive === undefined || archive.items === 0) return { perMillion: listed, sources };
  const share = archive.items / (archive.items + EVEN_ITEMS);
  let all = 0;
  for (const items of archive.byStem.values()) all += items;
  return {
    perMillion: (word, language) =>
      (1 - share) * listed(word, language) + (share * 1e6 * (archive.byStem.get(word) ?? 0)) / all,
    sources: [
      ...sources,
      `the archive: ${archive.items} items, which count for ${Math.round(share * 100)} %`,
    ],
  };
}

/** Per million words, by stem. */
function ratesOf(language: Language): ReadonlyMap<string, number> {
  const { everyday, common, frequent } = LISTS[language];
  const ranks = new Map<string, number>();
  const add = (word: string, rank: number): void => {
    for (const folded of foldText(word).split(" ")) {
      const key = stem(folded);
      ranks.set(key, Math.min(rank, ranks.get(key) ?? Infinity));
    }
  };
  for (const [index, word] of frequent.trim().split(/\s+/u).entries()) add(word, index + 1);
  for (const word of everyday) add(word, EVERYDAY_RANK);
  for (const word of common) add(word, COMMON_RANK);
  let total = 0;
  for (const rank of ranks.values()) total += 1 / (rank + FLAT);
  return new Map([...ranks].map(([word, rank]) => [word, 1e6 / (rank + FLAT) / total]));
}
