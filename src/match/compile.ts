import type { Concept, Exclude, Profile } from "../model/profile.ts";
import { Lexicon } from "./lexicon.ts";
import { type Phrase, phraseKey, phrasesOf } from "./phrase.ts";
import { profileHash } from "./profile-hash.ts";

/** All profiles, ready to be matched in one pass over a text. */
export interface Matcher {
  readonly profiles: readonly CompiledProfile[];
  readonly lexicon: Lexicon;
  /** For each number of the lexicon: the phrases that are looked for when such a word turns up. */
  readonly postings: readonly (readonly CompiledPhrase[])[];
}

export interface CompiledProfile {
  readonly profile: Profile;
  readonly hash: string;
}

export interface CompiledPhrase {
  readonly phrase: Phrase;
  /** The lexicon's numbers of its words. */
  readonly numbers: readonly number[];
  /** Which of them is the rarest: only there is the phrase looked for. */
  readonly anchor: number;
  /** Whose terms this phrase is. */
  readonly owners: readonly Owner[];
}

/** A term, and the concept or exclusion of a profile that it belongs to. */
export interface Owner {
  readonly profile: number;
  readonly of: Concept | Exclude;
  /** As the profile writes it. */
  readonly term: string;
}

type OwnedPhrase = { readonly phrase: Phrase; readonly owners: Owner[] };

/**
 * Compiles profiles into one matcher. Equal phrases of all profiles are looked for once, under their rarest word, so
 * the cost of a text depends on the words it holds and hardly on the number of profiles.
 */
export function compile(profiles: readonly Profile[]): Matcher {
  const lexicon = new Lexicon();
  const owned = [...collectPhrases(profiles).values()];
  const numbered = owned.map(({ phrase, owners }) => ({
    phrase,
    owners,
    numbers: phrase.words.map((word) => lexicon.add(word)),
  }));
  const uses = countUses(numbered.map(({ numbers }) => numbers));
  const postings: CompiledPhrase[][] = uses.map(() => []);
  for (const { phrase, owners, numbers } of numbered) {
    const anchor = rarest(phrase, numbers, uses);
    postings[numbers[anchor] ?? 0]?.push({ phrase, owners, numbers, anchor });
  }
  return {
    profiles: profiles.map((profile) => ({ profile, hash: profileHash(profile) })),
    lexicon,
    postings,
  };
}

function collectPhrases(profiles: readonly Profile[]): ReadonlyMap<string, OwnedPhrase> {
  const phrases = new Map<string, OwnedPhrase>();
  const add = (owner: Owner, exact: boolean): void => {
    for (const phrase of phrasesOf(owner.term, exact)) {
      const key = phraseKey(phrase);
      const known = phrases.get(key);
      if (known === undefined) phrases.set(key, { phrase, owners: [owner] });
      else known.owners.push(owner);
    }
  };
  for (const [profile, { concepts, exclude }] of profiles.entries()) {
    for (const of of [...concepts, ...exclude]) {
      for (const term of of.any) add({ profile, of, term }, false);
      for (const term of of.exact) add({ profile, of, term }, true);
    }
  }
  return phrases;
}

/** For each number of the lexicon: in how many phrases it stands. */
function countUses(phrases: readonly (readonly number[])[]): readonly number[] {
  const uses: number[] = [];
  for (const number of phrases.flatMap((numbers) => [...new Set(numbers)]))
    uses[number] = (uses[number] ?? 0) + 1;
  return uses;
}

/**
 * The place of the word that fewest texts and fewest phrases hold, as far as can be told without counting texts: short
 * words are the common ones, then the word that fewest phrases share, then the longest.
 */
function rarest(phrase: Phrase, numbers: readonly number[], uses: readonly number[]): number {
  const rank = phrase.words.map(({ text }, place) => ({
    place,
    short: text.length <= 3 ? 1 : 0,
    uses: uses[numbers[place] ?? 0] ?? 0,
    length: text.length,
  }));
  rank.sort((a, b) => a.short - b.short || a.uses - b.uses || b.length - a.length || a.place - b.place);
  return rank[0]?.place ?? 0;
}
