import { createHmac, timingSafeEqual } from "node:crypto";

/** What a hub may sign with (WebSub §7.1). SHA-1 is broken for collisions, which forging an HMAC takes more than. */
const SIGNATURE = /^(?<method>sha1|sha256|sha384|sha512)=(?<digest>[\da-f]{40,128})$/iu;

/**
 * Whether the value of `X-Hub-Signature` (`method=hexadecimal digits`) is the HMAC of exactly these bytes under `key`
 * (WebSub §7.1, §8). Compared in constant time; an absent, unknown or ill-formed value is no signature.
 */
export function isSigned(bytes: Uint8Array, header: string | undefined, key: string): boolean {
  const { method, digest } = SIGNATURE.exec(header?.trim() ?? "")?.groups ?? {};
  if (method === undefined || digest === undefined) return false;
  const claimed = Buffer.from(digest, "hex");
  const right = createHmac(method.toLowerCase(), key).update(bytes).digest();
  return claimed.length === right.length && timingSafeEqual(claimed, right);
}
