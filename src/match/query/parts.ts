import type { Field } from "../../model/item.ts";
import type { NearToken } from "./lex-query.ts";
import type { Query } from "./query.ts";
import { takesBrackets } from "./write-query.ts";

/** A read piece of the query, with what the rules about wholes need to know of it. */
export interface Part {
  readonly query: Query;
  /** Where it begins in the line. */
  readonly column: number;
  /** How many brackets stand inside each other in its written form. */
  readonly brackets: number;
  /** The first thing in it that neither NEAR nor count takes. */
  readonly unfit: Place | undefined;
  /** The first field in it. */
  readonly field: Place | undefined;
  /** The first alternative in it that holds without any phrase being found. */
  readonly gap: Part | undefined;
}

/** A piece of the line by its name and its column. */
export interface Place {
  readonly name: string;
  readonly column: number;
}

export type Parts = readonly [Part, ...Part[]];

export function termPart(query: Query, column: number): Part {
  return { query, column, brackets: 0, unfit: undefined, field: undefined, gap: undefined };
}

/** `source:` and `lang:` only narrow down what phrases find. */
export function narrowingPart(query: Query, place: Place): Part {
  const part = { ...termPart(query, place.column), unfit: place };
  return { ...part, gap: part };
}

export function anyPart(parts: Parts): Part {
  const query: Query = { kind: "any", of: parts.map((part) => part.query) };
  return { ...joined(query, parts), gap: firstOf(parts, (part) => part.gap) };
}

/** `operator` is the first AND, or the NOT that stands for AND NOT. */
export function allPart(parts: Parts, operator: Place): Part {
  const query: Query = { kind: "all", of: parts.map((part) => part.query) };
  const part = joined(query, parts);
  const unfit = earlier(part.unfit, operator);
  const whole = { ...part, unfit };
  return parts.every(({ gap }) => gap !== undefined) ? { ...whole, gap: whole } : whole;
}

export function notPart(of: Part, column: number): Part {
  const part = {
    ...joined({ kind: "not", of: of.query }, [of]),
    column,
    unfit: { name: "NOT", column },
  };
  return { ...part, gap: part };
}

/** Its operands hold nothing unfit, or that is a problem already. */
export function nearPart(left: Part, right: Part, { words, ordered }: NearToken): Part {
  const query: Query = { kind: "near", words, ordered, left: left.query, right: right.query };
  return { ...joined(query, [left, right]), unfit: undefined };
}

export function inPart(of: Part, field: Field, column: number): Part {
  const place = { name: `${field}:`, column };
  return {
    ...joined({ kind: "in", field, of: of.query }, [of]),
    column,
    unfit: place,
    field: place,
    gap: of.gap,
  };
}

export function countPart(of: Part, atLeast: number, place: Place): Part {
  return { ...joined({ kind: "count", atLeast, of: of.query }, [of]), unfit: place };
}

function joined(query: Query, parts: Parts): Part {
  const brackets = parts.map((part) => part.brackets + (takesBrackets(part.query, query.kind) ? 1 : 0));
  return {
    query,
    column: parts[0].column,
    brackets: Math.max(...brackets),
    unfit: firstOf(parts, (part) => part.unfit),
    field: firstOf(parts, (part) => part.field),
    gap: undefined,
  };
}

function firstOf<T>(parts: Parts, ask: (part: Part) => T | undefined): T | undefined {
  for (const part of parts) {
    const answer = ask(part);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

function earlier(a: Place | undefined, b: Place): Place {
  return a !== undefined && a.column < b.column ? a : b;
}
