import { profileHash } from "../../match/profile-hash.ts";
import type { Application, AppliedWeight } from "../../model/feedback.ts";
import type { Profile } from "../../model/profile.ts";
import type { Instant } from "../../model/time.ts";

/** The record of a proposal that an operator takes; `profile` is what comes of it. */
export function toApplication(profile: Profile, weights: readonly AppliedWeight[], at: Instant): Application {
  return { kind: "applied", at, profileId: profile.id, profileHash: profileHash(profile), weights };
}
