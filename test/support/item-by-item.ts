import type { Entry } from "../../src/model/feed.ts";
import type { GeneratedFeed } from "./a-generated-feed.ts";
import { type ItemSpan, itemSpans } from "./item-spans.ts";

/**
 * The whole items that a harmed document must be read as: each as if it stood alone under what is above the first. One
 * that came to no harm is the one that was written, in all its fields.
 *
 * What harm may do, and no more:
 * - change or empty the item that it fell on: nobody can know what stood there;
 * - join two items, by harm to the very tags between them, or to a quotation mark, CDATA section or comment that then
 *   hides those tags from any reader; split one, by tags that were moved into it (see itemSpans);
 * - end an item early, by an end tag in it whose start tag is before the item;
 * - change what all items take from above them, which is their prefixes;
 * - give an item of Atom that lost its author one that stands in no item any more (see withoutStrangers).
 */
export async function itemByItem(
  text: string,
  feed: GeneratedFeed,
  readWhole: (text: string) => Promise<readonly Entry[]>,
): Promise<readonly Entry[]> {
  const spans = itemSpans(text);
  const original = itemSpans(feed.text);
  const head = headOf(text);
  const isHeadSound = head === headOf(feed.text);
  const written = new Map(original.map((span, index) => [sliceOf(feed.text, span), feed.entries[index]]));
  const lists: (readonly Entry[])[] = [];
  for (const span of spans.filter(({ closed }) => closed)) {
    const slice = sliceOf(text, span);
    const entry = isHeadSound ? written.get(slice) : undefined;
    lists.push(entry === undefined ? await readWhole(head + bridge(spans[0], span) + ended(slice)) : [entry]);
  }
  return lists.flat();
}

/** What is above the first item; all of it where there is none. */
export function headOf(text: string): string {
  return text.slice(0, itemSpans(text)[0]?.start);
}

function sliceOf(text: string, { start, end }: ItemSpan): string {
  return text.slice(start, end);
}

/** Two documents run together: which prefixes count is anybody's guess. */
export function isFeedInFeed(text: string): boolean {
  return (text.match(/<(?:rss|rdf:RDF|feed)[ \t\r\n]/g) ?? []).length > 1;
}

/** The tags that lead from where the first item stands to where another does. */
function bridge(first: ItemSpan | undefined, { inside }: ItemSpan): string {
  const from = first?.inside ?? [];
  const apart = from.findIndex(({ name }, depth) => name !== inside[depth]?.name);
  const shared = apart < 0 ? from.length : apart;
  const ends = from.slice(shared).toReversed();
  const starts = inside.slice(shared);
  // What stands in an item that another has ended says nothing here.
  const item = starts.findIndex(({ name }) => /^:?(?:item|entry)$/.test(name));
  const tags = starts.map(({ name, tag }, depth) => (item < 0 || depth < item ? tag : `<${name}>`));
  return [...ends.map(({ name }) => `</${name}>`), ...tags].join("");
}

/** A second end tag ends nothing. */
function ended(item: string): string {
  return `${item}</${/^<(:?(?:item|entry))/.exec(item)?.[1] ?? "entry"}>`;
}

/** In Atom, whoever stands in no entry is an author of all that have none. */
export function withoutStrangers(found: readonly Entry[], expected: readonly Entry[]): readonly Entry[] {
  return found.map(({ author, ...entry }, index) => {
    const own = expected[index]?.author;
    const isOwn = author === undefined || !author.startsWith(own ?? "");
    const written = isOwn ? author : own;
    return written === undefined ? entry : { ...entry, author: written };
  });
}
