import { foldWord } from "../../text/fold.ts";
import { readWords } from "../../text/tokens.ts";
import { isAddress, type QuotedPhrase, type Word } from "./lex-query.ts";
import type { Query } from "./query.ts";
import { type QueryProblem, shown } from "./query-problem.ts";

export interface ReadTerm {
  readonly query: Query;
  readonly problem: QueryProblem | undefined;
  readonly warnings: readonly QueryProblem[];
}

/** A phrase as it stands in the line: `raw` begins at `start`, without the `=` and the quotes. */
interface Written {
  readonly raw: string;
  readonly start: number;
  readonly exact: boolean;
  /** Of the whole, with `=` and quotes. */
  readonly column: number;
}

const MIN_PREFIX_LETTERS = 4;
const MIN_LETTERS = 2;

/** The operators that bare words are mistaken for: «et» and «ET» do not mean AND. */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map([
  ["and", "AND"],
  ["et", "AND"],
  ["ET", "AND"],
  ["&&", "AND"],
  ["or", "OR"],
  ["ou", "OR"],
  ["OU", "OR"],
  ["|", "OR"],
  ["||", "OR"],
  ["not", "NOT"],
  ["sauf", "NOT"],
  ["SAUF", "NOT"],
]);
const LOWER_NEAR = /^o?near\/\d+$/;
/** As search engines exclude a word. */
const MINUS = /^[-!](?=\p{L})/u;

export function readQuotedTerm({ inner, innerStart, exact, start }: QuotedPhrase): ReadTerm {
  const written: Written = { raw: inner, start: innerStart, exact, column: start + 1 };
  return { query: termOf(written), problem: findProblem(written), warnings: [] };
}

/** Adjacent bare words are one phrase; `=` before the first makes all of it exact. */
export function readBareTerm(words: readonly [Word, ...Word[]], line: string): ReadTerm {
  const [first] = words;
  const last = words.at(-1) ?? first;
  const exact = first.text.startsWith("=");
  const start = first.start + (exact ? 1 : 0);
  const written: Written = { raw: line.slice(start, last.end), start, exact, column: first.start + 1 };
  return {
    query: termOf(written),
    problem: findAddress(words) ?? findStrayMark(written) ?? findProblem(written),
    warnings: findLookAlikes(words, written),
  };
}

/** The operator that a reader would take this word for, though it is none. */
export function lookAlikeOf(word: string): string | undefined {
  const name = LOOK_ALIKES.get(word);
  if (name !== undefined) return name;
  if (LOWER_NEAR.test(word)) return word.toUpperCase();
  return MINUS.test(word) ? `NOT ${word.slice(1)}` : undefined;
}

function termOf({ raw, exact }: Written): Query {
  return { kind: "term", text: raw.trim().replaceAll(/\s+/gu, " "), exact };
}

function findAddress(words: readonly Word[]): QueryProblem | undefined {
  const address = words.find(({ text }) => isAddress(text));
  if (address === undefined) return undefined;
  const message = `${shown(address.text)} is an address: to narrow down to a site write source:example.org; put it in quotes to look for its words`;
  return { column: address.start + 1, message };
}

function findStrayMark({ raw, start }: Written): QueryProblem | undefined {
  const at = raw.indexOf("=");
  if (at === -1 && /^\S/u.test(raw)) return undefined;
  const message =
    at === -1
      ? `"=" stands right before a word or a quote, without a space: =Met, ="Met Police"`
      : `"=" stands only before the first word of a phrase and makes all of it exact; put ${shown(raw)} in quotes if the sign is part of the text`;
  return { column: at === -1 ? start : start + at + 1, message };
}

function findProblem(written: Written): QueryProblem | undefined {
  const { raw, column } = written;
  const { starts, ends } = readWords(raw);
  const words = starts.map((start, word) => foldWord(raw.slice(start, ends[word])));
  if (words.length === 0) {
    return {
      column,
      message: `${shown(raw)} has neither a letter nor a digit: nothing could be found by it`,
    };
  }
  const star = raw.indexOf("*");
  if (star !== -1) {
    const message = starProblem(written, { star, end: ends.at(-1) ?? 0, word: words.at(-1) ?? "" });
    return message === undefined ? undefined : { column: written.start + star + 1, message };
  }
  const letters = words.join("").match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (letters >= MIN_LETTERS) return undefined;
  return {
    column,
    message: `${shown(raw)} has a single letter, which is found almost everywhere: add a word beside it`,
  };
}

function starProblem(
  { raw, exact }: Written,
  last: { readonly star: number; readonly end: number; readonly word: string },
): string | undefined {
  const isLast = last.star === raw.trimEnd().length - 1 && last.star === last.end;
  if (!isLast) return `"*" stands only at the end of the last word of a phrase, as in ${shown("tram driv*")}`;
  if (exact) return `"=" asks for the word as written, so "*" cannot follow: drop one of the two`;
  if (last.word.length >= MIN_PREFIX_LETTERS) return undefined;
  return `"*" needs at least ${MIN_PREFIX_LETTERS} letters before it: write more of ${shown(raw)}, or the words themselves joined by OR`;
}

function findLookAlikes(words: readonly Word[], { raw }: Written): readonly QueryProblem[] {
  const phrase = shown(raw);
  return words.flatMap(({ text, start }) => {
    const operator = lookAlikeOf(text);
    // «or» alone is gold; between words it is rather the operator.
    if (operator === undefined || (words.length === 1 && !MINUS.test(text))) return [];
    const message = `is an operator meant by ${shown(text)}? Then write ${operator}. If the word is meant, quote the phrase: ${phrase}`;
    return [{ column: start + 1, message }];
  });
}
