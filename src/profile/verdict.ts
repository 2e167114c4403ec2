import type { Hit } from "../model/match.ts";
import type { ProfileTestFailure } from "./test-profile.ts";

/** How a test of a profile came out that was to come out otherwise: `stays silent, 12 points short of the threshold`. */
export function verdict({ test, points }: Pick<ProfileTestFailure, "test" | "points">): string {
  return test.expect === "alert"
    ? `stays silent, ${points} points short of the threshold`
    : `alerts, ${points} points above the threshold`;
}

/** What the log says of it: the test, its verdict, and the words that were found. */
export function verdictFields({ test, points, explanation }: ProfileTestFailure): VerdictFields {
  const { profileId, hits } = explanation.match;
  return {
    profile: profileId,
    test: test.title,
    expect: test.expect,
    verdict: verdict({ test, points }),
    found: hits.length === 0 ? "nothing" : hits.map(shown).join(", "),
  };
}

interface VerdictFields {
  readonly [field: string]: string;
}

function shown({ text, field, points }: Hit): string {
  return `“${text}” in the ${field} (+${points})`;
}
