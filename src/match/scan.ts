import { readWords, type Words } from "../text/tokens.ts";
import type { CompiledPhrase, Matcher } from "./compile.ts";

/** A phrase in a text: `count` words from the word `first` on, or a hashtag that covers them. */
export interface Sighting {
  readonly phrase: CompiledPhrase;
  readonly first: number;
  readonly count: number;
  /** UTF-16 offsets, end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** A text, read once for all profiles. Case is not judged yet. */
export interface Scan {
  readonly words: Words;
  readonly sightings: readonly Sighting[];
}

/** News repeats no phrase more often; in a hostile text the rest goes unseen. */
const MAX_SIGHTINGS_PER_PHRASE = 1000;

/** Finds all phrases of the matcher in a text, in one pass. */
export function scan(matcher: Matcher, text: string): Scan {
  const words = readWords(text);
  const { starts, ends } = words;
  const numbers = starts.map((start, word) => matcher.lexicon.lookUp(text.slice(start, ends[word])));
  const sightings: Sighting[] = [];
  const seen = new Map<CompiledPhrase, number>();
  const add = (phrase: CompiledPhrase, first: number): void => {
    const before = seen.get(phrase) ?? 0;
    if (before === MAX_SIGHTINGS_PER_PHRASE || !standsAt(phrase, numbers, first)) return;
    seen.set(phrase, before + 1);
    const count = phrase.numbers.length;
    sightings.push({ phrase, first, count, start: starts[first] ?? 0, end: ends[first + count - 1] ?? 0 });
  };
  for (let word = 0; word < numbers.length; word += 1) {
    for (const number of numbers[word] ?? []) {
      for (const phrase of matcher.postings[number] ?? []) add(phrase, word - phrase.anchor);
    }
  }
  return { words, sightings: [...sightings, ...inHashtags(matcher, text, words)] };
}

function standsAt(phrase: CompiledPhrase, numbers: readonly (readonly number[])[], first: number): boolean {
  for (let place = 0; place < phrase.numbers.length; place += 1) {
    const candidates = numbers[first + place];
    if (candidates === undefined || !candidates.includes(phrase.numbers[place] ?? -1)) return false;
  }
  return true;
}

/** One-word phrases that are a whole hashtag of several words. */
function inHashtags(matcher: Matcher, text: string, { hashtags }: Words): readonly Sighting[] {
  return hashtags.flatMap(({ first, count, start, end }) =>
    matcher.lexicon
      .lookUp(text.slice(start, end))
      .flatMap((number) => matcher.postings[number] ?? [])
      .filter((phrase) => phrase.numbers.length === 1)
      .map((phrase) => ({ phrase, first, count, start, end })),
  );
}
