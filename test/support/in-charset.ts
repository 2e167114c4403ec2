/** An encoding, with the mark that goes before the text where it has one. */
export type Charset = "utf-8" | "utf-8-mark" | "windows-1252" | "utf-16le" | "utf-16be";

/** What bytes 80 to 9F of windows-1252 stand for; a blank where nothing does. */
const HIGH = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/** The bytes of a text in an encoding that has all its characters. */
export function inCharset(text: string, charset: Charset): Uint8Array {
  switch (charset) {
    case "utf-8":
      return new TextEncoder().encode(text);
    case "utf-8-mark":
      return new TextEncoder().encode(`\ufeff${text}`);
    case "windows-1252":
      return Uint8Array.from(text, windows1252);
    case "utf-16le":
    case "utf-16be":
      return utf16(`\ufeff${text}`, charset === "utf-16le");
  }
}

function windows1252(character: string): number {
  const high = character === " " ? -1 : HIGH.indexOf(character);
  return high < 0 ? character.charCodeAt(0) : 0x80 + high;
}

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let index = 0; index < text.length; index += 1)
    view.setUint16(index * 2, text.charCodeAt(index), littleEndian);
  return new Uint8Array(view.buffer);
}
