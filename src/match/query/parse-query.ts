import { FIELDS } from "../../model/item.ts";
import type { PrefixToken, QuotedPhrase, Token, Word } from "./lex-query.ts";
import { allPart, anyPart, inPart, nearPart, notPart, type Part, type Place, termPart } from "./parts.ts";
import { type QueryProblem, shown } from "./query-problem.ts";
import { readAtLeast } from "./read-at-least.ts";
import { readNarrowing } from "./read-narrowing.ts";
import { readBareTerm, type ReadTerm, readQuotedTerm } from "./read-term.ts";
import {
  complainOfField,
  complainOfOperand,
  complainOfRest,
  complainOfUnfit,
  fail,
  isCountSuffix,
  keepShallow,
  MAX_BRACKETS,
  opensCount,
  peek,
  placeOf,
  type Reading,
  TOO_DEEP,
} from "./reading.ts";

export interface Parsed {
  readonly part: Part | undefined;
  readonly problems: readonly QueryProblem[];
  readonly warnings: readonly QueryProblem[];
  readonly mixedAt: number | undefined;
}

/** Where AND and OR first stand between two brackets. */
interface Level {
  and?: Place;
  or?: Place;
}

const MAX_TERMS = 200;

/**
 * Reads the tokens by recursive descent, one function for each rule of the grammar. Only brackets recurse, ten deep at
 * most. A rule that cannot go on says why and answers nothing, so one syntax error does not draw others behind it.
 */
export function parseQuery(tokens: readonly Token[], line: string): Parsed {
  const reading: Reading = {
    line,
    tokens,
    problems: [],
    warnings: [],
    next: 0,
    level: 0,
    terms: 0,
    mixedAt: undefined,
  };
  const part = readAlternatives(reading);
  if (part !== undefined && peek(reading) !== undefined) complainOfRest(reading);
  return { part, problems: reading.problems, warnings: reading.warnings, mixedAt: reading.mixedAt };
}

