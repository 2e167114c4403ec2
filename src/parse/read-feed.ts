import type { Document, DocumentReading } from "../model/document.ts";
import type { ParsedFeed } from "../model/feed.ts";
import { outlineFeed } from "./outline-feed.ts";

/** How reading a document ended: a feed, possibly of no entry, a sitemap index, or why it is none. */
export type ReadOutcome =
  | { readonly kind: "feed"; readonly feed: ParsedFeed }
  | Exclude<DocumentReading, { readonly kind: "feed" }>;

/**
 * Reads RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, and JSON Feed, well-formed or not, with every entry to its end. Bad
 * entries are left out, odd fields absent; hostile documents cost time linear in their size. All text in the result is
 * plain text.
 */
export async function readFeed(source: Document): Promise<ReadOutcome> {
  const outlined = outlineFeed(source);
  if (outlined.kind !== "feed") return outlined;
  const { entries, read, ...feed } = outlined.feed;
  return { kind: "feed", feed: { ...feed, entries: [...(await read(entries)).values()] } };
}
