import { declaredCharsets, markedEncoding } from "./charset.ts";
import { decodeMixed } from "./mixed-utf8.ts";
import { RepairTally } from "../repair-tally.ts";
import { utf8Sequences, withoutCut } from "./utf8-bytes.ts";
import { decodeWindows1252, mendC1 } from "./windows-1252.ts";

/** How many good sequences must outweigh a bad one before damaged UTF-8 is believed against a declaration. */
const GOOD_PER_BAD = 4;
/** How much of a document is looked at, and how much of that may be unreadable before it is no text. */
const SAMPLE = 2048;
const MAX_UNREADABLE = 0.1;
const ESCAPE = 0x1b;
/** How ISO-2022-JP says that Japanese follows: ESC $ B, or ESC $ @ of its first version. */
const TO_JAPANESE: readonly (readonly number[])[] = [
  [0x24, 0x42],
  [0x24, 0x40],
];
/** The encodings of more than one byte per character that are not Unicode's. */
const ASIAN = /^(?:gb|big5|euc-|shift_jis|iso-2022)/;

/** Control characters but tab and line ends, and what is no character. */
const UNWANTED = /[^\t\n\r -~\u00a0-\ufffd]/;
/** The five that windows-1252 leaves unassigned may be bytes of text that was encoded twice. */
const ALL_UNWANTED = /[^\t\n\r -~\u0081\u008d\u008f\u0090\u009d\u00a0-\ufffd]/g;
const UNREADABLE = /[^\t\n\r -~\u00a0-\ufffc]/g;

const BEYOND_ASCII = /[^\0-\u007f]/g;
/** Names that publishers use and the Encoding Standard does not know. */
const LABELS: ReadonlyMap<string, string> = new Map([
  ["ansi", "windows-1252"],
  ["latin-1", "windows-1252"],
  ["latin9", "iso-8859-15"],
  ["latin-9", "iso-8859-15"],
  ["win-1251", "windows-1251"],
  ["macroman", "macintosh"],
  ["cp932", "shift_jis"],
  ["cp936", "gbk"],
  ["gb-2312", "gbk"],
  ["cp949", "euc-kr"],
  ["euckr", "euc-kr"],
  ["eucjp", "euc-jp"],
  ["cp950", "big5"],
]);

type Decoder = InstanceType<typeof TextDecoder>;

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Bytes of a feed or page as text without control characters but the five that windows-1252 leaves unassigned;
 * undefined when they are no text (an image, an archive).
 *
 * A mark or the pattern of the first bytes decides, then valid UTF-8 whatever is declared (text in another encoding is
 * practically never valid by accident), then the charset that HTTP or the document itself declares if the bytes agree,
 * or nearly, those of several bytes per character first, then UTF-8 with a few bad bytes, and windows-1252 at last.
 */
export function decode(
  bytes: Uint8Array,
  contentType?: string,
  repairs: RepairTally = new RepairTally(),
): string | undefined {
  const text = decoded(bytes, contentType, repairs);
  if (!isText(text)) return undefined;
  if (!UNWANTED.test(text)) return text;
  const clean = mendC1(text).replace(ALL_UNWANTED, "");
  repairs.add("characters", text.length - clean.length);
  return clean;
}

