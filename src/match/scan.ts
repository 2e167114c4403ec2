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

/** Finds all phrases of the matcher in a text, in one pass. */
export function scan(matcher: Matcher, text: string): Scan {
  const words = readWords(text);
  const { starts, ends } = words;
  const numbers = starts.map((start, word) => matcher.lexicon.lookUp(text.slice(start, ends[word])));
  const sightings: Sighting[] = [];
  for (const [word, candidates] of numbers.entries()) {
    for (const number of candidates) {
      for (const phrase of matcher.postings[number] ?? []) {
        const first = word - phrase.anchor;
        if (!standsAt(phrase, numbers, first)) continue;
        const count = phrase.numbers.length;
        const [start, end] = [starts[first] ?? 0, ends[first + count - 1] ?? 0];
        sightings.push({ phrase, first, count, start, end });
      }
    }
  }
  return { words, sightings: [...sightings, ...inHashtags(matcher, text, words)] };
}

function standsAt(phrase: CompiledPhrase, numbers: readonly (readonly number[])[], first: number): boolean {
  return phrase.numbers.every((number, place) => numbers[first + place]?.includes(number) ?? false);
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
