import type { Document, DocumentReading, Naming } from "../model/document.ts";
import { identify } from "./identity/identity.ts";
import { outlineFeed } from "./outline-feed.ts";

/**
 * Reads a document as far as the names of its entries: enough to tell the new from the known. Costs time linear in
 * its size, all of it before the result is there.
 */
export function readDocument(document: Document, naming: Naming): DocumentReading {
  const outlined = outlineFeed(document);
  if (outlined.kind !== "feed") return outlined;
  const { link } = outlined.feed;
  const { rule, entries } = identify({
    ...naming,
    entries: outlined.feed.entries,
    ...(link === undefined ? {} : { feedLink: link }),
  });
  return { kind: "feed", feed: { ...outlined.feed, rule, entries } };
}
