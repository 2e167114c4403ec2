import { editDistance } from "../../model/edit-distance.ts";
import type { Glossary } from "../../model/glossary.ts";
import { foldText } from "../../text/fold.ts";
import { stem } from "../../text/stem.ts";
import { ByWords } from "./by-words.ts";
import type { Term } from "./weigh-terms.ts";

/** A French term and the English one that seems to say the same. */
export interface TermPair {
  readonly fr: Term;
  readonly en: Term;
  /** 0 to 1: how much of both is explained by the glossary and by words that look alike. */
  readonly likeness: number;
}

/** Below this, words that look alike by chance are paired as well. */
const LIKELY = 0.6;
/** A single word has no neighbour that would confirm it: `actuel` is not `actual`. */
const LIKELY_ALONE = 0.8;
/** In a long phrase, a part that is paired already makes up much of it. */
const LIKELY_LONG = 0.75;
const LONG_ENOUGH = 5;
const SAME_BEGINNING = 4;
const ALIKE = 0.75;

/** Pairs each term with at most one of the other language, the likest first. */
export function pairTerms(terms: readonly Term[], glossary: Glossary): readonly TermPair[] {
  const english = terms.filter(({ language }) => language === "en");
  const words = new WordLikeness(glossary, english);
  const likely = terms
    .filter(({ language }) => language === "fr")
    .flatMap((fr) => words.near(fr).map((en): TermPair => ({ fr, en, likeness: words.ofTerms(fr, en) })))
    .filter(({ fr, en, likeness }) => likeness >= leastOf(Math.max(fr.content.length, en.content.length)))
    .toSorted((a, b) => b.likeness - a.likeness || sumOf(b) - sumOf(a) || (keyOf(a) < keyOf(b) ? -1 : 1));
  const taken = new Set<Term>();
  return likely.filter(({ fr, en }) => {
    if (taken.has(fr) || taken.has(en)) return false;
    taken.add(fr).add(en);
    return true;
  });
}

function leastOf(words: number): number {
  return words === 1 ? LIKELY_ALONE : words === 2 ? LIKELY : LIKELY_LONG;
}

function sumOf({ fr, en }: TermPair): number {
  return fr.strength + en.strength;
}

function keyOf({ fr, en }: TermPair): string {
  return `${fr.key} ${en.key}`;
}

/** How alike words of the two languages are, by a glossary and by their letters. */
class WordLikeness {
  readonly #pairs: ReadonlySet<string>;
  readonly #translations = new Map<string, string[]>();
  readonly #english: ByWords<Term>;
  readonly #byWord = new Map<string, Term[]>();
  readonly #byLetter = new Map<string | undefined, string[]>();
  readonly #alike = new Map<string, readonly Term[]>();

  constructor({ pairs }: Glossary, english: readonly Term[]) {
    const stemmed = pairs.map(({ fr, en }) => ({ fr: stemsOf(fr), en: stemsOf(en) }));
    this.#pairs = new Set(stemmed.map(({ fr, en }) => `${fr}=${en}`));
    for (const { fr, en } of stemmed) put(this.#translations, fr, en);
    this.#english = new ByWords(english);
    for (const term of english) for (const word of new Set(term.content)) put(this.#byWord, word, term);
    for (const word of this.#byWord.keys()) put(this.#byLetter, word[0], word);
  }

  /** The English terms that are not all unlike a French one: the others need not be compared. */
  near(fr: Term): readonly Term[] {
    const found = new Set<Term>();
    for (const text of this.#translations.get(fr.stems.join(" ")) ?? [])
      for (const en of this.#english.of(text.split(" "))) found.add(en);
    for (const word of fr.content) for (const en of this.#with(word)) found.add(en);
    return [...found];
  }

  /** The English terms that hold a word like this one. */
  #with(french: string): readonly Term[] {
    const known = this.#alike.get(french);
    if (known !== undefined) return known;
    const words = [...(this.#translations.get(french) ?? []), ...(this.#byLetter.get(french[0]) ?? [])];
    const alike = [...new Set(words)].filter((english) => this.#ofWords(french, english) > 0);
    const terms = alike.flatMap((english) => this.#byWord.get(english) ?? []);
    this.#alike.set(french, terms);
    return terms;
  }

  /** Aligns words whatever their order: `reconnaissance faciale` is `facial recognition`. */
  ofTerms(fr: Term, en: Term): number {
    if (this.#pairs.has(`${fr.stems.join(" ")}=${en.stems.join(" ")}`)) return 1;
    const names = [fr, en].filter(({ kind }) => kind === "name").length;
    // Names are written alike, or stand in the glossary.
    if (names > 0) return 0;
    const left = [...en.content];
    let sum = 0;
    for (const word of fr.content) {
      const best = left
        .map((other, at) => ({ at, likeness: this.#ofWords(word, other) }))
        .toSorted((a, b) => b.likeness - a.likeness)[0];
      if (best === undefined || best.likeness === 0) continue;
      sum += best.likeness;
      left.splice(best.at, 1);
    }
    return sum / Math.max(fr.content.length, en.content.length);
  }

  #ofWords(french: string, english: string): number {
    if (french === english || this.#pairs.has(`${french}=${english}`)) return 1;
    const longest = Math.max(french.length, english.length);
    if (Math.min(french.length, english.length) < LONG_ENOUGH) return 0;
    const sameBeginning = french.slice(0, SAME_BEGINNING) === english.slice(0, SAME_BEGINNING);
    // Cognates begin alike; the distance of all others need not be known.
    if (french[0] !== english[0]) return 0;
    const byLetters = 1 - editDistance(french, english) / longest;
    if (sameBeginning) return Math.max(byLetters, 0.5);
    return byLetters >= ALIKE ? byLetters : 0;
  }
}

function put<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** The stems of a text, joined by spaces, as the keys of terms are. */
export function stemsOf(text: string): string {
  return foldText(text).split(" ").map(stem).join(" ");
}
