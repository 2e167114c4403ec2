import type { Entry, IdentityRule, PageSelectors, ParsedFeed } from "./feed.ts";
import type { Instant } from "./time.ts";

/** A document as it was fetched; `url` is where it came from, which relative links are relative to. */
export interface Document {
  readonly bytes: Uint8Array;
  readonly url: string;
  readonly contentType?: string;
  /** Set when it is a web page whose items these select. */
  readonly page?: PageSelectors;
}

/** What the names of a document's entries depend on besides the entries. */
export interface Naming {
  readonly feedId: string;
  /** The rule that the feed's first whole reading fixed; absent at that reading. */
  readonly rule?: IdentityRule;
  readonly trackingParams: readonly string[];
  /** Whether an entry that its document cut in half is named all the same: it is all that there will ever be of it. */
  readonly halfCounts: boolean;
  readonly now: Instant;
}

/** What of an entry tells whether it was met before. Its texts need be there only when it has no title. */
export type EntryOutline = Pick<
  Entry,
  "guid" | "title" | "link" | "published" | "summary" | "content" | "incomplete"
>;

export interface IdentifiedEntry {
  readonly entry: EntryOutline;
  /** The item's id, should none of its keys be known. */
  readonly id: string;
  /** Strongest first, 1 to 8. An entry any of whose keys was seen in this feed is the item that the key names. */
  readonly keys: readonly [string, ...string[]];
  /** Those of the keys that hold its page, when the first one is its guid: some publishers use guids again. */
  readonly pageKeys: readonly string[];
  /** Its title and the instant of its publication: they count where none of the keys is known. */
  readonly alias?: string;
  /** What it is called, in one case and one spacing: other words under known keys are an edit. */
  readonly words: string;
  /** Day of publication, counted from 1970. */
  readonly day?: number;
}

/** A feed document read as far as the names of its entries; what they say is read for those that are asked for. */
export interface FeedReading extends Omit<ParsedFeed, "entries"> {
  /** To be passed back in at every later reading, so that one odd entry cannot re-key the others. */
  readonly rule: IdentityRule;
  /** In the order of the document; each once. No two share a key. */
  readonly entries: readonly IdentifiedEntry[];
  /**
   * Reads some of the entries to their end, in the order of the document. Asked once. Rejects with a
   * DocumentGivenUpError when that is too much for the reader.
   */
  readonly read: (chosen: readonly EntryOutline[]) => Promise<ReadonlyMap<EntryOutline, Entry>>;
}

/** A sitemap of a sitemap index. */
export interface SitemapPart {
  readonly url: string;
  readonly lastModified?: Instant;
}

/** Why a document is no feed, in a sentence for people. */
export interface NoFeed {
  readonly kind: "failed";
  readonly errorKind: "parse" | "html" | "encoding";
  readonly detail: string;
}

export type DocumentReading =
  | { readonly kind: "feed"; readonly feed: FeedReading }
  /** A sitemap index: the items are in its parts. In the order of the document. */
  | { readonly kind: "index"; readonly parts: readonly SitemapPart[] }
  | NoFeed;
