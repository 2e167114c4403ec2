/** As many 32-bit words are 32 hexadecimal digits. */
const MOST_WORDS = 4;

/** What makes words of up to 32 hexadecimal digits; its next call overwrites them, for a lookup must leave no garbage. */
export function hexPacker(): (hex: string) => Uint32Array {
  const words = new Uint32Array(MOST_WORDS);
  const bytes = Buffer.from(words.buffer);
  return (hex) => {
    words.fill(0);
    // Half a byte would be dropped.
    bytes.write(hex.length % 2 === 0 ? hex : `${hex}0`, "hex");
    return words;
  };
}

/** The digits of so many words that begin at `at`. */
export function toHex(words: Uint32Array, at: number, count: number): string {
  return Buffer.from(words.buffer, words.byteOffset + at * 4, count * 4).toString("hex");
}