function readAlternatives(reading: Reading): Part | undefined {
  const level: Level = {};
  const first = readConjunction(reading, level);
  if (first === undefined) return undefined;
  const parts: [Part, ...Part[]] = [first];
  for (let token = peek(reading); token?.kind === "OR"; token = peek(reading)) {
    level.or ??= placeOf(token);
    reading.next += 1;
    const part = readConjunction(reading, level);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  noteMixing(reading, level);
  return parts.length === 1 ? first : keepShallow(reading, anyPart(parts), level.or);
}

function noteMixing(reading: Reading, { and, or }: Level): void {
  if (and === undefined || or === undefined) return;
  const mixedAt = Math.max(and.column, or.column);
  reading.mixedAt = Math.min(mixedAt, reading.mixedAt ?? mixedAt);
}

function readConjunction(reading: Reading, level: Level): Part | undefined {
  const first = readNegatable(reading);
  if (first === undefined) return undefined;
  const parts: [Part, ...Part[]] = [first];
  let operator: Place | undefined;
  for (let token = conjunctionAt(reading); token !== undefined; token = conjunctionAt(reading)) {
    operator ??= placeOf(token);
    level.and ??= operator;
    if (token.kind === "AND") reading.next += 1;
    const part = readNegatable(reading);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return operator === undefined ? first : keepShallow(reading, allPart(parts, operator), operator);
}

/** AND, or a NOT that stands for AND NOT. */
function conjunctionAt(reading: Reading): Token | undefined {
  const token = peek(reading);
  return token?.kind === "AND" || token?.kind === "NOT" ? token : undefined;
}

function readNegatable(reading: Reading): Part | undefined {
  const token = peek(reading);
  if (token?.kind !== "NOT") return readNear(reading);
  reading.next += 1;
  const of = readNear(reading);
  return of === undefined ? undefined : keepShallow(reading, notPart(of, token.start + 1), placeOf(token));
}

function readNear(reading: Reading): Part | undefined {
  let left = readCounted(reading);
  for (let token = peek(reading); left !== undefined && token?.kind === "near"; token = peek(reading)) {
    reading.next += 1;
    const right = readCounted(reading);
    if (right === undefined) return undefined;
    complainOfUnfit(reading, left, "NEAR");
    complainOfUnfit(reading, right, "NEAR");
    left = keepShallow(reading, nearPart(left, right, token), placeOf(token));
  }
  return left;
}

/** An atom, and perhaps how often it must be found: `tram count>=2`. */
function readCounted(reading: Reading): Part | undefined {
  const part = readAtom(reading);
  const token = peek(reading);
  if (part === undefined || token === undefined || !isCountSuffix(reading)) return part;
  reading.next += 1;
  return readAtLeast(reading, part, placeOf(token));
}

function readAtom(reading: Reading): Part | undefined {
  const token = peek(reading);
  if (token === undefined || isCountSuffix(reading)) return complainOfOperand(reading);
  if (token.kind === "phrase") return readQuoted(reading, token);
  if (token.kind === "prefix") return readPrefixed(reading, token);
  if (token.kind === "open") return readGroup(reading, token);
  if (token.kind !== "word") return complainOfOperand(reading);
  return opensCount(reading) ? readCount(reading, token) : readBareWords(reading, token);
}

function readQuoted(reading: Reading, phrase: QuotedPhrase): Part | undefined {
  reading.next += 1;
  return keepTerm(reading, readQuotedTerm(phrase), phrase);
}

function readBareWords(reading: Reading, first: Word): Part | undefined {
  const words: [Word, ...Word[]] = [first];
  reading.next += 1;
  for (let token = peek(reading); token?.kind === "word"; token = peek(reading)) {
    if (isCountSuffix(reading) || opensCount(reading)) break;
    words.push(token);
    reading.next += 1;
  }
  return keepTerm(reading, readBareTerm(words, reading.line), first);
}

function keepTerm(reading: Reading, { query, problem, warnings }: ReadTerm, token: Token): Part | undefined {
  reading.terms += 1;
  if (reading.terms > MAX_TERMS) {
    const message = `more than ${MAX_TERMS} terms: make several queries of it, or a profile`;
    return fail(reading, token.start + 1, message);
  }
  if (problem !== undefined) reading.problems.push(problem);
  // A lone "=": what it was to stand before comes next, and would be reported as well.
  if (problem !== undefined && token.text === "=") return undefined;
  reading.warnings.push(...warnings);
  return termPart(query, token.start + 1);
}

function readCount(reading: Reading, token: Word): Part | undefined {
  reading.next += 1;
  const open = peek(reading);
  if (open === undefined) return undefined;
  const of = readGroup(reading, open);
  if (of === undefined) return undefined;
  return readAtLeast(reading, { ...of, column: token.start + 1 }, placeOf(token));
}

function readGroup(reading: Reading, open: Token): Part | undefined {
  if (reading.level === MAX_BRACKETS) return fail(reading, open.start + 1, TOO_DEEP);
  reading.next += 1;
  reading.level += 1;
  if (peek(reading)?.kind === "close") {
    return fail(
      reading,
      open.start + 1,
      `nothing stands between "(" and ")": put a phrase there or drop both`,
    );
  }
  const part = readAlternatives(reading);
  if (part === undefined) return undefined;
  if (peek(reading) === undefined) {
    return fail(reading, open.start + 1, `"(" is never closed: put ")" behind the group`);
  }
  if (peek(reading)?.kind !== "close") return complainOfRest(reading);
  reading.next += 1;
  reading.level -= 1;
  return { ...part, column: open.start + 1 };
}

/** `title:` with what it holds for; an unknown prefix is a problem already and counts for nothing here. */
function readPrefixed(reading: Reading, prefix: PrefixToken): Part | undefined {
  if (prefix.name === "source" || prefix.name === "lang") return readNarrowing(reading, prefix);
  const field = FIELDS.find((each) => each === prefix.name);
  reading.next += 1;
  if (!isHeldByField(reading)) {
    const name = field ?? "title";
    const message = `${shown(prefix.text)} needs a phrase or brackets behind it: ${name}:tram, ${name}:"tram stop", ${name}:(tram OR harbour)`;
    return fail(reading, prefix.start + 1, message);
  }
  const of = readAtom(reading);
  if (of === undefined || field === undefined) return of;
  const place: Place = { name: `${field}:`, column: prefix.start + 1 };
  complainOfField(reading, of, place);
  return keepShallow(reading, inPart(of, field, place.column), place);
}

function isHeldByField(reading: Reading): boolean {
  const kind = peek(reading)?.kind;
  if (kind === "word") return !isCountSuffix(reading) && !opensCount(reading);
  return kind === "phrase" || kind === "open";
}
