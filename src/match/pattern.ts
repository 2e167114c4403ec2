import { RE2JS, RE2JSSyntaxException } from "re2js";
import { requiredLetters } from "./required-letters.ts";

/** An expression of an operator, to be tried only on texts that hold its letters. */
export interface Pattern {
  readonly term: number;
  readonly expression: RE2JS;
  readonly literal: Literal;
}

/** Letters that every hit holds; `folded` when the expression does not care about case. */
interface Literal {
  readonly text: string;
  readonly ignoresCase: boolean;
}

export type PatternReading =
  | { readonly kind: "pattern"; readonly expression: RE2JS; readonly literal: Literal }
  | InvalidPattern;

/** Why an expression cannot be used; `column` counts from 1 in it. */
interface InvalidPattern {
  readonly kind: "invalid";
  readonly message: string;
  readonly column: number;
}

const MAX_EXPRESSION = 200;
const MIN_LITERAL = 3;

/**
 * Reads an expression in RE2's syntax (github.com/google/re2/wiki/Syntax), which is matched in linear time whatever
 * the text; that syntax has no look-around and no back-references. It must hold three or more letters that every hit has,
 * outside of groups and alternatives, so that it is tried on few texts.
 */
export function readPattern(written: string): PatternReading {
  if (written.length > MAX_EXPRESSION)
    return invalid(`is longer than ${MAX_EXPRESSION} characters`, MAX_EXPRESSION + 1);
  const expression = compiled(written);
  if ("kind" in expression) return expression;
  const ignoresCase = /^\(\?[a-z]*i[a-z]*\)/u.test(written);
  const text = requiredLetters(written);
  if (text.length < MIN_LITERAL) {
    return invalid(
      `needs ${MIN_LITERAL} letters in a row that every hit holds, outside of groups and of |`,
      1,
    );
  }
  return {
    kind: "pattern",
    expression,
    literal: { text: ignoresCase ? text.toLowerCase() : text, ignoresCase },
  };
}

/** The expressions of a concept, which the configuration has checked. */
export function compilePatterns(
  written: readonly string[],
  add: (expression: string) => number,
): readonly Pattern[] {
  return written.map((each) => {
    const reading = readPattern(each);
    if (reading.kind === "invalid")
      throw new Error(`an expression that was never checked: ${reading.message}`);
    return { term: add(each), expression: reading.expression, literal: reading.literal };
  });
}

/** Where a pattern is found in a text: UTF-16 offsets, end exclusive. Empty hits are none. */
export function hitsOf(
  { expression, literal }: Pattern,
  text: string,
): readonly (readonly [number, number])[] {
  const held = literal.ignoresCase ? text.toLowerCase() : text;
  if (!held.includes(literal.text)) return [];
  const matcher = expression.matcher(text.slice(0, MAX_TEXT));
  const hits: (readonly [number, number])[] = [];
  while (hits.length < MAX_HITS && matcher.find()) {
    if (matcher.end() > matcher.start()) hits.push([matcher.start(), matcher.end()]);
  }
  return hits;
}

/** An expression costs some 300 times as much per letter as all terms together. */
const MAX_TEXT = 20_000;
const MAX_HITS = 100;

function compiled(written: string): RE2JS | InvalidPattern {
  try {
    return RE2JS.compile(written);
  } catch (cause) {
    if (!(cause instanceof RE2JSSyntaxException)) throw cause;
    const part = cause.input ?? "";
    const at = Math.max(0, written.indexOf(part));
    return invalid(`is no expression of RE2: ${cause.error} (${part})`, at + 1);
  }
}

function invalid(message: string, column: number): InvalidPattern {
  return { kind: "invalid", message, column };
}
