import { DAY, type Instant } from "./time.ts";

const WEEK = 7 * DAY;

/**
 * How fast a feed moves, in milliseconds, by the dates of one window of it: the mean time between items over the last
 * seven days, or the age of the middle item (in which half of the window turns over), whichever is shorter. The
 * middle is not fooled by pinned entries. Undefined when too few entries have a date.
 */
export function rhythmOf(published: readonly (Instant | undefined)[], now: Instant): number | undefined {
  const ages = published
    .flatMap((date) => (date === undefined ? [] : [Math.max(0, now - date)]))
    .toSorted((a, b) => a - b);
  const middle = ages[Math.floor(ages.length / 2)];
  if (middle === undefined || ages.length < 3 || ages.length * 2 < published.length) return undefined;
  const lately = ages.filter((age) => age < WEEK).length;
  return Math.min(WEEK / Math.max(1, lately), middle);
}
