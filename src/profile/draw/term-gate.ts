import type { Background } from "./background.ts";
import type { Glossary } from "../../model/glossary.ts";
import type { Language } from "../../model/profile.ts";
import type { Candidate } from "./candidates.ts";
import { isMost } from "./common.ts";
import { stemsOf } from "./pairs.ts";

/** What decides whether words are a term. */
export interface GateSources {
  readonly background: Background;
  /** The language of a document, by its place among those at hand. */
  readonly languageOf: (document: number) => Language | undefined;
  readonly glossary: Glossary;
  /** How many documents there are. */
  readonly documents: number;
}

/** A single word must be rarer than this to be a term: common words tell no text from another. */
const RARE_PER_MILLION = 15;
/** A common word that most documents say again and again belongs to the subject, though it tells little by itself. */
const COMMON_PER_MILLION = 500;

/**
 * The candidates that are terms: what is rare elsewhere, said twice, put in quotation marks or given an acronym; what the
 * glossary knows, which may join documents however seldom it is said; common words that most documents say again and again.
 */
export function termsAmong(candidates: readonly Candidate[], sources: GateSources): readonly Candidate[] {
  const listed = new Set(sources.glossary.pairs.flatMap(({ fr, en }) => [stemsOf(fr), stemsOf(en)]));
  const common = commonEverywhere(candidates, sources);
  return candidates.filter((candidate) => {
    const { kind, stems } = candidate;
    if (kind === "word" && common.has(stems[0] ?? "")) return true;
    return isTerm(candidate, sources) || (kind !== "word" && listed.has(stems.join(" ")));
  });
}

/** An acronym's long form, and what is rare or said again. «O» and «X» are names only beside another word. */
function isTerm(candidate: Candidate, sources: GateSources): boolean {
  if (candidate.stems.every((word) => word.length === 1)) return false;
  return candidate.isLong || isTelling(candidate, sources);
}

function isTelling(candidate: Candidate, sources: GateSources): boolean {
  const { kind, occurrences, isQuoted } = candidate;
  const isRare = isRareElsewhere(candidate, sources);
  const isRepeated = occurrences.length > 1;
  if (kind === "name") return isRare || isRepeated || isFullName(candidate);
  if (kind === "phrase" && (isQuoted || isRepeatedInOne(candidate))) return true;
  return isRepeated && (isRare || kind === "mixed");
}

function isRareElsewhere({ content, occurrences }: Candidate, sources: GateSources): boolean {
  const language = sources.languageOf(occurrences[0]?.sentence.document ?? 0);
  return content.every((word) => sources.background.perMillion(word, language) < RARE_PER_MILLION);
}

/** A name that needs neither rarity nor repetition: of several words, or an acronym. */
function isFullName({ content, occurrences }: Candidate): boolean {
  return content.length > 1 || occurrences.every(({ words: [word] }) => ACRONYM.test(word?.word.raw ?? ""));
}

const ACRONYM = /^[\p{Lu}\p{N}]{2,6}$/u;

/** Common words next to each other, once in each of two documents, are chance. */
function isRepeatedInOne({ occurrences }: Candidate): boolean {
  const documents = occurrences.map(({ sentence }) => sentence.document);
  return new Set(documents).size < documents.length;
}

/** The stems of words that most documents, in whatever language, say more than once. */
function commonEverywhere(
  candidates: readonly Candidate[],
  { background, languageOf, documents }: GateSources,
): ReadonlySet<string> {
  const counts = new Map<string, Map<number, number>>();
  for (const { kind, stems, occurrences } of candidates) {
    const [word = ""] = stems;
    const languages = occurrences.map(({ sentence }) => languageOf(sentence.document));
    if (kind !== "word" || languages.some((each) => background.perMillion(word, each) >= COMMON_PER_MILLION))
      continue;
    const byDocument = counts.get(word) ?? new Map<number, number>();
    counts.set(word, byDocument);
    for (const { sentence } of occurrences)
      byDocument.set(sentence.document, (byDocument.get(sentence.document) ?? 0) + 1);
  }
  return new Set(
    [...counts].flatMap(([word, byDocument]) => {
      const often = [...byDocument.values()].filter((count) => count > 1).length;
      return often > 1 && isMost(often, documents) ? [word] : [];
    }),
  );
}
