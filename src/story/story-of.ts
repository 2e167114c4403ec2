import { canonicalUrl } from "../model/canonical-url.ts";
import type { Item } from "../model/item.ts";
import type { Story } from "../model/story.ts";
import { hash } from "../text/hash.ts";

/**
 * The story an item tells. Two items with the same canonical link are one story, whichever feeds they came by; an
 * item without a link is a story of its own.
 */
export function storyOf(item: Item, trackingParams: readonly string[]): Story {
  const page = item.link === undefined ? undefined : canonicalUrl(item.link, trackingParams);
  return {
    id: hash(page === undefined ? ["story", "item", item.id] : ["story", "page", page], 24),
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
