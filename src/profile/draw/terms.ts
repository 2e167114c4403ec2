import type { Acronym } from "./acronyms.ts";
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
  const bySentence = new Map<Sentence, Place[]>();
  for (const of of candidates) {
    for (const { sentence, first, end } of of.occurrences) {
      const places = bySentence.get(sentence) ?? [];
      places.push({ of, first, end });
      bySentence.set(sentence, places);
    }
  }
  const whole = candidates.filter(({ occurrences }) => {
    const inside = new Map<Candidate, number>();
    for (const { sentence, first, end } of occurrences) {
      const longer = (bySentence.get(sentence) ?? []).filter(
        (place) => place.first <= first && place.end >= end && place.end - place.first > end - first,
      );
      for (const of of new Set(longer.map((place) => place.of))) inside.set(of, (inside.get(of) ?? 0) + 1);
    }
    return Math.max(0, ...inside.values()) < NESTED * occurrences.length;
  });
  const names = whole.filter(({ kind }) => kind === "name").map(padded);
  return whole.filter((longer) => {
    if (longer.kind !== "mixed" || longer.isLong) return true;
    const own = padded(longer);
    return !names.some((name) => own.includes(name));
  });
}

interface Place extends Pick<Occurrence, "first" | "end"> {
  readonly of: Candidate;
}

function padded({ stems }: Candidate): string {
  return ` ${stems.join(" ")} `;
}
