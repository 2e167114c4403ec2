import { isOnWordBorders } from "../text/word-borders.ts";
import type { Matcher } from "./compile.ts";
import { readTokens } from "./read-tokens.ts";
import type { Tokens } from "./tokens.ts";

/** A phrase in a text: `count` words from the word `first` on, or a hashtag that covers them. */
export interface Sighting {
  /** Its number in the matcher's table. */
  readonly phrase: number;
  readonly first: number;
  readonly count: number;
  /** UTF-16 offsets, end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** News repeats no phrase more often; in a hostile text the rest goes unseen. */
const MAX_SIGHTINGS_PER_PHRASE = 1000;

/**
 * Finds all phrases of the matcher in a text, in one pass; case is not judged yet. The text's words are left in
 * `matcher.tokens` until the next text is read.
 */
export function scan(matcher: Matcher, text: string): readonly Sighting[] {
  const { tokens, lexicon } = matcher;
  readTokens(text, lexicon, tokens);
  const sightings: Sighting[] = [];
  for (let word = 0; word < tokens.count; word += 1) {
    const stem = tokens.stems[word] ?? -1;
    if (stem >= 0) sightAt(matcher, text, { word, number: stem }, sightings);
    const prefix = tokens.prefixes[word] ?? -1;
    if (prefix < 0) continue;
    for (const number of lexicon.prefixesOf(prefix)) sightAt(matcher, text, { word, number }, sightings);
  }
  addHashtags(matcher, sightings);
  return sightings.length > MAX_SIGHTINGS_PER_PHRASE ? withoutFlood(sightings) : sightings;
}

/** Adds the phrases that are looked for at such a word and stand there. */
function sightAt(
  { phrases, tokens, lexicon }: Matcher,
  text: string,
  { word, number }: { readonly word: number; readonly number: number },
  sightings: Sighting[],
): void {
  const until = valueAt(phrases.phraseBegins, number + 1);
  for (let phrase = valueAt(phrases.phraseBegins, number); phrase < until; phrase += 1) {
    const begin = valueAt(phrases.wordBegins, phrase);
    const count = valueAt(phrases.wordBegins, phrase + 1) - begin;
    const first = word - (phrases.anchors[phrase] ?? 0);
    if (!standsAt(tokens, first, { words: phrases.words, begin, count }, lexicon)) continue;
    const start = valueAt(tokens.starts, first);
    const end = valueAt(tokens.ends, first + count - 1);
    if (isOnWordBorders(text, start, end)) sightings.push({ phrase, first, count, start, end });
  }
}

/** The words of one phrase in the table. */
interface PhraseWords {
  readonly words: Int32Array;
  readonly begin: number;
  readonly count: number;
}

function standsAt(
  tokens: Tokens,
  first: number,
  { words, begin, count }: PhraseWords,
  lexicon: Matcher["lexicon"],
): boolean {
  if (first < 0 || first + count > tokens.count) return false;
  for (let place = 0; place < count; place += 1) {
    const wanted = valueAt(words, begin + place);
    if (tokens.stems[first + place] === wanted) continue;
    // Only the last word of a phrase may be a prefix.
    if (place < count - 1) return false;
    if (!lexicon.prefixesOf(tokens.prefixes[first + place] ?? -1).includes(wanted)) return false;
  }
  return true;
}

/** The tables are whole: an index beyond them is none of ours. */
function valueAt(column: Int32Array, index: number): number {
  return column[index] ?? 0;
}

/** One-word phrases that are a whole hashtag of several words. */
function addHashtags({ phrases, tokens, lexicon }: Matcher, sightings: Sighting[]): void {
  for (const { first, count, start, end, stem, prefix } of tokens.hashtags) {
    for (const number of [stem, ...lexicon.prefixesOf(prefix)]) {
      if (number < 0) continue;
      const until = valueAt(phrases.phraseBegins, number + 1);
      for (let phrase = valueAt(phrases.phraseBegins, number); phrase < until; phrase += 1) {
        const words = valueAt(phrases.wordBegins, phrase + 1) - valueAt(phrases.wordBegins, phrase);
        if (words === 1) sightings.push({ phrase, first, count, start, end });
      }
    }
  }
}

function withoutFlood(sightings: readonly Sighting[]): readonly Sighting[] {
  const seen = new Map<number, number>();
  return sightings.filter(({ phrase }) => {
    const before = seen.get(phrase) ?? 0;
    seen.set(phrase, before + 1);
    return before < MAX_SIGHTINGS_PER_PHRASE;
  });
}
