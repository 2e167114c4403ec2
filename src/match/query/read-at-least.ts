import type { Token } from "./lex-query.ts";
import { countPart, type Part, type Place } from "./parts.ts";
import { shown } from "./query-problem.ts";
import { complainOfUnfit, fail, keepShallow, type Reading } from "./reading.ts";

const MAX_COUNT = 100;

/** `>= k`, behind the word count or the brackets of it. */
export function readAtLeast(reading: Reading, of: Part, count: Place): Part | undefined {
  const sign = reading.tokens[reading.next];
  const number = reading.tokens[reading.next + 1];
  if (sign?.kind !== "at-least") return failWithoutNumber(reading, count, sign);
  const atLeast = numberOf(number);
  if (number === undefined || atLeast === undefined) return failWithoutNumber(reading, count, number ?? sign);
  reading.next += 2;
  complainOfUnfit(reading, of, "count");
  if (atLeast < 1 || atLeast > MAX_COUNT) {
    const message = `count takes a number from 1 to ${MAX_COUNT}, not ${shown(number.text)}`;
    reading.problems.push({ column: number.start + 1, message });
  }
  return keepShallow(reading, countPart(of, atLeast, { ...count, name: "count" }), count);
}

function numberOf(token: Token | undefined): number | undefined {
  return token?.kind === "word" && /^\d+$/.test(token.text) ? Number(token.text) : undefined;
}

function failWithoutNumber(reading: Reading, count: Place, found: Token | undefined): undefined {
  const message = `count needs ">=" and a number behind it: count(tram OR harbour) >= 2`;
  return fail(reading, found === undefined ? count.column : found.start + 1, message);
}
