import type { Feed, FeedErrorKind, FeedState } from "../model/feed.ts";
import { shownAddress } from "../model/shown-address.ts";
import { DAY, HOUR, MINUTE, type Instant } from "../model/time.ts";

/** The limits within which a feed's interval is chosen, in milliseconds. */
export interface Rhythm {
  readonly everyMs: number;
  readonly fastestMs: number;
  readonly slowestMs: number;
}

/** What a poll ended with, as far as the next one depends on it. */
export interface PollEnding {
  /** Failures in a row, this one included; 0 after a success. */
  readonly failures: number;
  /** The host asked to be left alone for so long. */
  readonly retryAfterMs?: number;
  /** Why it failed. */
  readonly kind?: FeedErrorKind;
}

const LONGEST_PAUSE = 24 * HOUR;
/** A host that nobody reaches is not pressed by a try, and after a night without a network news should not wait for noon. */
const LONGEST_UNREACHABLE_PAUSE = HOUR;
/** As likely our own network's fault as the host's. */
const UNREACHABLE: ReadonlySet<FeedErrorKind | undefined> = new Set<FeedErrorKind>([
  "dns",
  "connect",
  "timeout",
]);
/** No stored due time lies further ahead; one that does was written under a clock that ran ahead. */
const FURTHEST = 8 * DAY;

/**
 * Whether a feed is to be polled now. A function of what is stored, so that a missed tick, a night's sleep or a
 * restart skips nothing: whatever fell due meanwhile is due now.
 */
export function isDue(feed: Feed, state: FeedState | undefined, now: Instant): boolean {
  if (state === undefined || state.url !== shownAddress(feed.url)) return true;
  if (state.goneAt !== undefined) return false;
  return state.nextPollAt <= now || state.nextPollAt - now > FURTHEST;
}

/**
 * When to poll next. After a success: the feed's own slot, a point of the interval derived from its id, so that feeds
 * spread evenly and stay where they are over restarts. After failures: an interval that doubles up to a day (an
 * hour when the host does not answer at all), ±10 % by `random` (0 ≤ random < 1). Never before what the host asked for.
 */
export function nextPollAt(
  feed: Feed,
  ending: PollEnding,
  when: { readonly now: Instant; readonly random: number; readonly rhythm: Rhythm },
): Instant {
  const { now, random, rhythm } = when;
  const interval = feed.everyMs ?? Math.min(rhythm.slowestMs, Math.max(rhythm.fastestMs, rhythm.everyMs));
  const next =
    ending.failures === 0 ? nextSlot(feed.id, interval, now) : now + pause(interval, ending, random);
  return Math.max(next, now + (ending.retryAfterMs ?? 0));
}

function nextSlot(feedId: string, interval: number, now: Instant): Instant {
  const offset = spread(feedId) % interval;
  const slot = offset + Math.ceil((now - offset) / interval) * interval;
  // Just polled late, or the interval changed: the slot after next, rather than twice in a row.
  return slot - now < interval / 2 ? slot + interval : slot;
}

function pause(interval: number, { failures, kind }: PollEnding, random: number): number {
  const longest = UNREACHABLE.has(kind) ? Math.max(interval, LONGEST_UNREACHABLE_PAUSE) : LONGEST_PAUSE;
  const doubled = Math.max(interval, 5 * MINUTE) * 2 ** Math.min(failures - 1, 20);
  return Math.min(longest, doubled) * (0.9 + 0.2 * random);
}

/** FNV-1a, 32 bits (Fowler, Noll, Vo), with a last mix so that short ids spread as well. */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 16)) >>> 0;
}
