import type { Feed, FeedErrorKind, FeedHints, FeedTimes } from "../model/feed.ts";
import { sourceOf } from "../model/feed-source.ts";
import { DAY, HOUR, MINUTE, type Instant, wasSetBack } from "../model/time.ts";

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
  /** In what time the feed moves on by about one item. */
  readonly rhythmMs?: number;
  /** What its publisher asks for, in the document and in the headers. */
  readonly hints?: FeedHints;
  readonly freshForMs?: number;
  /** Items may have been missed lately. */
  readonly gap?: true;
  /** Nothing at all can be reached. */
  readonly offline?: true;
  /** News of the feed is pushed to us: asking is a precaution. */
  readonly pushed?: true;
}

const LONGEST_PAUSE = 24 * HOUR;
const LONGEST_OFFLINE_PAUSE = 5 * MINUTE;
/** A publisher who refuses robots is not asked again for so long. */
const REFUSED_PAUSE = 4 * HOUR;
/** So often a slow feed is asked in the time in which it brings one item. */
const ASKED_PER_ITEM = 24;
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
export function isDue(feed: Feed, times: FeedTimes | undefined, now: Instant): boolean {
  if (times === undefined || times.url !== sourceOf(feed)) return true;
  if (times.goneAt !== undefined) return false;
  if (times.lastPollAt !== undefined && wasSetBack(times.lastPollAt, now)) return true;
  return times.nextPollAt <= now || times.nextPollAt - now > FURTHEST;
}

/**
 * When to poll next. After a success: the feed's own slot, a point of its interval derived from its id, so that feeds
 * spread evenly and stay where they are over restarts; later if the publisher asks for it, unless the operator insists
 * on an interval or items were missed. After failures: an interval that doubles up to a day (an hour when the host does
 * not answer at all), ±10 % by `random` (0 ≤ random < 1). Never before what the host asked for.
 */
export function nextPollAt(
  feed: Feed,
  ending: PollEnding,
  when: { readonly now: Instant; readonly random: number; readonly rhythm: Rhythm },
): Instant {
  const { now, random, rhythm } = when;
  const interval = intervalOf(feed, ending, rhythm);
  const next =
    ending.failures === 0 && ending.offline === undefined
      ? afterHints(feed, ending, { now, slot: nextSlot(feed.id, interval, now) })
      : now + pause(interval, ending, random);
  return Math.max(next, now + (ending.retryAfterMs ?? 0));
}

/**
 * How often to ask, in milliseconds: as often as wanted, more often when the feed moves faster, less often when it
 * moves so slowly that it would be asked more than 24 times for an item. Half of that after a gap.
 */
function intervalOf(feed: Feed, { rhythmMs, gap, pushed }: PollEnding, limits: Rhythm): number {
  if (feed.everyMs !== undefined) return feed.everyMs;
  const { everyMs, fastestMs, slowestMs } = limits;
  if (pushed === true) return Math.max(everyMs, slowestMs);
  const fitting =
    rhythmMs === undefined ? everyMs : Math.max(Math.min(everyMs, rhythmMs), rhythmMs / ASKED_PER_ITEM);
  const wanted = gap === true ? fitting / 2 : fitting;
  return Math.round(Math.min(slowestMs, Math.max(fastestMs, wanted)));
}

/** The slot, or the first moment after it that suits the publisher: RSS ttl, skipHours and skipDays, sy, HTTP caching. */
function afterHints(
  feed: Feed,
  { hints, freshForMs, gap }: PollEnding,
  { now, slot }: { readonly now: Instant; readonly slot: Instant },
): Instant {
  if (feed.everyMs !== undefined || gap === true) return slot;
  const hint = Math.min(LONGEST_PAUSE, Math.max(hints?.everyMs ?? 0, freshForMs ?? 0));
  return afterSkips(Math.max(slot, now + hint), hints);
}

/** The end of the pause that a publisher announces for this time; at most a day away, whatever it announces. */
function afterSkips(at: Instant, hints: FeedHints | undefined): Instant {
  const { skipHours = [], skipDays = [] } = hints ?? {};
  let next = at;
  for (let hours = 0; hours < 24; hours += 1) {
    const date = new Date(next);
    if (!skipHours.includes(date.getUTCHours()) && !skipDays.includes(date.getUTCDay())) return next;
    next = (Math.floor(next / HOUR) + 1) * HOUR;
  }
  return next;
}

function nextSlot(feedId: string, interval: number, now: Instant): Instant {
  const offset = spread(feedId) % interval;
  const slot = offset + Math.ceil((now - offset) / interval) * interval;
  // Just polled late, or the interval changed: the slot after next, rather than twice in a row.
  return slot - now < interval / 2 ? slot + interval : slot;
}

function pause(interval: number, { failures, kind, offline }: PollEnding, random: number): number {
  const shaken = 0.9 + 0.2 * random;
  // The network is asked for by the feeds in turn: soon after it is back, one of them finds out.
  if (offline === true) return Math.min(interval, LONGEST_OFFLINE_PAUSE) * shaken;
  // No waiting mends an address that may not be contacted, and no host is pressed by it.
  if (kind === "blocked-address" || kind === "scheme") return interval * shaken;
  const longest = UNREACHABLE.has(kind) ? Math.max(interval, LONGEST_UNREACHABLE_PAUSE) : LONGEST_PAUSE;
  const doubled = Math.max(interval, 5 * MINUTE) * 2 ** Math.min(failures - 1, 20);
  const refused = kind === "http-403" ? REFUSED_PAUSE : 0;
  return Math.max(refused, Math.min(longest, doubled)) * shaken;
}

/** FNV-1a, 32 bits (Fowler, Noll, Vo), with a last mix so that short ids spread as well. */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 16)) >>> 0;
}
