import { hash } from "../../text/hash.ts";

/**
 * What the store remembers of an item's key: 64 bits. They need only differ within one feed: a new key is taken for one
 * of ten thousand with a probability of 10^-15, so that a hit needs no second look. The salt is this installation's own:
 * nobody outside can make two keys collide.
 */
export function fingerprint(salt: string, feedId: string, key: string): string {
  return hash(["key", salt, feedId, key], 16);
}
