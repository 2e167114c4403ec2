import type { Discovery, FoundFeed } from "../app.ts";
import type { Instant } from "../model/time.ts";
import { plain } from "./plain.ts";
import { relative } from "./when.ts";
import { counted } from "./counted.ts";

const HOW: Readonly<Record<FoundFeed["how"], string>> = {
  itself: "the address itself",
  advertised: "named by the page",
  known: "known of this site",
  usual: "at a usual place",
};

/** Two lines for each feed, its address alone on the first, then what the page names and is none. */
export function foundLines(
  { feeds, refused }: Extract<Discovery, { readonly kind: "found" }>,
  now: Instant,
): readonly string[] {
  return [
    ...feeds.flatMap((feed) => [feed.url, `  ${describeFeed(feed, now)}`]),
    ...refused.map(({ url, detail }) => plain(`not a feed: ${url}: ${detail}`)),
  ];
}

/** `“Le Fil”, 20 items, newest 3 h ago (rss, named by the page)` */
export function describeFeed(feed: FoundFeed, now: Instant): string {
  const title = feed.title === undefined ? "untitled" : `“${plain(feed.title)}”`;
  const items = counted(feed.items, "item");
  const newest = feed.newestAt === undefined ? "without dates" : `newest ${relative(feed.newestAt, now)}`;
  const kind = feed.isComments ? "comments, " : "";
  return `${title}, ${items}${feed.items === 0 ? "" : `, ${newest}`} (${kind}${feed.format}, ${HOW[feed.how]})`;
}
