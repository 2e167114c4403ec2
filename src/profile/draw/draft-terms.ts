import type { Glossary } from "../../model/glossary.ts";
import { isOrdinaryWord } from "../../match/ordinary-words.ts";
import type { Language } from "../../model/profile.ts";
import { foldText } from "../../text/fold.ts";
import { ByWords } from "./by-words.ts";
import type { DraftTerm } from "./draft.ts";
import { stemsOf } from "./pairs.ts";
import type { Unit } from "./units.ts";
import type { Term } from "./weigh-terms.ts";

const MOST_SHOWN = 160;
/** From here on other texts use the word as well, and from here on the words of a phrase. */
const COMMON_WORD = 15;
const COMMON_PHRASE = 60;

/** The terms of units as a draft lists them, without those that a shorter one finds anyway. */
export function draftTerms(units: readonly Unit[], telling: readonly Unit[]): readonly DraftTerm[] {
  const terms = units.flatMap((unit) => unit.terms);
  const known = new Set([...terms, ...telling.flatMap((unit) => unit.terms)]);
  const own = new ByWords(terms);
  const longer = new Map<Term, string[]>(terms.map((term) => [term, []]));
  for (const each of known) for (const term of findersOf(each, own)) longer.get(term)?.push(each.text);
  const seen = new Set<string>();
  return terms
    .filter((term) => !isFound(term, own) && isNew(term, seen))
    .map((term) => {
      const covers = longer.get(term) ?? [];
      const also = covers.length === 0 ? "" : ` Also found by it: ${covers.join(", ")}.`;
      return {
        text: term.text,
        // A name is the same in both.
        language: term.kind === "name" ? undefined : term.language,
        isExact: isAmbiguous(term),
        evidence: `${evidenceOf(term)}${also}`,
        covers,
      };
    });
}

/** `Police` and `police` are one to the matcher. */
function isNew(term: Term, seen: Set<string>): boolean {
  const key = `${isAmbiguous(term)} ${term.stems.join(" ")}`;
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

/** Forms that the glossary has in a language of which there is no document, or in which the documents say it otherwise. */
export function glossaryTerms(units: readonly Unit[], { pairs }: Glossary): readonly DraftTerm[] {
  const has = (language: Language): boolean =>
    units.some(({ terms }) => terms.some((term) => term.language === language && term.kind !== "name"));
  const known = new Set(units.flatMap(({ terms }) => terms.map(({ stems }) => stems.join(" "))));
  const lacking = (["fr", "en"] as const).filter((language) => !has(language));
  return lacking.flatMap((language) =>
    pairs
      .filter((pair) => known.has(stemsOf(pair[language === "fr" ? "en" : "fr"])))
      .map((pair) => ({
        text: pair[language],
        language,
        isExact: false,
        covers: [],
        evidence: `From the glossary, for ${pair[language === "fr" ? "en" : "fr"]}; in none of the documents.`,
      })),
  );
}

/** Whether a name is an ordinary word too, so that only its capitals tell. */
export function isAmbiguous({ kind, stems, text }: Term): boolean {
  return kind === "name" && stems.length === 1 && isOrdinaryWord(foldText(text));
}

/** Whether a shorter one of the terms is found wherever this one is. */
export function isFound(longer: Term, terms: ByWords<Term>): boolean {
  return findersOf(longer, terms).length > 0;
}

function findersOf(longer: Term, terms: ByWords<Term>): readonly Term[] {
  return terms.within(longer.stems).filter((shorter) => !isAmbiguous(shorter));
}

function evidenceOf({ count, counts, perMillion, content, sentence }: Term): string {
  const where = [...counts].map(([document, times]) => `[${document + 1}] ${times}`).join(", ");
  const word = content.length > 1 ? "its rarest word " : "";
  const rate =
    perMillion < 0.1 ? "unknown elsewhere" : `${word}${perMillion.toFixed(0)} per million elsewhere`;
  const harm = perMillion >= (content.length > 1 ? COMMON_PHRASE : COMMON_WORD) ? "; harmful alone?" : "";
  return `${count} × (${where}); ${rate}${harm} “${cut(sentence)}”`;
}

function cut(sentence: string): string {
  if (sentence.length <= MOST_SHOWN) return sentence;
  const room = sentence.slice(0, MOST_SHOWN);
  return `${room.slice(0, Math.max(room.lastIndexOf(" "), MOST_SHOWN / 2))}…`;
}
