import { createHash } from "node:crypto";

const AT_ONCE = 1 << 20;

/** The SHA-256 of a body in hexadecimal digits. Others have their turn after every mebibyte. */
export async function sha256Of(bytes: Uint8Array): Promise<string> {
  const hash = createHash("sha256");
  for (let from = 0; from < bytes.length; from += AT_ONCE) {
    if (from > 0) await new Promise((resolve) => setImmediate(resolve));
    hash.update(bytes.subarray(from, from + AT_ONCE));
  }
  return hash.digest("hex");
}
