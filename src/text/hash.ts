import { createHash } from "node:crypto";

/**
 * SHA-256 over the parts, as hexadecimal digits cut to `length` (at most 64). The parts are framed as a JSON array, so
 * that `["ab", "c"]` and `["a", "bc"]` differ.
 */
export function hash(parts: readonly string[], length = 64): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, length);
}
