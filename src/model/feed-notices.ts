import type { Feed, FeedErrorKind, FeedMove, FeedState } from "./feed.ts";
import { isUnusuallyEmpty, isUnusuallySilent } from "./feed-quiet.ts";
import type { Notice } from "./notice.ts";
import { concealed, shownUrl } from "./address-secrets.ts";
import { shownAddress } from "./shown-address.ts";
import { DAY, HOUR, type Instant } from "./time.ts";

/** A visit to a feed, as far as operators are told of it: the feed, and what was known of it before. */
export interface Told {
  readonly feed: Feed;
  readonly state: FeedState;
  readonly now: Instant;
}

/** A gap makes its feed be asked more often for so long, and is not told of again. */
export const GAP_COUNTS_FOR: number = 7 * DAY;
/** Failures in a row that are a trouble, if they last for an hour. */
export const TROUBLE: number = 3;
/** Nothing but another configuration mends these: they are told at once. */
const OF_CONFIGURATION: ReadonlySet<FeedErrorKind> = new Set<FeedErrorKind>(["blocked-address", "scheme"]);

/** What is told of a failed visit that left `after`: once, at once when only people can end it, else when it lasts. */
export function troubleNotice(visit: Told, after: FeedState): Notice | undefined {
  const { problem, failures, goneAt } = after;
  if (problem === undefined) return undefined;
  const { kind, detail, since, toldAt } = problem;
  if (goneAt !== undefined && visit.state.goneAt === undefined) return { kind: "feed-gone", ...about(visit) };
  const lasts = failures >= TROUBLE && visit.now - since >= HOUR;
  if (toldAt !== undefined || !(lasts || OF_CONFIGURATION.has(kind))) return undefined;
  return { kind: "feed-failing", ...about(visit), errorKind: kind, detail, since };
}

/** What is told of a visit that went well: the end of a trouble that was told. */
export function recoveryNotice(visit: Told): readonly Notice[] {
  const { problem } = visit.state;
  if (problem?.toldAt === undefined) return [];
  return [{ kind: "feed-recovered", ...about(visit), since: problem.since }];
}

/** What is told of a feed that is asked for at its new address from now on. */
export function moveNotice(visit: Told, { to }: FeedMove): Notice {
  return { kind: "feed-moved", ...about(visit), to: concealed(shownAddress(to), visit.feed.secrets) };
}

/** What is told of a window of `items`. */
export function joinNotice(
  visit: Told,
  join: "joined" | "gap" | "renamed",
  items: number,
): readonly Notice[] {
  const { gap, lastSuccessAt } = visit.state;
  if (join === "renamed") return [{ kind: "feed-renamed", ...about(visit), items }];
  if (join !== "gap" || !isGapToTell(gap, visit.now)) return [];
  return [{ kind: "feed-gap", ...about(visit), since: lastSuccessAt ?? visit.now }];
}

/** Whether another gap is worth a word: a feed that turns over between any two visits is told of once a week. */
export function isGapToTell(last: FeedState["gap"], now: Instant): boolean {
  return last === undefined || now - (last.toldAt ?? last.at) >= GAP_COUNTS_FOR;
}

/** What is told of a window of `items`: the end of an emptiness that was told. */
export function filledNotice(visit: Told, items: number): readonly Notice[] {
  const { emptiness } = visit.state;
  if (items === 0 || emptiness?.toldAt === undefined) return [];
  return [{ kind: "feed-filled", ...about(visit), since: emptiness.since }];
}

/**
 * What is told of a visit that went well and left `after`: that the feed has been silent or empty for longer than
 * usual, once, and that the silence is over; with the state that remembers what was told.
 */
export function quietNotices(
  visit: Told,
  after: FeedState,
): { readonly state: FeedState; readonly notices: readonly Notice[] } {
  const silent = silenceNotice(visit, after);
  const empty = emptinessNotice(visit, silent.state);
  return { state: empty.state, notices: [...silent.notices, ...empty.notices] };
}

function silenceNotice(visit: Told, after: FeedState): ReturnType<typeof quietNotices> {
  const { silence, lastNewItemAt = 0, ...kept } = after;
  if (silence !== undefined && lastNewItemAt > silence.since) {
    const state = { ...kept, lastNewItemAt };
    return { state, notices: [{ kind: "feed-heard", ...about(visit), since: silence.since }] };
  }
  if (silence !== undefined || !isUnusuallySilent(after, visit.now)) return { state: after, notices: [] };
  return {
    state: { ...after, silence: { since: lastNewItemAt, toldAt: visit.now } },
    notices: [{ kind: "feed-silent", ...about(visit), since: lastNewItemAt }],
  };
}

function emptinessNotice(visit: Told, after: FeedState): ReturnType<typeof quietNotices> {
  const { emptiness } = after;
  if (emptiness === undefined || emptiness.toldAt !== undefined || !isUnusuallyEmpty(after, visit.now))
    return { state: after, notices: [] };
  return {
    state: { ...after, emptiness: { ...emptiness, toldAt: visit.now } },
    notices: [{ kind: "feed-empty", ...about(visit), since: emptiness.since }],
  };
}

function about({ feed, now }: Told): Pick<Notice, "at"> & {
  readonly feed: { readonly id: string; readonly name: string; readonly url: string };
} {
  const { id, name } = feed;
  return { at: now, feed: { id, name, url: shownUrl(feed) } };
}
