/** What bytes 80 to 9F stand for (WHATWG Encoding, index windows-1252); the five unassigned ones stay themselves. */
export const WINDOWS_1252_HIGH: string =
  "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f" +
  "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";
const C1 = /[\u0080-\u009f]/g;
const CHUNK = 8192;

/**
 * Text in windows-1252, which is also what the web means by ISO 8859-1 and ASCII. Not by TextDecoder: in Node 20.18 to
 * 24 its one-shot decode of this code page gives control characters where curly quotes, dashes, œ and € belong.
 */
export function decodeWindows1252(bytes: Uint8Array): string {
  let latin1 = "";
  for (let start = 0; start < bytes.length; start += CHUNK) {
    latin1 += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  }
  return mendC1(latin1);
}

/** Text that was windows-1252 and was taken for ISO 8859-1 once: its C1 control characters become what was meant. */
export function mendC1(text: string): string {
  return text.replace(C1, (control) => WINDOWS_1252_HIGH.charAt(control.charCodeAt(0) - 0x80));
}

/** The byte that stands for a character of windows-1252 or ISO 8859-1 there. */
export function highByte(character: string): number {
  const high = WINDOWS_1252_HIGH.indexOf(character);
  return high < 0 ? character.charCodeAt(0) : 0x80 + high;
}
