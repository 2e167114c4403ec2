import type { RepairTally } from "../repair-tally.ts";

/** A `<` that can start no tag. Before white space the parser takes it for text by itself. */
const STRAY = /<[^\p{L}_:/!?\s<]|<<|<\/[^\p{L}_:>]/u;
const PARTS = /<!\[CDATA\[[^]*?(?:\]\]>|$)|<!--[^]*?(?:-->|$)|<(?![\p{L}_:!?\s]|\/[\p{L}_:>])/gu;
/** A text in good faith has few: the rest is left to the parser. */
const MOST_ESCAPED = 50_000;

/** Escapes what only looks like a tag (`<3`, `</3`, `<5 %`) outside CDATA and comments, where the parser would swallow it. */
export function escapeStrayAngles(markup: string, repairs: RepairTally): string {
  if (!STRAY.test(markup)) return markup;
  const pieces: string[] = [];
  let from = 0;
  // Not by one replacement: of ten million angles it would make a list first, of a gigabyte.
  for (const { 0: part, index } of markup.matchAll(PARTS)) {
    if (part !== "<") continue;
    pieces.push(markup.slice(from, index), "&lt;");
    from = index + 1;
    if (pieces.length === MOST_ESCAPED * 2) break;
  }
  repairs.add("angles", pieces.length / 2);
  return pieces.join("") + markup.slice(from);
}
