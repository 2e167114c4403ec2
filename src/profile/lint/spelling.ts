import type { Language, Profile } from "../../model/profile.ts";
import { foldText, foldWord } from "../../text/fold.ts";
import { readWords } from "../../text/tokens.ts";
import { type LintFinding, quoted } from "./finding.ts";
import type { Knowledge } from "./knowledge.ts";
import { accentedForm, isKnown, meantWord } from "./likely-spelling.ts";
import { allTerms, type WrittenTerm } from "./written-terms.ts";

/** In so many terms a word is meant as it stands. */
const CLEARLY_MEANT = 3;

/** Words of terms that look like slips of the words that the news writes, or lack their accents. */
export function lintSpelling(profile: Profile, knowledge: Knowledge): readonly LintFinding[] {
  const terms = allTerms(profile);
  const uses = usesByWord(terms);
  return terms.flatMap((term) =>
    isLiteral(term) ? [] : wordsOf(term).flatMap((word) => lintWord(word, { term, uses, knowledge })),
  );
}

/** A term with the words put right that are probably slips; nothing when none is. */
export function suggestedTerm(term: WrittenTerm, knowledge: Knowledge): string | undefined {
  if (isLiteral(term)) return undefined;
  const language = knowledge.languageAt?.(term.path);
  let text = term.text;
  for (const { written, start } of wordsOf(term).toReversed()) {
    const meant = meantWord({ written, language }, knowledge.vocabulary);
    if (meant !== undefined) text = text.slice(0, start) + meant + text.slice(start + written.length);
  }
  return text === term.text ? undefined : text;
}

/** What is meant letter by letter. */
function isLiteral({ exact, text }: WrittenTerm): boolean {
  return exact || text.includes("*");
}

interface Place {
  readonly term: WrittenTerm;
  readonly uses: ReadonlyMap<string, number>;
  readonly knowledge: Knowledge;
}

function lintWord(word: Word, { term, uses, knowledge }: Place): readonly LintFinding[] {
  const { written, start, joined } = word;
  const { vocabulary } = knowledge;
  const language = knowledge.languageAt?.(term.path);
  if (joined.some((compound) => isKnown(compound, vocabulary))) return [];
  const at = { path: term.path, severity: "warning", offset: (term.offset ?? 0) + start } as const;
  if ((uses.get(foldWord(written)) ?? 0) < CLEARLY_MEANT) {
    const meant = meantWord({ written, language }, vocabulary);
    if (meant !== undefined) {
      const message = `${quoted(written)} stands in no text seen so far; did you mean ${quoted(meant)}?`;
      return [{ ...at, code: "misspelt", message }];
    }
  }
  if (!isFrench(term, language)) return [];
  const accented = accentedForm({ written, language }, vocabulary);
  if (accented === undefined) return [];
  const message = `${quoted(written)} is nearly always written ${quoted(accented)}; it is found all the same, as accents do not matter, but readers see it in alerts`;
  return [{ ...at, code: "missing-accent", message }];
}

/** One word of a term, and the compounds that it makes with its neighbours when they are closed up. */
interface Word {
  readonly written: string;
  readonly start: number;
  readonly joined: readonly string[];
}

function wordsOf({ text }: WrittenTerm): readonly Word[] {
  const { starts, ends } = readWords(text);
  const written = starts.map((start, word) => text.slice(start, ends[word]));
  const hyphenated = (word: number): readonly string[] =>
    ends[word] !== undefined && /^[-‐‑]$/u.test(text.slice(ends[word], starts[word + 1]))
      ? [foldWord(`${written[word] ?? ""}${written[word + 1] ?? ""}`)]
      : [];
  return written.map((each, word) => ({
    written: each,
    start: starts[word] ?? 0,
    joined: [...hyphenated(word - 1), ...hyphenated(word)],
  }));
}

/** Many English words are French ones without accents: only what is clearly French lacks any. */
function isFrench({ text }: WrittenTerm, language: Language | undefined): boolean {
  if (language !== undefined) return language === "fr";
  return text.normalize("NFC") !== text.normalize("NFD") || foldText(text).split(" ").some(isFrenchWord);
}

function isFrenchWord(folded: string): boolean {
  return FRENCH_WORDS.has(folded) || /(?:ique|eur|aire)s?$/u.test(folded);
}

const FRENCH_WORDS: ReadonlySet<string> = new Set(
  "au aux d de des du en et l la le les ou par pour sous sur un une".split(" "),
);

function usesByWord(terms: readonly WrittenTerm[]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const { text } of terms) {
    for (const word of new Set(foldText(text).split(" "))) uses.set(word, (uses.get(word) ?? 0) + 1);
  }
  return uses;
}
