/** As many 32-bit words are 32 hexadecimal digits. */
const MOST_WORDS = 4;

/**
 * What makes words of up to 32 hexadecimal digits; its next call overwrites them, for a lookup must leave no garbage. They
 * are not to be changed: asked for the same once more, as the keys of an item do, it gives them again.
 */
export function hexPacker(): (hex: string) => Uint32Array {
  const words = new Uint32Array(MOST_WORDS);
  const bytes = Buffer.from(words.buffer);
  let last = "";
  return (hex) => {
    if (hex === last) return words;
    last = hex;
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
