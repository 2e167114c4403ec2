import { DAY, HOUR, type Instant } from "../model/time.ts";
import type { Observation } from "./judge-discord.ts";

/** Where a post may have appeared, and since when. */
export interface PostSearch {
  /** The channel's messages: `/channels/ID/messages`. */
  readonly route: `/${string}`;
  /** The short id in the post's footer. */
  readonly shortId: string;
  /** The first attempt, by our clock. */
  readonly from: Instant;
}

export type EarlierPost =
  | { readonly kind: "found"; readonly messageId: string }
  | { readonly kind: "absent" }
  /** The question itself failed. */
  | { readonly kind: "unknown"; readonly seen: Observation };

type Ask = (route: `/${string}`, query: Readonly<Record<string, string>>) => Promise<Observation>;

/** The first second of 2015, from which Discord's ids count milliseconds in their upper 42 bits. */
const DISCORD_EPOCH = 1_420_070_400_000;
/** For a clock of ours that is ahead of Discord's. */
const MARGIN_BEFORE = DAY + HOUR;
const PAGE = 100;
const MAX_PAGES = 100;

/**
 * Looks through a channel's history for a post of our own, by the short id in its footer. It looks from a
 * day before the attempt up to the newest message: a clock that is wrong by a day is no reason to miss the post.
 */
export async function findEarlierPost(ask: Ask, search: PostSearch): Promise<EarlierPost> {
  const me = await ask("/users/@me", {});
  const author = me.kind === "answered" ? textAt(me.body, "id") : undefined;
  if (author === undefined) return { kind: "unknown", seen: me };
  let after = snowflake(search.from - MARGIN_BEFORE);
  for (let page = 0; page < MAX_PAGES; page++) {
    const seen = await ask(search.route, { after: after.toString(), limit: String(PAGE) });
    if (seen.kind !== "answered" || !Array.isArray(seen.body)) return { kind: "unknown", seen };
    const posts: readonly unknown[] = seen.body;
    const own = posts.find((post) => isOurs(post, author, search.shortId));
    const messageId = textAt(own, "id");
    if (messageId !== undefined) return { kind: "found", messageId };
    if (posts.length < PAGE) break;
    const highest = newest(posts);
    if (highest <= after) break;
    after = highest;
  }
  return { kind: "absent" };
}

function snowflake(at: Instant): bigint {
  return BigInt(Math.max(0, at - DISCORD_EPOCH)) << 22n;
}

function isOurs(post: unknown, author: string, shortId: string): boolean {
  if (textAt(valueAt(post, "author"), "id") !== author) return false;
  const embeds = valueAt(post, "embeds");
  if (!Array.isArray(embeds)) return false;
  return embeds.some((embed) => textAt(valueAt(embed, "footer"), "text")?.endsWith(`#${shortId}`));
}

/** The highest id of a page, whatever its order. */
function newest(posts: readonly unknown[]): bigint {
  const ids = posts.map((post) => textAt(post, "id") ?? "").filter((id) => /^\d{1,20}$/.test(id));
  return ids.map(BigInt).reduce((a, b) => (a > b ? a : b), 0n);
}

function textAt(value: unknown, key: string): string | undefined {
  const found = valueAt(value, key);
  return typeof found === "string" && found !== "" ? found : undefined;
}

function valueAt(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}
