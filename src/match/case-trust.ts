import { foldAccents } from "../text/fold.ts";
import type { Words } from "../text/tokens.ts";
import { isOrdinaryWord } from "./ordinary-words.ts";
import type { Phrase } from "./phrase.ts";
import type { Sighting } from "./scan.ts";

/** What the case of a sighting says: it is the term, it may be, it is not. */
export type CaseVerdict = "trusted" | "doubtful" | "refused";

const MIN_LETTERS_IN_CAPITALS = 12;
const CAPITALS_SHARE = 0.7;
const MIN_LONG_WORDS = 4;
const NEIGHBOURS = 3;

/**
 * Judges the case-bound sightings of one text. An acronym counts in capitals, and capitalised (`Cnil`) unless that is
 * an ordinary word; an exact term counts as written. Where capitals mean nothing (a headline in capitals, a headline
 * With Every Word Capitalised, the start of a sentence), an ordinary word (ICE, Met) is doubtful.
 */
export function caseJudge(text: string, words: Words): (sighting: Sighting) => CaseVerdict {
  let habits: CaseHabits | undefined;
  return (sighting) => {
    const { phrase } = sighting.phrase;
    if (phrase.rule === "folded") return "trusted";
    const seen = wordsAsWritten(text, words, sighting);
    const form = formOf(phrase, seen);
    if (form === "other") return "refused";
    const ordinary = phrase.words.length === 1 && isOrdinaryWord(phrase.written.toLowerCase());
    habits ??= caseHabits(text);
    if (form === "capitals")
      return ordinary && isAmongCapitals(text, words, sighting, habits) ? "doubtful" : "trusted";
    return judgeCapitalised({ text, sighting, ordinary, rule: phrase.rule, habits });
  };
}

function wordsAsWritten(text: string, { starts, ends }: Words, sighting: Sighting): string {
  const { phrase, first, count, start, end } = sighting;
  // A hashtag covers several words and is one.
  if (phrase.numbers.length === 1) return foldAccents(text.slice(start, end));
  const raw = starts.slice(first, first + count).map((from, word) => text.slice(from, ends[first + word]));
  return raw.map(foldAccents).join(" ");
}

/** Which accepted form of the phrase stands in the text. */
function formOf(phrase: Phrase, seen: string): "capitals" | "capitalised" | "other" {
  if (seen === phrase.written) return /\p{Ll}/u.test(seen) ? "capitalised" : "capitals";
  if (phrase.rule === "acronym" && seen === capitalised(phrase.written)) return "capitalised";
  return "other";
}

function capitalised(word: string): string {
  return word.slice(0, 1) + word.slice(1).toLowerCase();
}

function judgeCapitalised(at: {
  readonly text: string;
  readonly sighting: Sighting;
  readonly ordinary: boolean;
  readonly rule: Phrase["rule"];
  readonly habits: CaseHabits;
}): CaseVerdict {
  if (at.rule === "acronym") {
    if (at.ordinary) return "refused";
    return at.habits.titleCase ? "doubtful" : "trusted";
  }
  if (!at.ordinary) return "trusted";
  return at.habits.titleCase || startsSentence(at.text, at.sighting.start) ? "doubtful" : "trusted";
}

/** How a text as a whole uses capitals. */
interface CaseHabits {
  readonly allCapitals: boolean;
  readonly titleCase: boolean;
}

function caseHabits(text: string): CaseHabits {
  const upper = text.match(/\p{Lu}/gu)?.length ?? 0;
  const letters = upper + (text.match(/\p{Ll}/gu)?.length ?? 0);
  const longWords = text.match(/\p{L}[\p{L}\p{M}]{3,}/gu) ?? [];
  const capital = longWords.filter((word) => /^\p{Lu}[\p{L}\p{M}]*\p{Ll}/u.test(word)).length;
  return {
    allCapitals: letters >= MIN_LETTERS_IN_CAPITALS && upper > CAPITALS_SHARE * letters,
    titleCase: longWords.length >= MIN_LONG_WORDS && capital >= CAPITALS_SHARE * longWords.length,
  };
}

/** Whether the text, or all of the words around the sighting, are in capitals. */
function isAmongCapitals(text: string, words: Words, sighting: Sighting, habits: CaseHabits): boolean {
  if (habits.allCapitals) return true;
  const { first, count } = sighting;
  const around = [...lettered(text, words, first - 1, -1), ...lettered(text, words, first + count, 1)];
  return around.length >= NEIGHBOURS && around.every((word) => /^[\p{Lu}\p{N}\p{M}.]{2,}$/u.test(word));
}

/** The next few words with letters in one direction. */
function lettered(text: string, { starts, ends }: Words, from: number, step: 1 | -1): readonly string[] {
  const found: string[] = [];
  const last = from + step * 2 * NEIGHBOURS;
  for (let word = from; word !== last && found.length < NEIGHBOURS; word += step) {
    const seen = text.slice(starts[word] ?? 0, ends[word] ?? 0);
    if (/\p{L}/u.test(seen)) found.push(seen);
  }
  return found;
}

/** Whether only spaces, quotes or brackets stand between the word and the start of its sentence or line. */
function startsSentence(text: string, start: number): boolean {
  for (let index = start - 1; index >= 0; index -= 1) {
    const unit = text[index] ?? "";
    if (/[.!?…:\n]/u.test(unit)) return true;
    if (!/[\s«»“”"‘’'(–—-]/u.test(unit)) return false;
  }
  return true;
}
