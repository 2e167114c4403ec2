import type { Profile } from "../model/profile.ts";
import { hash } from "../text/hash.ts";

/**
 * Identifies what a profile asks for: 8 hexadecimal digits over everything but its tests. The order in which keys were
 * written does not matter.
 */
export function profileHash(profile: Profile): string {
  const { tests: _, ...asked } = profile;
  return hash([canonicalJson(asked)], 8);
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
