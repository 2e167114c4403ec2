import { type Field, FIELDS } from "../../model/item.ts";

/** What may stand before a colon. */
export type Prefix = Field | "source" | "lang";

export const PREFIXES: readonly Prefix[] = [...FIELDS, "source", "lang"];

/** What French readers, and users of search engines, write instead. */
const OTHER_NAMES: ReadonlyMap<string, Prefix> = new Map([
  ["titre", "title"],
  ["intitle", "title"],
  ["chapo", "summary"],
  ["résumé", "summary"],
  ["resume", "summary"],
  ["corps", "body"],
  ["texte", "body"],
  ["text", "body"],
  ["site", "source"],
  ["feed", "source"],
  ["langue", "lang"],
]);

export function prefixOf(name: string): Prefix | undefined {
  const plain = name.toLowerCase();
  return PREFIXES.find((prefix) => prefix === plain);
}

/** The prefix that was probably meant, or nothing when none is close. */
export function nearestPrefix(name: string): Prefix | undefined {
  const plain = name.toLowerCase();
  return (
    OTHER_NAMES.get(plain) ?? PREFIXES.find((prefix) => plain.startsWith(prefix) || isOneSlip(plain, prefix))
  );
}

/** One letter too many, too few or wrong, or two neighbours swapped. */
function isOneSlip(word: string, meant: string): boolean {
  const longest = Math.max(word.length, meant.length);
  const shortest = Math.min(word.length, meant.length);
  let start = 0;
  while (start < shortest && word[start] === meant[start]) start += 1;
  let end = 0;
  while (end < shortest - start && word.at(-1 - end) === meant.at(-1 - end)) end += 1;
  const rest = longest - start - end;
  if (rest <= 1) return true;
  const isSwap = word[start] === meant[start + 1] && word[start + 1] === meant[start];
  return rest === 2 && longest === shortest && isSwap;
}
