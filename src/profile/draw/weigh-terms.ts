import type { Language } from "../../model/profile.ts";
import type { Background } from "./background.ts";
import { ByWords } from "./by-words.ts";
import type { Candidate } from "./candidates.ts";
import { keyness } from "./keyness.ts";
import { surfaceOf } from "./marked-words.ts";
import type { Sentence } from "./sentences.ts";

/** Words that tell these documents from other texts, with the evidence for it. */
export interface Term extends Pick<Candidate, "key" | "stems" | "content" | "kind" | "isQuoted" | "isLong"> {
  /** As it is printed most often. */
  readonly text: string;
  readonly language: Language | undefined;
  /** How often it stands in each document, by the place of the document. */
  readonly counts: ReadonlyMap<number, number>;
  readonly count: number;
  /** Of its rarest word, in other texts. */
  readonly perMillion: number;
  /** How well it tells each document from other texts; only to be compared with another term's. */
  readonly strengths: ReadonlyMap<number, number>;
  readonly strength: number;
  /** The shortest sentence in which it is printed so. */
  readonly sentence: string;
}

const NAME_FACTOR = 1.4;
const PHRASE_FACTOR = 1.2;
/** What the headline says is what the article is about. */
const LEAD_FACTOR = 2;
/** A single word that other texts use as well belongs to the subject, and tells little by itself. */
const COMMON_FACTOR = 0.6;
const RARE_PER_MILLION = 15;
/** Words next to each other are rarer than the rarest of them, and so is a word with a capital, by about this much. */
const RARITY = 0.05;
/** A name of one word that is also a common one. */
const NAME_RARITY = 0.3;

/** What weighing goes by. */
interface Weighing {
  readonly background: Background;
  readonly languageOf: (document: number) => Language | undefined;
}

/**
 * Weighs terms and sorts them, the strongest first: √G · (1 + log₂ documents) · 1.4 for a name that comes again · 1.2 for several words,
 * where G is the keyness of the term and, but for names, of its words, as a geometric mean, times log₂(1 + words), doubled by a headline. What
 * only adds words to a stronger term has the share of its occurrences (as C-value does).
 *
 * Frantzi, Ananiadou, Mima, Automatic recognition of multi-word terms (2000).
 */
export function weighTerms(
  candidates: readonly Candidate[],
  sentences: readonly Sentence[],
  weighing: Weighing,
): readonly Term[] {
  const text = countWords(sentences);
  const terms = candidates.map((candidate) => weigh(candidate, text, weighing)).toSorted(byStrength);
  const parts = new ByWords(terms.filter(({ stems }) => stems.length > 1));
  return terms.map((term) => lessened(term, parts)).toSorted(byStrength);
}

/** Stronger first, then by key: the order of the documents plays no part. */
export function byStrength(a: Pick<Term, "strength" | "key">, b: Pick<Term, "strength" | "key">): number {
  return b.strength - a.strength || (a.key < b.key ? -1 : 1);
}

interface WordCounts {
  readonly size: (document: number) => number;
  readonly count: (document: number, stem: string) => number;
}

function countWords(sentences: readonly Sentence[]): WordCounts {
  const sizes = new Map<number, number>();
  const counts = new Map<string, number>();
  for (const { document, words } of sentences) {
    sizes.set(document, (sizes.get(document) ?? 0) + words.length);
    for (const { stem } of words) {
      const key = `${document} ${stem}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return {
    size: (document) => sizes.get(document) ?? 0,
    count: (document, stem) => counts.get(`${document} ${stem}`) ?? 0,
  };
}

function weigh(candidate: Candidate, text: WordCounts, { background, languageOf }: Weighing): Term {
  const { key, stems, content, kind, isQuoted, isLong, occurrences } = candidate;
  const counts = countBy(occurrences.map(({ sentence }) => sentence.document));
  const language = languageOf([...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0);
  const rates = content.map((word) => background.perMillion(word, language));
  const own = Math.min(...rates) * (content.length > 1 ? RARITY : kind === "name" ? NAME_RARITY : 1);
  const factor =
    (kind === "name" && occurrences.length > 1 ? NAME_FACTOR : 1) *
    (content.length > 1 ? PHRASE_FACTOR : 1) *
    (kind === "word" && Math.min(...rates) >= RARE_PER_MILLION ? COMMON_FACTOR : 1);
  const surfaces = occurrences.map(({ words, sentence }) => surfaceOf(words, sentence));
  const printed = mostPrinted(surfaces);
  const leads = new Set(occurrences.flatMap(({ sentence }) => (sentence.isLead ? [sentence.document] : [])));
  const evidence = [...counts].map(([document, count]) => {
    const size = text.size(document);
    const ofWords = content.map((word, at) => keyness(text.count(document, word), size, rates[at] ?? 0));
    const parts = [keyness(count, size, own), ...(kind === "name" ? [] : ofWords)];
    const lead = leads.has(document) ? LEAD_FACTOR : 1;
    return [document, lead * geometricMean(parts) * Math.log2(1 + content.length)] as const;
  });
  return {
    key,
    stems,
    content,
    kind,
    isQuoted,
    isLong,
    text: printed,
    language,
    counts,
    count: occurrences.length,
    perMillion: Math.min(...rates),
    strengths: new Map(evidence.map(([document, each]) => [document, Math.sqrt(each) * factor])),
    strength:
      Math.sqrt(evidence.reduce((sum, [, each]) => sum + each, 0)) * factor * (1 + Math.log2(counts.size)),
    sentence: shortest(
      occurrences.filter((_, at) => surfaces[at] === printed).map(({ sentence }) => sentence.text),
    ),
  };
}

/** `logiciel de reconnaissance faciale` says little beside `reconnaissance faciale`, the less the rarer it is of it. */
function lessened(term: Term, parts: ByWords<Term>): Term {
  let share = 1;
  for (const part of parts.within(term.stems)) share = Math.min(share, term.count / part.count);
  if (share === 1) return term;
  const factor = Math.cbrt(share);
  return {
    ...term,
    strength: term.strength * factor,
    strengths: new Map([...term.strengths].map(([document, each]) => [document, each * factor])),
  };
}

function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/** How often each value stands in the list, the smallest value first. */
function countBy(values: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const value of values.toSorted((a, b) => a - b)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function mostPrinted(surfaces: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const surface of surfaces) counts.set(surface, (counts.get(surface) ?? 0) + 1);
  return [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0] ?? "";
}

function shortest(sentences: readonly string[]): string {
  return sentences.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1))[0] ?? "";
}
