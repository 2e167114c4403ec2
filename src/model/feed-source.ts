import type { Feed } from "./feed.ts";
import { shownAddress } from "./shown-address.ts";

/** What a feed's state belongs to: its address without a password, and the selectors by which a page is read. */
export function sourceOf({ url, page }: Pick<Feed, "url" | "page">): string {
  const address = shownAddress(url);
  if (page === undefined) return address;
  const { items, title, link, date, summary } = page;
  return `${address} ${JSON.stringify([items, title, link, date, summary])}`;
}
