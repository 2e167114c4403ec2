/** How far into a document its own declaration is looked for (HTML Standard: the first 1024 bytes). */
const DECLARATION_BYTES = 1024;
const IN_CONTENT_TYPE = /charset\s*=\s*["']?([\w.:-]+)/i;
const IN_PROLOG = /<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)/i;
const IN_META = /<meta\s[^>]*?charset\s*=\s*["']?([\w.:-]+)/i;

const MARKS: readonly { readonly encoding: string; readonly bytes: readonly number[] }[] = [
  { encoding: "utf-32le", bytes: [0xff, 0xfe, 0, 0] },
  { encoding: "utf-32be", bytes: [0, 0, 0xfe, 0xff] },
  { encoding: "utf-16le", bytes: [0xff, 0xfe] },
  { encoding: "utf-16be", bytes: [0xfe, 0xff] },
  { encoding: "utf-8", bytes: [0xef, 0xbb, 0xbf] },
];

/** How the first two characters, both ASCII in any feed, look to who sees only which of four bytes are zero. */
const ZERO_PATTERNS: ReadonlyMap<string, string> = new Map([
  ["x000", "utf-32le"],
  ["000x", "utf-32be"],
  ["x0x0", "utf-16le"],
  ["0x0x", "utf-16be"],
]);

/** What the first bytes of a document say by themselves about its encoding; the first `skip` bytes are the mark. */
export function markedEncoding(
  bytes: Uint8Array,
): { readonly encoding: string; readonly skip: number } | undefined {
  const marked = MARKS.find((mark) => mark.bytes.every((byte, index) => bytes[index] === byte));
  if (marked !== undefined) return { encoding: marked.encoding, skip: marked.bytes.length };
  const zeros = Array.from(bytes.subarray(0, 4), (byte) => (byte === 0 ? "0" : "x")).join("");
  const encoding = ZERO_PATTERNS.get(zeros);
  return encoding === undefined ? undefined : { encoding, skip: 0 };
}

/** The charsets that a document is said to have, most trusted first: by HTTP, by its XML prolog, by its meta element. */
export function declaredCharsets(bytes: Uint8Array, contentType: string | undefined): readonly string[] {
  const head = String.fromCharCode(...bytes.subarray(0, DECLARATION_BYTES));
  return [IN_CONTENT_TYPE.exec(contentType ?? ""), IN_PROLOG.exec(head), IN_META.exec(head)].flatMap(
    (match) => (match?.[1] === undefined ? [] : [match[1].toLowerCase()]),
  );
}
