import type { EntryOutline } from "../model/document.ts";
import type { Entry, ParsedFeed } from "../model/feed.ts";

/** A document whose entries can be recognised, to be read to their end where that is worth it. */
export interface FeedOutline extends Omit<ParsedFeed, "entries"> {
  /** In the order of the document. */
  readonly entries: readonly EntryOutline[];
  /** Reads some of the entries to their end; in the order of the document. */
  readonly read: (chosen: readonly EntryOutline[]) => Promise<ReadonlyMap<EntryOutline, Entry>>;
}
