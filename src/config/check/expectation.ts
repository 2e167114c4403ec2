import type { z } from "zod";

/** What was expected in words, for the issues whose schema does not say it itself. */
export function expectation(issue: z.core.$ZodRawIssue): string {
  if (issue.code === "invalid_type")
    return `expected ${NAMES_OF_TYPES.get(issue.expected) ?? issue.expected}`;
  if (issue.code === "invalid_value") return `expected ${listed(issue.values.map(String))}`;
  if (issue.code === "invalid_union" && "options" in issue) return `expected ${listed(optionsOf(issue))}`;
  if (issue.code === "too_small" && issue.origin === "array") return "expected at least one entry";
  return "expected another value";
}

/** The values that the `kind` of a map may have. */
export function optionsOf(issue: object): readonly string[] {
  return "options" in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
}

const NAMES_OF_TYPES: ReadonlyMap<string, string> = new Map([
  ["string", "text"],
  ["number", "a number"],
  ["array", "a list"],
  ["object", "a map of keys and values"],
  ["record", "a map of keys and values"],
]);

/** `"a", "b" or "c"` */
function listed(values: readonly string[]): string {
  const quoted = values.map((value) => JSON.stringify(value));
  const last = quoted.at(-1) ?? "";
  return quoted.length < 2 ? last : `${quoted.slice(0, -1).join(", ")} or ${last}`;
}
