import type { FeedState } from "./feed.ts";
import type { Instant } from "./time.ts";

type Newest = NonNullable<FeedState["newest"]>;

/** One entry of a window: the item that it is, and when it was published. */
export interface Seen {
  readonly itemId: string;
  readonly published?: Instant;
}

const NEWEST = 10;
/** So many digits of an id tell the items of two windows apart. */
const NAME_DIGITS = 8;
/** Of so many entries, four in five older than the last visit were not published since: they were renamed. */
const MANY = 10;
const OLD_SHARE = 0.8;

/**
 * The names by which the next window shows whether it joins on to this one: of its newest items, by date where all have
 * one. In one text, with a space between: each feed has them in memory, and whole ids in a list take six times as much.
 */
export function newestOf(window: readonly Seen[]): string {
  const dated = window.every(({ published }) => published !== undefined);
  const ordered = dated ? window.toSorted((a, b) => (b.published ?? 0) - (a.published ?? 0)) : window;
  return textOf(ordered.map(({ itemId }) => nameOf(itemId)));
}

/** The same once items came by another way than a window: their ids are `news`. */
export function newestWith(before: Newest, news: readonly string[]): string {
  return textOf([...news.map(nameOf), ...namesIn(before)]);
}

/**
 * How a window joins on to the one before. gap: none of the newest of then is left, so others may have come and gone
 * between. renamed: nothing is left either, but most entries are older than the last visit: the publisher moved or
 * renumbered the feed.
 */
export function joinOf(
  before: Newest,
  window: readonly Seen[],
  lastReadAt: Instant,
): "joined" | "gap" | "renamed" {
  if (before.length === 0 || window.length === 0) return "joined";
  const names = new Set(window.map(({ itemId }) => nameOf(itemId)));
  if (namesIn(before).some((name) => names.has(name))) return "joined";
  const old = window.filter(({ published }) => published !== undefined && published < lastReadAt).length;
  return window.length >= MANY && old > window.length * OLD_SHARE ? "renamed" : "gap";
}

function textOf(names: readonly string[]): string {
  return names.slice(0, NEWEST).join(" ");
}

function namesIn(newest: Newest): readonly string[] {
  if (newest === "") return [];
  return typeof newest === "string" ? newest.split(" ") : newest.map(nameOf);
}

function nameOf(itemId: string): string {
  return itemId.slice(0, NAME_DIGITS);
}
