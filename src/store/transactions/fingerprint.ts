import { hash } from "../../text/hash.ts";
import { FINGERPRINT_DIGITS } from "../keys/key-slots.ts";

/**
 * What the store remembers of an item's key: 44 bits. They need only differ within one feed: a new key is taken for one
 * of a hundred with a probability of 6 * 10^-12, so that a hit needs no second look. The salt is this installation's own:
 * nobody outside can make two keys collide.
 */
export function fingerprint(salt: string, feedId: string, key: string): string {
  return hash(["key", salt, feedId, key], FINGERPRINT_DIGITS);
}
