import { z } from "zod";
import { readPattern } from "../../match/pattern.ts";
import { readQuery } from "../../match/query/read-query.ts";
import type { Near } from "../../model/profile.ts";
import { someText, wholeNumber } from "../check/formats.ts";
import { strictMap } from "../check/strict-map.ts";

/** Expressions cost some hundred times what terms cost. */
export const MAX_EXPRESSIONS = 50;
const MOST_WORDS_BETWEEN = 50;

const GROUP = z.union([someText("a term"), z.array(someText("a term")).min(1)], {
  error: "expected a term, or a list of synonyms",
});

const NEAR_LIST: z.ZodType<Near> = strictMap({
  words: wholeNumber(0, MOST_WORDS_BETWEEN)
    .prefault(10)
    .describe("At most so many words between neighbours; 10 when left out"),
  ordered: z
    .boolean({ error: "expected true or false" })
    .prefault(false)
    .describe("Whether they must come in this order"),
  all: z
    .array(GROUP)
    .min(2, { error: "expected two or more terms, or lists of synonyms" })
    .describe("One of each must stand near the others"),
}).transform(({ all, ...rest }) => ({
  ...rest,
  all: all.map((group) => (typeof group === "string" ? [group] : group)),
}));

/** `near:` of a concept: one list of groups, or several. */
export const NEAR: z.ZodType<readonly Near[]> = z
  .union([NEAR_LIST, z.array(NEAR_LIST)], {
    error: "expected { words: 8, all: [one term, another] }, or a list of such",
  })
  .transform((lists) => ("all" in lists ? [lists] : lists))
  .prefault([])
  .describe("Words that count only near each other");

/** A query line, checked to the last operator. */
export const QUERY: z.ZodType<string, string> = someText(
  "a query such as tram AND (strike OR delay)",
).superRefine((text, context) => {
  const reading = readQuery(text);
  if (reading.kind === "query") return;
  for (const { column, message } of reading.problems) {
    context.addIssue({
      code: "custom",
      message: `column ${column}: ${message}`,
      params: { offset: column - 1 },
    });
  }
});

/** A regular expression in RE2's syntax. */
export const EXPRESSION: z.ZodType<string, string> = someText("a regular expression").superRefine(
  (text, context) => {
    const reading = readPattern(text);
    if (reading.kind === "pattern") return;
    context.addIssue({
      code: "custom",
      message: `column ${reading.column}: ${reading.message}`,
      params: { offset: reading.column - 1 },
    });
  },
);
