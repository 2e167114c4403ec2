import type { Document, DocumentReading, EntryOutline, NoFeed } from "../model/document.ts";
import type { Entry } from "../model/feed.ts";
import { mapByRssParser } from "./entries/canonical-rss.ts";
import { decode } from "./bytes/decode.ts";
import { type Draft, entryOf, outlineOf } from "./entries/draft.ts";
import type { FeedOutline } from "./feed-outline.ts";
import type { Repairs } from "../model/repairs.ts";
import { readJsonFeed } from "./json/json-feed.ts";
import { pageDetail, shortened } from "./page/page-detail.ts";
import { RepairTally } from "./repair-tally.ts";
import { type Repaired, repair } from "./entries/repair.ts";
import { selectPage } from "./page/select-page.ts";

/** A document with its entries outlined, a sitemap index, or why it is none. */
export type OutlineEnding =
  | { readonly kind: "feed"; readonly feed: FeedOutline }
  | Exclude<DocumentReading, { readonly kind: "feed" }>;

/**
 * Reads of a document what names its entries. Most entries of most documents were met before, and what they say beyond
 * their names is half of the work of reading them: it is done for those that are asked for.
 */
export function outlineFeed(source: Document): OutlineEnding {
  const repairs = new RepairTally();
  const text = decode(source.bytes, source.contentType, repairs);
  if (text === undefined)
    return noFeed("encoding", "not text: the body is an image, an archive or otherwise binary");
  if (source.page !== undefined) return selectPage(text, source, source.page);
  const start = text.trimStart();
  if (start === "") return noFeed("parse", "an empty document");
  if (start.startsWith("{")) {
    const feed = readJsonFeed(start, source.url, repairs);
    return feed === undefined
      ? noFeed("parse", "JSON, but not a whole JSON Feed")
      : { kind: "feed", feed: outlined(feed, asTheyAre, repairs.counts) };
  }
  const repaired = repair(text, source.url, repairs);
  switch (repaired.kind) {
    case "feed":
      return { kind: "feed", feed: outlined(repaired, mapByRssParser, repairs.counts) };
    case "index":
      return repaired;
    case "page":
      return noFeed("html", pageDetail(text, source.url));
    case "other":
      return noFeed("parse", otherDetail(repaired.root));
  }
}

type MapDrafts = (drafts: readonly Draft[]) => Promise<readonly Draft[]>;

/** JSON says which field is which. */
const asTheyAre: MapDrafts = (drafts) => Promise.resolve(drafts);

function outlined(
  { format, head, partial, unclosed, entries }: Repaired,
  map: MapDrafts,
  repairs: Repairs | undefined,
): FeedOutline {
  const known = entries.map((entry) => ({ entry, outline: outlineOf(entry.sketch) }));
  const read = async (chosen: readonly EntryOutline[]): Promise<ReadonlyMap<EntryOutline, Entry>> => {
    const wanted = new Set(chosen);
    const picked = known.filter(({ outline }) => wanted.has(outline));
    const drafts = await map(picked.map(({ entry }) => entry.draft()));
    return new Map(
      picked.flatMap(({ outline }, index) => {
        const draft = drafts[index];
        return draft === undefined ? [] : [[outline, entryOf(draft)] as const];
      }),
    );
  };
  return {
    format,
    ...head,
    ...(repairs === undefined ? {} : { repairs }),
    ...(partial === undefined ? {} : { partial }),
    ...(unclosed === undefined ? {} : { unclosed }),
    entries: known.map(({ outline }) => outline),
    read,
  };
}

function otherDetail(root: string | undefined): string {
  if (root === undefined) return "neither XML nor JSON";
  const name = shortened(root);
  return root === "rss" || root === "rdf" ? `<${name}> without a channel` : `<${name}> is not a feed`;
}

function noFeed(errorKind: NoFeed["errorKind"], detail: string): NoFeed {
  return { kind: "failed", errorKind, detail };
}
