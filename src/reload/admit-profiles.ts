import { isDeepStrictEqual } from "node:util";
import type { Profile } from "../model/profile.ts";
import { type ProfileTestFailure, testProfile } from "../profile/test-profile.ts";

/** Which version of each profile comes into force, and which ones are held back by their own tests. */
export interface Admission {
  readonly profiles: readonly Profile[];
  readonly heldBack: readonly HeldBack[];
}

export interface HeldBack {
  readonly id: string;
  readonly failures: readonly ProfileTestFailure[];
  /** Whether the version that was in force stays so; else the profile is new, and nothing of it is. */
  readonly isKept: boolean;
}

/**
 * A profile with a failing test does not come into force: the version that is stays, and the other profiles change all
 * the same. One that was not edited is not tried again, whatever its tests say.
 */
export function admitProfiles(loaded: readonly Profile[], inForce: readonly Profile[]): Admission {
  const profiles: Profile[] = [];
  const heldBack: HeldBack[] = [];
  for (const profile of loaded) {
    const before = inForce.find(({ id }) => id === profile.id);
    const failures = isTried(profile, before) ? testProfile(profile) : [];
    if (failures.length > 0) heldBack.push({ id: profile.id, failures, isKept: before !== undefined });
    const admitted = failures.length === 0 ? profile : before;
    if (admitted !== undefined) profiles.push(admitted);
  }
  return { profiles, heldBack };
}

/** A draft alerts nobody, whatever its tests say. */
function isTried(profile: Profile, before: Profile | undefined): boolean {
  return profile.status !== "draft" && !isDeepStrictEqual(profile, before);
}
