import type { Feed } from "./feed.ts";
import { shownUrl } from "./address-secrets.ts";

/** What a feed's state belongs to: its address without what is secret in it, and the selectors by which a page is read. */
export function sourceOf(feed: Pick<Feed, "url" | "secrets" | "page">): string {
  const { page } = feed;
  const address = shownUrl(feed);
  if (page === undefined) return address;
  const { items, title, link, date, summary } = page;
  return `${address} ${JSON.stringify([items, title, link, date, summary])}`;
}
