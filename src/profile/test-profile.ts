import { compile } from "../match/compile.ts";
import { type Explanation, explainMatch } from "../match/explain.ts";
import { asInForce, type Profile, type ProfileTest } from "../model/profile.ts";

/** A test of a profile that came out otherwise, with all that was found. */
export interface ProfileTestFailure {
  readonly test: ProfileTest;
  /** Points by which the score missed the threshold, or passed it although silence was expected. */
  readonly points: number;
  readonly explanation: Explanation;
}

/** Runs the tests that the profile carries; empty when all of them hold. A draft is tested as if it were in force. */
export function testProfile(profile: Profile): readonly ProfileTestFailure[] {
  const matcher = compile([asInForce(profile)]);
  return profile.tests.flatMap((test) => {
    const explanation = explainMatch(matcher, profile.id, test);
    if (explanation === undefined || explanation.match.alert === (test.expect === "alert")) return [];
    const { score, threshold } = explanation.match;
    return [{ test, points: Math.abs(threshold - score), explanation }];
  });
}