function decoded(bytes: Uint8Array, contentType: string | undefined, repairs: RepairTally): string {
  const marked = markedEncoding(bytes);
  const body = marked === undefined ? bytes : bytes.subarray(marked.skip);
  const wide = marked === undefined ? undefined : wideText(body, marked.encoding);
  if (wide !== undefined) return wide;
  const declared = declaredCharsets(body, contentType);
  return asian(body, declared) ?? utf8(body) ?? byDeclaration(body, declared, repairs);
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

/**
 * What would pass for UTF-8 and is not: ISO-2022-JP, which is written in ASCII bytes, and a few words in an encoding of
 * two bytes per character that happen to be valid. In UTF-8 the characters of such languages have three bytes.
 */
function asian(bytes: Uint8Array, declared: readonly string[]): string | undefined {
  for (const label of declared) {
    const decoder = decoderFor(label);
    if (decoder === undefined || !ASIAN.test(decoder.encoding)) continue;
    const isWritten =
      decoder.encoding === "iso-2022-jp" ? bytes.includes(ESCAPE) : !bytes.some((byte) => byte >= 0xe0);
    if (isWritten) return attempt(decoder, bytes);
  }
  const escaped = saysJapanese(bytes) ? decoderFor("iso-2022-jp") : undefined;
  return escaped === undefined ? undefined : attempt(escaped, bytes);
}

function saysJapanese(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(ESCAPE); at >= 0; at = bytes.indexOf(ESCAPE, at + 1)) {
    if (TO_JAPANESE.some(([first, second]) => bytes[at + 1] === first && bytes[at + 2] === second))
      return true;
  }
  return false;
}

/** The text if it is valid UTF-8, but for a character at its end that was cut in two when others were not. */
function utf8(bytes: Uint8Array): string | undefined {
  const whole = attempt(strictUtf8, bytes);
  if (whole !== undefined) return whole;
  const start = withoutCut(bytes);
  return start.some((byte) => byte >= 0x80) ? attempt(strictUtf8, start) : undefined;
}

/**
 * The text by the first declared charset that exists and that the bytes agree with, else by the first that few bytes
 * disagree with, else by the look of the bytes.
 */
function byDeclaration(bytes: Uint8Array, declared: readonly string[], repairs: RepairTally): string {
  const decoders = declared.flatMap((label) => decoderFor(label) ?? []);
  // A wide encoding would have shown in the first bytes: the declaration is left over from a conversion.
  const narrow = asianFirst(decoders.filter(({ encoding }) => !encoding.startsWith("utf-")));
  const isUtf8 = isDamagedUtf8(bytes);
  for (const decoder of narrow) {
    const text = isUtf8 && !ASIAN.test(decoder.encoding) ? undefined : strictly(decoder, bytes);
    if (text !== undefined) return text;
  }
  const damaged = isUtf8 ? undefined : firstNearlyWhole(narrow, bytes);
  if (damaged !== undefined) {
    repairs.add("bytes", damaged.split("\ufffd").length - 1);
    return damaged;
  }
  if (!isUtf8 && !looksLikeUtf8(bytes, declared)) return decodeWindows1252(bytes);
  repairs.add("bytes", utf8Sequences(bytes).bad);
  return decodeMixed(bytes);
}

/** Servers add a charset of one byte that nobody chose, and any bytes agree with that. */
function asianFirst(decoders: readonly Decoder[]): readonly Decoder[] {
  const isAsian = ({ encoding }: Decoder): boolean => ASIAN.test(encoding);
  return [...decoders.filter(isAsian), ...decoders.filter((decoder) => !isAsian(decoder))];
}

function strictly(decoder: Decoder, bytes: Uint8Array): string | undefined {
  return decoder.encoding === "windows-1252" ? decodeWindows1252(bytes) : attempt(decoder, bytes);
}

function firstNearlyWhole(decoders: readonly Decoder[], bytes: Uint8Array): string | undefined {
  for (const { encoding } of decoders) {
    const text = new TextDecoder(encoding).decode(bytes);
    if (isNearlyWhole(text)) return text;
  }
  return undefined;
}

function isNearlyWhole(text: string): boolean {
  const bad = text.split("\ufffd").length - 1;
  return (text.match(BEYOND_ASCII)?.length ?? 0) > bad * (GOOD_PER_BAD + 1);
}

function decoderFor(label: string): Decoder | undefined {
  try {
    return new TextDecoder(LABELS.get(label) ?? label, { fatal: true });
  } catch {
    return undefined; // No such charset.
  }
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
