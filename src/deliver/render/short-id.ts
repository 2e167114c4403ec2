import { hash } from "../../text/hash.ts";

/** RFC 4648 base32 in small letters: no 0, 1, 8 or 9 to be misread. */
const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

/** Eight characters that name a message to people and to the search for a post whose answer was lost (40 bits). */
export function shortId(messageId: string): string {
  return base32(["short-id", messageId]).slice(0, 8);
}

/**
 * The nonce under which Discord recognises a repeated post: 24 characters (the limit is 25), 120 bits. It holds the
 * destination because Discord remembers nonces per author: without it, the post to a second channel would answer with
 * the first channel's message and nothing would appear.
 */
export function nonceOf(messageId: string, destination: string): string {
  return base32([messageId, destination]).slice(0, 24);
}

function base32(parts: readonly string[]): string {
  const digits = BigInt(`0x${hash(parts)}`)
    .toString(32)
    .padStart(52, "0");
  return Array.from(digits, (digit) => ALPHABET.charAt(Number.parseInt(digit, 32))).join("");
}
