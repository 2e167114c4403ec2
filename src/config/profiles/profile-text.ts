import type { Profile } from "../../model/profile.ts";
import { check } from "../check/check.ts";
import { openText } from "../files/open-file.ts";
import type { ConfigProblem } from "../problems.ts";
import { PROFILE } from "./profile-schema.ts";

export type ProfileRead =
  | { readonly kind: "read"; readonly profile: Profile }
  | { readonly kind: "invalid"; readonly problems: readonly ConfigProblem[] };

/** Reads and checks one profile from its text; `file` is what problems call it. Its destinations are not looked up. */
export function readProfileText(file: string, text: string): ProfileRead {
  const problems: ConfigProblem[] = [];
  const opened = openText(file, text, {
    variable: () => undefined,
    add: (problem) => void problems.push(problem),
  });
  const profile = opened.kind === "opened" ? check(PROFILE, opened.section) : undefined;
  return profile === undefined || problems.some(({ severity }) => severity === "error")
    ? { kind: "invalid", problems }
    : { kind: "read", profile };
}
