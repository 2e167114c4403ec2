import * as crypto from "node:crypto";

/**
 * SHA-256 over the parts, as hexadecimal digits cut to `length` (at most 64). The parts are framed as a JSON array, so
 * that `["ab", "c"]` and `["a", "bc"]` differ.
 */
export function hash(parts: readonly string[], length = 64): string {
  // In one call: a hash object per key would cost more than the hashing, and a poll hashes some hundred keys.
  return crypto.hash("sha256", JSON.stringify(parts), "hex").slice(0, length);
}
