import type { Document, DocumentReading, FeedReading, IdentifiedEntry, Naming } from "../model/document.ts";
import type { Entry } from "../model/feed.ts";

/** What is asked of the reading thread, one question at a time. `id` names a document from its outline on. */
export type Question =
  /** Read the document as far as the names of its entries, and keep it. */
  | { readonly kind: "outline"; readonly id: number; readonly document: Document; readonly naming: Naming }
  /** Some of the entries that were outlined, from this place on. */
  | { readonly kind: "outlined"; readonly id: number; readonly from: number }
  /** Read the entries in these places to their end. */
  | { readonly kind: "read"; readonly id: number; readonly places: readonly number[] }
  /** Some of the entries that were read, from this one on. The document is forgotten with the last of them. */
  | { readonly kind: "whole"; readonly id: number; readonly from: number };

/** A feed without its entries, which follow in portions: twenty thousand at once would hold up whoever takes them. */
export type FeedHead = Omit<FeedReading, "entries" | "read">;

export type Answer =
  | { readonly kind: "feed"; readonly head: FeedHead }
  | Exclude<DocumentReading, { readonly kind: "feed" }>
  | { readonly kind: "portion"; readonly entries: readonly IdentifiedEntry[]; readonly isLast: boolean }
  | { readonly kind: "read" }
  | { readonly kind: "whole"; readonly entries: readonly PlacedEntry[]; readonly isLast: boolean }
  /** The document made room for others, or was outlined by another thread. */
  | { readonly kind: "gone" };

/** A whole entry, and which of the outlined ones it is. */
export interface PlacedEntry {
  readonly place: number;
  readonly entry: Entry;
}
