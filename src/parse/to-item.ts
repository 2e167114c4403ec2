import type { Entry, Feed, ParsedFeed } from "../model/feed.ts";
import type { Item } from "../model/item.ts";
import type { Instant } from "../model/time.ts";

/** What an item knows besides its entry. */
export interface ItemContext {
  readonly id: string;
  readonly feed: Feed;
  readonly parsed: Pick<ParsedFeed, "language">;
  readonly now: Instant;
}

const LONGEST_STAND_IN = 120;

/**
 * The item of an entry. Without a title its first words stand in, or the host of its link. A language that the entry
 * or the operator declares counts before the one the whole feed declares.
 */
export function toItem(entry: Entry, { id, feed, parsed, now }: ItemContext): Item {
  const language = entry.language ?? feed.language ?? parsed.language;
  return {
    id,
    feedId: feed.id,
    source: feed.name,
    title: entry.title ?? standIn(entry),
    firstSeenAt: now,
    categories: entry.categories,
    ...textOf(entry),
    ...datesOf(entry),
    ...(language === undefined ? {} : { language: primary(language) }),
  };
}

function textOf({ link, author, summary, content: body }: Entry): Partial<Item> {
  return {
    ...(link === undefined ? {} : { link }),
    ...(author === undefined ? {} : { author }),
    ...(summary === undefined ? {} : { summary }),
    ...(body === undefined ? {} : { body }),
  };
}

function datesOf({ published, updated }: Entry): Partial<Item> {
  return {
    ...(published === undefined ? {} : { published }),
    ...(updated === undefined ? {} : { updated }),
  };
}

function standIn({ summary, content, link }: Entry): string {
  const words = (summary ?? content ?? "").trim().replaceAll(/\s+/gu, " ");
  if (words === "") return link === undefined ? "–" : new URL(link).host;
  if (words.length <= LONGEST_STAND_IN) return words;
  return `${words.slice(0, words.lastIndexOf(" ", LONGEST_STAND_IN) + 1 || LONGEST_STAND_IN).trimEnd()}…`;
}

/** `fr-CA` → `fr` (BCP 47: the primary subtag comes first). */
function primary(language: string): string {
  return language.split(/[-_]/u)[0]?.toLowerCase() ?? language;
}
