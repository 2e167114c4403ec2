/** As many 32-bit words are 32 hexadecimal digits. */
const MOST_WORDS = 4;

/** Shared, for a lookup must leave no garbage. */
const scratch = new Uint32Array(MOST_WORDS);
const scratchBytes: Buffer = Buffer.from(scratch.buffer);

/** Up to 32 hexadecimal digits as words, which the next call overwrites. */
export function packHex(hex: string): Uint32Array {
  scratch.fill(0);
  // Half a byte would be dropped.
  scratchBytes.write(hex.length % 2 === 0 ? hex : `${hex}0`, "hex");
  return scratch;
}

/** The digits of so many words that begin at `at`. */
export function toHex(words: Uint32Array, at: number, count: number): string {
  return Buffer.from(words.buffer, words.byteOffset + at * 4, count * 4).toString("hex");
}
