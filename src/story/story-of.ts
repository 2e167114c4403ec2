import { canonicalUrl } from "../model/canonical-url.ts";
import { type Item, orderingDate } from "../model/item.ts";
import type { Story } from "../model/story.ts";
import { DAY } from "../model/time.ts";
import { hash } from "../text/hash.ts";

/**
 * The story an item tells. Items that link to the same page on the same day are one story, whichever feeds they came
 * by; the day keeps apart what a page that is used again (a press review, a live page) tells on different days. An item
 * without a page of its own is a story of its own.
 */
export function storyOf(item: Item, trackingParams: readonly string[]): Story {
  const page = item.link === undefined ? undefined : canonicalUrl(item.link, trackingParams);
  const day = String(Math.floor(orderingDate(item) / DAY));
  return {
    id: hash(isArticle(page) ? ["story", "page", page, day] : ["story", "item", item.id], 24),
    title: item.title,
    ...(item.link === undefined ? {} : { link: item.link }),
    ...(item.published === undefined ? {} : { published: item.published }),
    firstSeenAt: item.firstSeenAt,
    ...(item.language === undefined ? {} : { language: item.language }),
    itemId: item.id,
    feedId: item.feedId,
    source: item.source,
  };
}

/** A bare host is a home page: it tells no story. */
function isArticle(page: string | undefined): page is string {
  return page !== undefined && /[/?#]/.test(page);
}
