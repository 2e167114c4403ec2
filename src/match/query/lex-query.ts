import { nearestPrefix, type Prefix, prefixOf, PREFIXES } from "./prefixes.ts";
import { type QueryProblem, shown } from "./query-problem.ts";

/** A piece of the line: `text` is the line from `start` to `end`. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export type Word = Piece & { readonly kind: "word" };
/** `inner` is what stands between the quotes, from `innerStart` on. */
export type QuotedPhrase = Piece & {
  readonly kind: "phrase";
  readonly exact: boolean;
  readonly inner: string;
  readonly innerStart: number;
};
/** `name` is absent when nobody knows the prefix, which is a problem already. */
export type PrefixToken = Piece & { readonly kind: "prefix"; readonly name: Prefix | undefined };
export type NearToken = Piece & { readonly kind: "near"; readonly words: number; readonly ordered: boolean };
export type Token =
  | Word
  | QuotedPhrase
  | PrefixToken
  | NearToken
  | (Piece & { readonly kind: "open" | "close" | "at-least" | "AND" | "OR" | "NOT" });

export interface Lexed {
  readonly tokens: readonly Token[];
  readonly problems: readonly QueryProblem[];
  /** The line has a quote that is never closed: the tokens before it say little. */
  readonly torn: boolean;
}

const DEFAULT_NEAR_WORDS = 10;
const MAX_NEAR_WORDS = 50;

