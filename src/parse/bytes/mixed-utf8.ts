import { utf8Sequences } from "./utf8-bytes.ts";
import { decodeWindows1252 } from "./windows-1252.ts";

/** What a byte that was pasted from an old program may stand for: letters, quotes, dashes, the space before a colon. */
const LETTER = /[\u00a0«»À-ÖØ-öø-ÿŒœŠšŽžŸ€‚„…‘’“”–—‹›]/;
/** Of more bad bytes the rest stays unknown: they are not the odd letter. */
const MOST = 10_000;

const looseUtf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** Text in UTF-8 with a few letters in windows-1252 among it, each alone; other bad bytes become U+FFFD. */
export function decodeMixed(bytes: Uint8Array): string {
  const pieces: string[] = [];
  let from = 0;
  for (const at of loneBytes(bytes)) {
    const letter = decodeWindows1252(bytes.subarray(at, at + 1));
    if (!LETTER.test(letter)) continue;
    pieces.push(looseUtf8.decode(bytes.subarray(from, at)), letter);
    from = at + 1;
  }
  return pieces.join("") + looseUtf8.decode(bytes.subarray(from));
}

/** Where the bad bytes are that have no other one beside them: two are what is left of a longer character. */
function loneBytes(bytes: Uint8Array): readonly number[] {
  const bad: number[] = [];
  utf8Sequences(bytes, (at) => {
    if (bad.length <= MOST) bad.push(at);
  });
  return bad.filter((at, index) => index < MOST && bad[index - 1] !== at - 1 && bad[index + 1] !== at + 1);
}
