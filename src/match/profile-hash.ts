import type { Profile } from "../model/profile.ts";
import { hash } from "../text/hash.ts";

/**
 * Identifies what a profile asks for: 8 hexadecimal digits over everything but its tests, its status and the notes of
 * a review. The order in which keys were written does not matter.
 */
export function profileHash(profile: Profile): string {
  const { tests: _, status: __, ...asked } = profile;
  return hash([canonicalJson(asked)], 8);
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    if (key === "review") return undefined;
    return typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner;
  });
}