const SPACE = /\s*/y;
const SIGN = /[()≥]|>=/y;
/** Any quotation mark closes what any other opened: telephones mix them. */
const QUOTED = /(=?)["“”„«»]([^"“”„«»]*)(["“”„«»])?/y;
const KNOWN_PREFIX = new RegExp(`(=?)(${PREFIXES.join("|")})(\\s*):(\\s*)`, "iy");
const RUN = /(?:(?!>=)[^\s"“”„«»()≥])+/y;
const ADDRESS = /=?\p{L}[\p{L}\d+.-]*:\/\//uy;
/** A colon behind digits (14:30) or before a space is punctuation. */
const UNKNOWN_PREFIX = /=?(\p{L}+):(?=[^\s)])/uy;
const NEAR = /^(O?)NEAR(?:\/(\d{1,4}))?$/;
const MEANT_AS_NEAR = /^O?NEAR(?:[/:~].*|\d+)$/;
/** Pasted text carries such characters; an operator with one inside looks like an operator. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

interface Cut {
  readonly token?: Token;
  readonly problem?: QueryProblem;
}

/** Cuts a query line into tokens: one pass, linear in the line. */
export function lexQuery(line: string): Lexed {
  const tokens: Token[] = [];
  const problems: QueryProblem[] = [];
  let at = afterSpace(line, 0);
  while (at < line.length) {
    const { token, problem } = cutAt(line, at);
    if (problem !== undefined) problems.push(problem);
    if (token === undefined) return { tokens, problems, torn: true };
    tokens.push(token);
    at = afterSpace(line, token.end);
  }
  return { tokens, problems, torn: false };
}

/** The operator or the NEAR that a bare word would be read as. */
export function operatorOf(word: string): "AND" | "OR" | "NOT" | "NEAR" | undefined {
  const plain = word.replaceAll(INVISIBLE, "");
  if (plain === "AND" || plain === "OR" || plain === "NOT") return plain;
  return NEAR.test(plain) || MEANT_AS_NEAR.test(plain) ? "NEAR" : undefined;
}

/** Whether a word is the address of a page, such as `https://example.org/`. */
export function isAddress(word: string): boolean {
  return matchAt(ADDRESS, word, 0) !== undefined;
}

function afterSpace(line: string, at: number): number {
  return at + (matchAt(SPACE, line, at)?.[0].length ?? 0);
}

function matchAt(sticky: RegExp, line: string, at: number): RegExpExecArray | undefined {
  sticky.lastIndex = at;
  return sticky.exec(line) ?? undefined;
}

function piece(line: string, start: number, length: number): Piece {
  return { start, end: start + length, text: line.slice(start, start + length) };
}

function cutAt(line: string, at: number): Cut {
  return (
    signAt(line, at) ??
    quotedAt(line, at) ??
    knownPrefixAt(line, at) ??
    unknownPrefixAt(line, at) ??
    runAt(line, at)
  );
}

function signAt(line: string, at: number): Cut | undefined {
  const sign = matchAt(SIGN, line, at)?.[0];
  if (sign === undefined) return undefined;
  const kind = sign === "(" ? "open" : sign === ")" ? "close" : "at-least";
  return { token: { ...piece(line, at, sign.length), kind } };
}

function quotedAt(line: string, at: number): Cut | undefined {
  const found = matchAt(QUOTED, line, at);
  if (found === undefined) return undefined;
  const [whole, mark = "", inner = "", closing] = found;
  if (closing === undefined) {
    const message = `the quote before ${shown(inner)} is never closed: put a second one behind the phrase`;
    return { problem: { column: at + mark.length + 1, message } };
  }
  const innerStart = at + mark.length + 1;
  return {
    token: { ...piece(line, at, whole.length), kind: "phrase", exact: mark !== "", inner, innerStart },
  };
}

function knownPrefixAt(line: string, at: number): Cut | undefined {
  const found = matchAt(KNOWN_PREFIX, line, at);
  if (found === undefined) return undefined;
  const [whole, mark = "", written = "", before = "", after = ""] = found;
  const name = prefixOf(written);
  const token: Token = { ...piece(line, at, whole.length), kind: "prefix", name };
  if (mark !== "") return { token, problem: { column: at + 1, message: afterPrefix(`${name}:`) } };
  const isSpaced = before !== "" || (after !== "" && token.end < line.length);
  if (!isSpaced) return { token };
  const message = `no space around the colon: ${name}:…; put the phrase in quotes if the word itself is meant`;
  return { token, problem: { column: at + 1, message } };
}

function afterPrefix(prefix: string): string {
  return `"=" stands behind the prefix: ${prefix}=…`;
}

/** `author:x`, but neither `https://…` nor `NEAR:3`. */
function unknownPrefixAt(line: string, at: number): Cut | undefined {
  const found = matchAt(UNKNOWN_PREFIX, line, at);
  if (found === undefined || matchAt(ADDRESS, line, at) !== undefined) return undefined;
  const [whole, name = ""] = found;
  if (operatorOf(whole) !== undefined) return undefined;
  const token: Token = { ...piece(line, at, whole.length), kind: "prefix", name: undefined };
  const meant = nearestPrefix(name);
  const known = PREFIXES.map((prefix) => `${prefix}:`).join(", ");
  const advice = meant === undefined ? `known: ${known}` : `did you mean "${meant}:"? Known: ${known}`;
  const message = `unknown prefix ${shown(`${name}:`)}; ${advice}; put it in quotes if the colon is part of the text`;
  return { token, problem: { column: at + 1, message } };
}

/** Letters and signs up to the next space, quote or bracket: an operator or a word. */
function runAt(line: string, at: number): Cut {
  const run = piece(line, at, matchAt(RUN, line, at)?.[0].length ?? 1);
  const operator = operatorOf(run.text);
  if (operator === "NEAR") return nearOf(run);
  return { token: { ...run, kind: operator ?? "word" } };
}

function nearOf(run: Piece): Cut {
  const plain = run.text.replaceAll(INVISIBLE, "");
  const found = NEAR.exec(plain);
  const words = Number(found?.[2] ?? DEFAULT_NEAR_WORDS);
  const token: Token = { ...run, kind: "near", words, ordered: plain.startsWith("O") };
  const column = run.start + 1;
  const name = token.ordered ? "ONEAR" : "NEAR";
  if (found === null) {
    const message = `${shown(run.text)} is not an operator: write ${name}/5, with a number from 0 to ${MAX_NEAR_WORDS}, or ${name}`;
    return { token, problem: { column, message } };
  }
  if (words <= MAX_NEAR_WORDS) return { token };
  const message = `${shown(run.text)} is too far: ${name} takes at most ${MAX_NEAR_WORDS} words between the two; without NEAR, AND takes any distance`;
  return { token, problem: { column, message } };
}
