import { DAY, type Instant } from "./time.ts";

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
  /** ISO 639-1; whoever matches against queries with `lang:` finds it out first. */
  readonly language?: string;
  /** The feed's id and display name, and the item's address: what a source is known by. */
  readonly feedId?: string;
  readonly source?: string;
  readonly link?: string;
  readonly published?: Instant;
  readonly firstSeenAt?: Instant;
}

const FIRST_NEWS = Date.UTC(1990, 0, 1);

/**
 * The date that an item is ordered by: its own, unless that is none that news can have (1970, next year); then the time
 * when it was first seen. What readers are shown is the publisher's date all the same.
 */
export function orderingDate({ published, firstSeenAt }: Pick<Item, "published" | "firstSeenAt">): Instant {
  const isSound = published !== undefined && published >= FIRST_NEWS && published <= firstSeenAt + DAY;
  return isSound ? published : firstSeenAt;
}
