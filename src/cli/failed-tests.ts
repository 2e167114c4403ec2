import type { ProfileTestFailure } from "../profile/test-profile.ts";
import { verdict } from "../profile/verdict.ts";
import { explanationLines } from "./explanation.ts";
import { plain } from "./plain.ts";

/** A test of a profile that fails, for people: how it came out, and what was found. */
export function failedTestLines(profile: string, failure: ProfileTestFailure): readonly string[] {
  const { test, explanation } = failure;
  return [
    `profiles/${profile}.yaml: a test fails: “${plain(test.title)}” (expect: ${test.expect}) ${verdict(failure)}`,
    ...explanationLines(explanation).map((line) => `    ${line}`),
  ];
}

/** The same for programs. */
export function printedFailure(profile: string, { test, points, explanation }: ProfileTestFailure): unknown {
  return { profile, test, points, hits: explanation.match.hits };
}
