import { declaredCharsets, markedEncoding } from "./charset.ts";
import { decodeWindows1252, mendC1 } from "./windows-1252.ts";

/** How many good sequences must outweigh a bad one before damaged UTF-8 is believed against a declaration. */
const GOOD_PER_BAD = 4;
/** How much of a document is looked at, and how much of that may be unreadable before it is no text. */
const SAMPLE = 2048;
const MAX_UNREADABLE = 0.1;
const ESCAPE = 0x1b;

/** Control characters but tab and line ends, and what is no character. */
const UNWANTED = /[^\t\n\r -~\u00a0-\ufffd]/;
const ALL_UNWANTED = new RegExp(UNWANTED, "g");
const UNREADABLE = /[^\t\n\r -~\u00a0-\ufffc]/g;

type Decoder = InstanceType<typeof TextDecoder>;

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });
const looseUtf8 = new TextDecoder("utf-8");

/**
 * Bytes of a feed or page as text without control characters; undefined when they are no text (an image, an archive).
 *
 * A mark or the pattern of the first bytes decides, then valid UTF-8 whatever is declared (accented text in another
 * encoding is practically never valid by accident), then the charset that HTTP or the document itself declares if the
 * bytes agree, then UTF-8 with a few bad bytes, and windows-1252 at last.
 */
export function decode(bytes: Uint8Array, contentType?: string): string | undefined {
  const text = decoded(bytes, contentType);
  if (!isText(text)) return undefined;
  return UNWANTED.test(text) ? mendC1(text).replace(ALL_UNWANTED, "") : text;
}

function decoded(bytes: Uint8Array, contentType: string | undefined): string {
  const marked = markedEncoding(bytes);
  const body = marked === undefined ? bytes : bytes.subarray(marked.skip);
  const wide = marked === undefined ? undefined : wideText(body, marked.encoding);
  if (wide !== undefined) return wide;
  const declared = (): readonly string[] => declaredCharsets(body, contentType);
  return japanese(body, declared) ?? attempt(strictUtf8, body) ?? byDeclaration(body, declared());
}

function wideText(bytes: Uint8Array, encoding: string): string | undefined {
  switch (encoding) {
    case "utf-16le":
    case "utf-16be":
      return new TextDecoder(encoding).decode(bytes);
    case "utf-32le":
    case "utf-32be":
      return decodeUtf32(bytes, encoding === "utf-32le");
  }
  return undefined;
}

/** ISO-2022-JP is written in ASCII bytes, so it would pass for UTF-8. */
function japanese(bytes: Uint8Array, declared: () => readonly string[]): string | undefined {
  if (!bytes.includes(ESCAPE) || !declared().includes("iso-2022-jp")) return undefined;
  return attempt(new TextDecoder("iso-2022-jp", { fatal: true }), bytes);
}

/** The text by the first declared charset that exists and that the bytes agree with, else by the look of the bytes. */
function byDeclaration(bytes: Uint8Array, declared: readonly string[]): string {
  for (const label of declared) {
    const decoder = decoderFor(label);
    // A wide encoding would have shown in the first bytes: the declaration is left over from a conversion.
    if (decoder === undefined || decoder.encoding.startsWith("utf-")) continue;
    if (isSingleByte(decoder.encoding) && isDamagedUtf8(bytes)) return looseUtf8.decode(bytes);
    const text = decoder.encoding === "windows-1252" ? decodeWindows1252(bytes) : attempt(decoder, bytes);
    if (text !== undefined) return text;
  }
  return looksLikeUtf8(bytes, declared) ? looseUtf8.decode(bytes) : decodeWindows1252(bytes);
}

function decoderFor(label: string): Decoder | undefined {
  try {
    return new TextDecoder(label, { fatal: true });
  } catch {
    return undefined; // No such charset.
  }
}

function isSingleByte(encoding: string): boolean {
  return !/^(?:gb|big5|euc-|shift_jis|iso-2022)/.test(encoding);
}

function attempt(decoder: Decoder, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined; // The bytes are not in this encoding.
  }
}

/** Whether the bytes are so full of good UTF-8 that a declaration of a single-byte charset must be wrong. */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  const { good, bad } = utf8Sequences(bytes);
  return good > bad * GOOD_PER_BAD;
}

function looksLikeUtf8(bytes: Uint8Array, declared: readonly string[]): boolean {
  const { good, bad } = utf8Sequences(bytes);
  return good > bad || (good === bad && declared.some((label) => /^utf-?8$/.test(label)));
}

/** Counts the multi-byte sequences of UTF-8, and the bytes that should be in one and are not. */
function utf8Sequences(bytes: Uint8Array): { readonly good: number; readonly bad: number } {
  let good = 0;
  let bad = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const lead = bytes[index] ?? 0;
    if (lead < 0x80) continue;
    const tail = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
    if (lead >= 0xc2 && lead <= 0xf4 && areTails(bytes, index + 1, tail)) {
      good += 1;
      index += tail;
    } else bad += 1;
  }
  return { good, bad };
}

function areTails(bytes: Uint8Array, from: number, count: number): boolean {
  for (let index = from; index < from + count; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte < 0x80 || byte > 0xbf) return false;
  }
  return true;
}

/** TextDecoder has no UTF-32. */
function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = view.getUint32(at, littleEndian);
    const isCharacter = point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
    parts.push(isCharacter ? String.fromCodePoint(point) : "\ufffd");
  }
  return parts.join("");
}

function isText(text: string): boolean {
  const sample = text.slice(0, SAMPLE);
  return (sample.match(UNREADABLE)?.length ?? 0) <= sample.length * MAX_UNREADABLE;
}
