import type { FeedState } from "./feed.ts";
import { DAY, HOUR, type Instant } from "./time.ts";

/** What lasts for so many times as long as it ever did is unusual. */
const UNUSUAL = 3;
/** A shorter silence is told of no feed: a long weekend, a holiday. */
const SILENT_AT_LEAST = 3 * DAY;
/** A shorter emptiness is told of no feed: a site that is being rebuilt. */
const EMPTY_AT_LEAST = 6 * HOUR;

/**
 * Whether a feed has been silent for so long that something must be wrong with it: three times as long as ever, three
 * days at least. That says something only of a feed whose ways are known for twice that time; one that writes once a
 * month is not silent in its second week. Of an empty feed it is the emptiness that is told.
 */
export function isUnusuallySilent(
  { lastNewItemAt, longestQuietMs = 0, knownSince, emptiness }: FeedState,
  now: Instant,
): boolean {
  if (lastNewItemAt === undefined || knownSince === undefined || emptiness !== undefined) return false;
  const unusualMs = Math.max(SILENT_AT_LEAST, UNUSUAL * longestQuietMs);
  return now - lastNewItemAt > unusualMs && lastNewItemAt - knownSince >= 2 * unusualMs;
}

/** The same of a feed that lists nothing any more: three times as long as ever, six hours at least. */
export function isUnusuallyEmpty({ emptiness, longestEmptyMs = 0 }: FeedState, now: Instant): boolean {
  return (
    emptiness !== undefined && now - emptiness.since >= Math.max(EMPTY_AT_LEAST, UNUSUAL * longestEmptyMs)
  );
}

/** What of a feed's emptiness is to be remembered after a window of `items`. One that was always empty is not meant. */
export function emptinessAfter(
  { emptiness, newest = "", longestEmptyMs = 0 }: FeedState,
  items: number,
  now: Instant,
): Pick<FeedState, "emptiness" | "longestEmptyMs"> {
  if (items === 0) return newest.length === 0 ? {} : { emptiness: emptiness ?? { since: now } };
  return emptiness === undefined ? {} : { longestEmptyMs: Math.max(longestEmptyMs, now - emptiness.since) };
}
