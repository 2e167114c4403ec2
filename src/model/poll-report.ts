import type { Feed, FeedErrorKind } from "./feed.ts";
import type { Item } from "./item.ts";
import { shownUrl } from "./address-secrets.ts";

/** How the poll of one feed ended, as `vigie poll --json` prints it. */
export interface PollReport {
  readonly feed: string;
  readonly url: string;
  readonly outcome: "items" | "not-modified" | "error" | "partial" | "skipped";
  readonly errorKind?: FeedErrorKind;
  readonly detail?: string;
  readonly retryAfterSeconds?: number;
  /** Nothing that was last seen is still there: items may have been missed. */
  readonly gap?: true;
  readonly newItems: number;
  /** Of the whole document; `items` lists the new ones, 50 at most. */
  readonly itemCount: number;
  readonly items: readonly ListedItem[];
  readonly alerts: number;
  /** Messages to operators about the feed. */
  readonly notices: number;
}

export interface ListedItem {
  readonly id: string;
  readonly title: string;
  readonly link?: string;
}

const MOST_LISTED = 50;

/** A report of nothing new, to be filled in by the outcomes that bring something. */
export function pollReport(feed: Feed, outcome: PollReport["outcome"]): PollReport {
  return {
    feed: feed.id,
    url: shownUrl(feed),
    outcome,
    newItems: 0,
    itemCount: 0,
    items: [],
    alerts: 0,
    notices: 0,
  };
}

/** The first items of a list as a report shows them. */
export function listed(items: readonly Item[]): readonly ListedItem[] {
  return items
    .slice(0, MOST_LISTED)
    .map(({ id, title, link }) => (link === undefined ? { id, title } : { id, title, link }));
}
