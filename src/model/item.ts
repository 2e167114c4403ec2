import type { Instant } from "./time.ts";

/** One entry of a feed, recognised: the unit that profiles are matched against. */
export interface Item {
  /** Derived from the feed and the item's first key; stays when the publisher edits the item. */
  readonly id: string;
  readonly feedId: string;
  /** The feed's display name. */
  readonly source: string;
  /** Plain text; never empty (the link's host stands in for a missing title). */
  readonly title: string;
  readonly link?: string;
  readonly published?: Instant;
  readonly updated?: Instant;
  readonly firstSeenAt: Instant;
  readonly author?: string;
  readonly summary?: string;
  readonly body?: string;
  readonly language?: string;
  readonly categories: readonly string[];
}

/** The parts of an item that are searched, in the order in which they count. */
export type Field = "title" | "summary" | "body";
export const FIELDS: readonly Field[] = ["title", "summary", "body"];

/** What matching needs of an item: an item of the worker, or a line given to `vigie match`. */
export interface Matchable {
  readonly title: string;
  readonly summary?: string;
  readonly body?: string;
  readonly language?: string;
}
