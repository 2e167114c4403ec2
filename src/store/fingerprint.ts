import { hash } from "../text/hash.ts";

/**
 * What the store remembers of an item's key: 128 bits, so that a million keys collide with a probability of 10^-27 and
 * a hit needs no second look. The salt is this installation's own: nobody outside can make two keys collide.
 */
export function fingerprint(salt: string, feedId: string, key: string): string {
  return hash(["key", salt, feedId, key], 32);
}
