/**
 * What a document needs help with to be read: `&` that begins no reference, names of characters that only HTML knows,
 * `<` that begins no tag, attributes without quotes, elements without their own end tag, sections of CDATA misspelt or
 * without an end, what stands above or below the root, characters that no document may hold, bytes that are not of its
 * encoding, texts that were encoded twice, slips of JSON.
 */
export type RepairKind =
  | "ampersands"
  | "names"
  | "angles"
  | "attributes"
  | "end-tags"
  | "cdata"
  | "around-root"
  | "characters"
  | "bytes"
  | "encoded-twice"
  | "json";

/** How often each kind was needed; only kinds that were. */
export type Repairs = Readonly<Partial<Record<RepairKind, number>>>;

/** How many repairs there were in all. */
export function repairCount(repairs: Repairs = {}): number {
  return Object.values(repairs).reduce((sum, count) => sum + count, 0);
}

/** The repairs of several documents together; undefined when none needed any. */
export function joinedRepairs(each: readonly (Repairs | undefined)[]): Repairs | undefined {
  const kinds = new Set(each.flatMap((repairs = {}) => Object.keys(repairs).filter(isKind)));
  if (kinds.size === 0) return undefined;
  return Object.fromEntries(
    Array.from(kinds, (kind) => [kind, each.reduce((sum, one) => sum + (one?.[kind] ?? 0), 0)]),
  );
}

const WORDS: Readonly<Record<RepairKind, string>> = {
  ampersands: "bare &",
  names: "undeclared names of characters",
  angles: "bare <",
  attributes: "attributes without quotes",
  "end-tags": "missing end tags",
  cdata: "faulty CDATA",
  "around-root": "text around the feed",
  characters: "control characters",
  bytes: "bytes of another encoding",
  "encoded-twice": "text encoded twice",
  json: "slips in JSON",
};

/** `bare & ×12, missing end tags ×2`, the most frequent first. */
export function repairsInWords(repairs: Repairs): string {
  return Object.entries(repairs)
    .toSorted(([, a], [, b]) => b - a)
    .map(([kind, count]) => (isKind(kind) ? `${WORDS[kind]} ×${count}` : ""))
    .join(", ");
}

function isKind(kind: string): kind is RepairKind {
  return Object.hasOwn(WORDS, kind);
}
