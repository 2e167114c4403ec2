import type { Acronym } from "./acronyms.ts";
import { ByWords } from "./by-words.ts";
import { type Candidate, candidatesIn, type Occurrence } from "./candidates.ts";
import { namesIn } from "./names.ts";
import type { Sentence } from "./sentences.ts";
import { type GateSources, termsAmong } from "./term-gate.ts";
import { type Term, weighTerms } from "./weigh-terms.ts";

/** What terms are drawn from, beside the sentences. */
interface TermSources extends Omit<GateSources, "documents"> {
  readonly acronyms: readonly Acronym[];
}

/** From this share of its occurrences on, a term is but a part of the longer one. */
const NESTED = 0.8;

/** The terms of the sentences, the strongest first. */
export function termsOf(sentences: readonly Sentence[], sources: TermSources): readonly Term[] {
  const { acronyms, languageOf } = sources;
  const candidates = candidatesIn(sentences, acronyms, {
    languageOf,
    isName: namesIn(sentences, languageOf),
  });
  const documents = new Set(sentences.map(({ document }) => document)).size;
  const terms = withoutNested(termsAmong(candidates, { ...sources, documents }));
  return weighTerms(terms, sentences, sources);
}

/** Takes out what hardly ever stands outside of a longer term, and what only adds words to a name. */
function withoutNested(candidates: readonly Candidate[]): readonly Candidate[] {
  const places = new Places(candidates);
  const whole = candidates.filter(({ occurrences }) => {
    const inside = new Map<Candidate, number>();
    for (const occurrence of occurrences)
      for (const of of places.around(occurrence)) inside.set(of, (inside.get(of) ?? 0) + 1);
    return Math.max(0, ...inside.values()) < NESTED * occurrences.length;
  });
  const names = new ByWords(whole.filter(({ kind }) => kind === "name"));
  return whole.filter(
    ({ kind, isLong, stems }) =>
      kind !== "mixed" || isLong || (names.of(stems).length === 0 && names.within(stems).length === 0),
  );
}

interface Place {
  readonly of: Candidate;
  readonly end: number;
}

/** Where candidates stand, by sentence and first word. */
class Places {
  readonly #places = new Map<Sentence, Map<number, Place[]>>();
  #longest = 0;

  constructor(candidates: readonly Candidate[]) {
    for (const of of candidates) {
      this.#longest = Math.max(this.#longest, of.stems.length);
      for (const { sentence, first, end } of of.occurrences) this.#add(sentence, first, { of, end });
    }
  }

  /** The longer ones that an occurrence stands in. */
  around({ sentence, first, end }: Occurrence): ReadonlySet<Candidate> {
    const found = new Set<Candidate>();
    for (let from = Math.max(0, end - this.#longest); from <= first; from += 1) {
      for (const place of this.#places.get(sentence)?.get(from) ?? [])
        if (place.end >= end && place.end - from > end - first) found.add(place.of);
    }
    return found;
  }

  #add(sentence: Sentence, first: number, place: Place): void {
    const inSentence = this.#places.get(sentence) ?? new Map<number, Place[]>();
    this.#places.set(sentence, inSentence);
    const atWord = inSentence.get(first);
    if (atWord === undefined) inSentence.set(first, [place]);
    else atWord.push(place);
  }
}
