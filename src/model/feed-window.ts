import type { Instant } from "./time.ts";

/** One entry of a window: the item that it is, and when it was published. */
export interface Seen {
  readonly itemId: string;
  readonly published?: Instant;
}

const NEWEST = 10;
/** Of so many entries, four in five older than the last visit were not published since: they were renamed. */
const MANY = 10;
const OLD_SHARE = 0.8;

/** The ids by which the next window shows whether it joins on to this one: its newest, by date where all have one. */
export function newestOf(window: readonly Seen[]): readonly string[] {
  const dated = window.every(({ published }) => published !== undefined);
  const ordered = dated ? window.toSorted((a, b) => (b.published ?? 0) - (a.published ?? 0)) : window;
  return ordered.slice(0, NEWEST).map(({ itemId }) => itemId);
}

/** The same once items came by another way than a window: they are the newest now. */
export function newestWith(before: readonly string[], news: readonly string[]): readonly string[] {
  return [...news, ...before].slice(0, NEWEST);
}

/**
 * How a window joins on to the one before. gap: none of the newest of then is left, so others may have come and gone
 * between. renamed: nothing is left either, but most entries are older than the last visit: the publisher moved or
 * renumbered the feed.
 */
export function joinOf(
  before: readonly string[],
  window: readonly Seen[],
  lastReadAt: Instant,
): "joined" | "gap" | "renamed" {
  if (before.length === 0 || window.length === 0) return "joined";
  const ids = new Set(window.map(({ itemId }) => itemId));
  if (before.some((id) => ids.has(id))) return "joined";
  const old = window.filter(({ published }) => published !== undefined && published < lastReadAt).length;
  return window.length >= MANY && old > window.length * OLD_SHARE ? "renamed" : "gap";
}
