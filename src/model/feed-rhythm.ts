import { DAY, type Instant } from "./time.ts";

const WEEK = 7 * DAY;

/**
 * How fast a feed moves, in milliseconds, by the dates of one window of it: the mean time between items over the last
 * seven days, or the age of the middle item (in which half of the window turns over), whichever is shorter. The
 * middle is not fooled by pinned entries. Undefined when too few entries have a date.
 */
export function rhythmOf(published: readonly (Instant | undefined)[], now: Instant): number | undefined {
  const ages = agesOf(published, now);
  const middle = ages?.[Math.floor(ages.length / 2)];
  if (ages === undefined || middle === undefined) return undefined;
  const lately = ages.filter((age) => age < WEEK).length;
  return Math.min(WEEK / Math.max(1, lately), middle);
}

/**
 * What the dates of a window say of the time before it was read: since when items have come, and the longest time
 * between two of them, in milliseconds. The oldest entry does not count: it may be pinned, or its date a slip.
 * Undefined when too few entries have a date.
 */
export function historyOf(
  published: readonly (Instant | undefined)[],
  now: Instant,
): { readonly since: Instant; readonly longestQuietMs: number } | undefined {
  const ages = agesOf(published, now)?.slice(0, -1);
  const oldest = ages?.at(-1);
  if (ages === undefined || oldest === undefined) return undefined;
  const quiet = ages.map((age, index) => age - (ages[index - 1] ?? age));
  return { since: now - oldest, longestQuietMs: quiet.reduce((longest, one) => Math.max(longest, one), 0) };
}

/** From the youngest; three at least, of half of the entries at least. */
function agesOf(published: readonly (Instant | undefined)[], now: Instant): readonly number[] | undefined {
  const ages = published
    .flatMap((date) => (date === undefined ? [] : [Math.max(0, now - date)]))
    .toSorted((a, b) => a - b);
  return ages.length < 3 || ages.length * 2 < published.length ? undefined : ages;
}
