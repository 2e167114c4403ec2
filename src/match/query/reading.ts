import type { Token } from "./lex-query.ts";
import type { Part, Place } from "./parts.ts";
import { type QueryProblem, shown } from "./query-problem.ts";

/** How far the line has been read, and what was noticed on the way. */
export interface Reading {
  readonly line: string;
  readonly tokens: readonly Token[];
  readonly problems: QueryProblem[];
  readonly warnings: QueryProblem[];
  next: number;
  /** Brackets that are open. */
  level: number;
  terms: number;
  /** Column of the first operator that mixes AND and OR without brackets. */
  mixedAt: number | undefined;
}

export const MAX_BRACKETS = 10;
export const TOO_DEEP: string = `more than ${MAX_BRACKETS} brackets inside each other, with those that AND beside OR and chains of NEAR stand for: make two queries of it`;
const MISSING = "a phrase is missing there";
const OPERATORS = "AND, OR, NOT or NEAR";

export function peek({ tokens, next }: Reading): Token | undefined {
  return tokens[next];
}

export function placeOf(token: Token): Place {
  return { name: operatorIn(token) ?? token.text, column: token.start + 1 };
}

/** Whether `count` with `>=` behind it comes next; the word alone is a word. */
export function isCountSuffix({ tokens, next }: Reading): boolean {
  return isCount(tokens[next]) && tokens[next + 1]?.kind === "at-least";
}

export function opensCount({ tokens, next }: Reading): boolean {
  return isCount(tokens[next]) && tokens[next + 1]?.kind === "open";
}

function isCount(token: Token | undefined): boolean {
  return token?.kind === "word" && token.text.toLowerCase() === "count";
}

/** Ends the reading: what follows a syntax error would only be guessed at. */
export function fail(reading: Reading, column: number, message: string): undefined {
  reading.problems.push({ column, message });
  return undefined;
}

export function keepShallow(reading: Reading, part: Part, operator: Place | undefined): Part | undefined {
  return part.brackets > MAX_BRACKETS ? fail(reading, operator?.column ?? part.column, TOO_DEEP) : part;
}

/** An operand was expected, and something else is there, or nothing. */
export function complainOfOperand(reading: Reading): undefined {
  const token = peek(reading);
  const before = reading.tokens[reading.next - 1];
  if (token === undefined || (token.kind === "close" && reading.level > 0)) {
    const name = operatorIn(before) ?? before?.text ?? "";
    return fail(reading, (before?.start ?? 0) + 1, `nothing stands behind ${shown(name)}: ${MISSING}`);
  }
  const name = operatorIn(token);
  if (name === undefined) return complainOfRest(reading);
  return fail(reading, token.start + 1, operatorMessage(name, operatorIn(before)));
}

function operatorIn(token: Token | undefined): string | undefined {
  if (token?.kind === "near") return token.ordered ? "ONEAR" : "NEAR";
  return token?.kind === "AND" || token?.kind === "OR" || token?.kind === "NOT" ? token.kind : undefined;
}

function operatorMessage(name: string, before: string | undefined): string {
  if (before === undefined) return `nothing stands before ${shown(name)}: ${MISSING}`;
  if (name === "NOT" && before.endsWith("NEAR")) return unfitOperator(name, "NEAR");
  return `${shown(name)} stands right behind ${shown(before)}: ${MISSING}, or one of them is too many`;
}

function unfitOperator(name: string, inside: "NEAR" | "count"): string {
  return `${name} cannot stand inside ${inside}, which takes phrases, OR groups and NEAR: say it outside, with AND`;
}

/** The group or the line should have ended here. */
export function complainOfRest(reading: Reading): undefined {
  const token = peek(reading);
  if (token === undefined) return undefined;
  return fail(reading, token.start + 1, restMessage(token, reading));
}

function restMessage(token: Token, { line, tokens, next }: Reading): string {
  if (token.kind === "close") return `")" closes nothing: drop it, or put "(" before the group`;
  if (token.kind === "at-least" || tokens[next + 1]?.kind === "at-least") {
    return `${shown(token.text)} says how often a phrase is found, and stands behind one: tram count>=2, count(tram OR harbour) >= 2`;
  }
  const before = tokens[next - 1];
  const advice = isSourceName(tokens, next)
    ? `; a name of several words is put in quotes: source:"Le Monde"`
    : "";
  return `an operator is missing between ${shown(before?.text ?? "")} and ${shown(line.slice(token.start, token.end))}: ${OPERATORS}${advice}`;
}

function isSourceName(tokens: readonly Token[], next: number): boolean {
  const prefix = tokens[next - 2];
  return tokens[next]?.kind === "word" && prefix?.kind === "prefix" && prefix.name === "source";
}

/** NEAR and count look at where phrases stand, and other things stand nowhere. */
export function complainOfUnfit(reading: Reading, { unfit }: Part, inside: "NEAR" | "count"): void {
  if (unfit === undefined) return;
  const message = unfit.name.endsWith(":")
    ? `${shown(unfit.name)} cannot stand inside ${inside}: write it outside, as in ${exampleOf(unfit.name, inside)}`
    : unfitOperator(unfit.name, inside);
  reading.problems.push({ column: unfit.column, message });
}

function exampleOf(prefix: string, inside: "NEAR" | "count"): string {
  const whole = inside === "NEAR" ? "tram NEAR/5 harbour" : "count(tram) >= 2";
  return prefix === "source:" || prefix === "lang:" ? `(${whole}) AND ${prefix}…` : `${prefix}(${whole})`;
}

/** `title:(tram AND body:harbour)`: nothing stands in two fields at once. */
export function complainOfField(reading: Reading, { field }: Part, around: Place): void {
  if (field === undefined) return;
  const message = `${shown(field.name)} stands inside ${shown(around.name)}, and nothing is in two fields at once: drop one of them, or write two groups with AND`;
  reading.problems.push({ column: field.column, message });
}
