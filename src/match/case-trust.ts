import { foldAccents } from "../text/fold.ts";
import { isOrdinaryWord } from "./ordinary-words.ts";
import type { Phrase } from "./phrase.ts";
import type { Sighting } from "./scan.ts";
import type { Tokens } from "./tokens.ts";

/** What the case of a sighting says: it is the term, it may be, it is not. */
export type CaseVerdict = "trusted" | "doubtful" | "refused";

const MIN_LETTERS_IN_CAPITALS = 12;
const CAPITALS_SHARE = 0.7;
const LONG_WORD = 4;
const MIN_LONG_WORDS = 4;
const NEIGHBOURS = 3;
/** How a text uses capitals shows in its first paragraphs. */
const HABIT_WORDS = 300;

/**
 * Judges the sightings of case-bound phrases in one text. An acronym counts in capitals, and capitalised (`Cnil`) unless
 * that is an ordinary word; an exact term counts as written, in a text in capitals also in capitals. Where capitals mean
 * nothing (a headline in capitals, a headline With Every Word Capitalised, the start of a sentence), an ordinary word
 * (ICE, Met) is doubtful.
 */
export function caseJudge(text: string, tokens: Tokens): (phrase: Phrase, sighting: Sighting) => CaseVerdict {
  let known: CaseHabits | undefined;
  const habits = (): CaseHabits => (known ??= caseHabits(text, tokens));
  const isShouting = (sighting: Sighting): boolean =>
    habits().allCapitals || isAmongCapitals(text, tokens, sighting);
  const isInitial = (sighting: Sighting): boolean =>
    habits().titleCase || startsSentence(text, sighting.start);
  return (phrase, sighting) => {
    switch (formOf(phrase, wordsAsWritten(text, tokens, { phrase, sighting }))) {
      case "other":
        return "refused";
      case "variant":
        return isOrdinary(phrase) ? "refused" : doubtfulIf(habits().titleCase);
      case "shouted":
        return habits().allCapitals ? doubtfulIf(isOrdinary(phrase)) : "refused";
      case "capitals":
        return doubtfulIf(isOrdinary(phrase) && isShouting(sighting));
      case "capitalised":
        return doubtfulIf(isOrdinary(phrase) && isInitial(sighting));
    }
  };
}

function doubtfulIf(provesNothing: boolean): CaseVerdict {
  return provesNothing ? "doubtful" : "trusted";
}

function isOrdinary(phrase: Phrase): boolean {
  return phrase.words.length === 1 && isOrdinaryWord(phrase.written.toLowerCase());
}

function wordsAsWritten(
  text: string,
  { starts, ends }: Tokens,
  { phrase, sighting }: { readonly phrase: Phrase; readonly sighting: Sighting },
): string {
  const { first, count, start, end } = sighting;
  // A hashtag covers several words and is one.
  if (phrase.words.length === 1) return foldAccents(text.slice(start, end));
  const words = Array.from({ length: count }, (_, word) =>
    text.slice(starts[first + word], ends[first + word]),
  );
  return words.map(foldAccents).join(" ");
}

type Form = "capitals" | "capitalised" | "variant" | "shouted" | "other";

/** How a text writes a phrase: as the profile does (in capitals or not), as the press writes acronyms, or not so. */
function formOf(phrase: Phrase, seen: string): Form {
  if (seen === phrase.written) return /\p{Ll}/u.test(seen) ? "capitalised" : "capitals";
  if (phrase.rule === "acronym") return seen === capitalised(phrase.written) ? "variant" : "other";
  return seen === phrase.written.toUpperCase() ? "shouted" : "other";
}

function capitalised(word: string): string {
  return word.slice(0, 1) + word.slice(1).toLowerCase();
}

/** How a text as a whole uses capitals. */
interface CaseHabits {
  readonly allCapitals: boolean;
  readonly titleCase: boolean;
}

function caseHabits(text: string, { starts, ends, count }: Tokens): CaseHabits {
  const total = { upper: 0, letters: 0, longWords: 0, capitalised: 0 };
  for (let word = 0; word < Math.min(count, HABIT_WORDS); word += 1) {
    const [start, end] = [starts[word] ?? 0, ends[word] ?? 0];
    const { upper, lower } = countCase(text, start, end);
    total.upper += upper;
    total.letters += upper + lower;
    if (end - start < LONG_WORD) continue;
    total.longWords += 1;
    if (lower > 0 && isUpper(text[start] ?? "")) total.capitalised += 1;
  }
  const { upper, letters, longWords, capitalised: capital } = total;
  return {
    allCapitals: letters >= MIN_LETTERS_IN_CAPITALS && upper > CAPITALS_SHARE * letters,
    titleCase: longWords >= MIN_LONG_WORDS && capital >= CAPITALS_SHARE * longWords,
  };
}

function countCase(
  text: string,
  start: number,
  end: number,
): { readonly upper: number; readonly lower: number } {
  let upper = 0;
  let lower = 0;
  for (let index = start; index < end; index += 1) {
    const unit = text[index] ?? "";
    if (isUpper(unit)) upper += 1;
    else if (unit !== unit.toUpperCase()) lower += 1;
  }
  return { upper, lower };
}

function isUpper(unit: string): boolean {
  return unit !== unit.toLowerCase();
}

/** Whether all of the words around the sighting are in capitals. */
function isAmongCapitals(text: string, tokens: Tokens, sighting: Sighting): boolean {
  const { first, count } = sighting;
  const around = [...lettered(text, tokens, first - 1, -1), ...lettered(text, tokens, first + count, 1)];
  return around.length >= NEIGHBOURS && around.every((word) => /^[\p{Lu}\p{N}\p{M}.]{2,}$/u.test(word));
}

/** The next few words with letters in one direction. */
function lettered(
  text: string,
  { starts, ends, count }: Tokens,
  from: number,
  step: 1 | -1,
): readonly string[] {
  const found: string[] = [];
  const last = from + step * 2 * NEIGHBOURS;
  for (let word = from; word !== last && found.length < NEIGHBOURS; word += step) {
    if (word < 0 || word >= count) break;
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
