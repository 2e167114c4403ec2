import type { Feed, FeedErrorKind, FeedState } from "./model/feed.ts";
import { afterFailure, afterSuccess, withoutCopy } from "./model/feed-state.ts";
import { type PollReport, pollReport } from "./model/poll-report.ts";
import type { Instant } from "./model/time.ts";
import type { FetchOutcome, PollCommit } from "./ports.ts";

/**
 * What a poll comes to: what is to be remembered, and what is told once it is. Nothing else of the document is held
 * while the disk is waited for, or garbage of thirty documents grows old and the process with it.
 */
export interface Ending {
  readonly commit: PollCommit;
  readonly report: PollReport;
}

/** When a feed is polled next, given how this poll ended. */
export interface NextPoll {
  nextPollAt(
    feed: Feed,
    ending: { readonly failures: number; readonly kind?: FeedErrorKind; readonly retryAfterMs?: number },
  ): Instant;
}

/** A feed that was polled: what was known of it, and when its answer came. */
export interface Visited {
  readonly feed: Feed;
  readonly state: FeedState;
  readonly deps: NextPoll;
  readonly now: Instant;
}

/** A whole answer. */
export type FetchedBody = Extract<FetchOutcome, { readonly kind: "body" }>;

/** Why a poll failed. */
export interface Problem {
  readonly kind: FeedErrorKind;
  readonly detail: string;
  readonly retryAfterMs?: number;
}

/** A poll that found nothing changed. */
export function keep(visit: Visited): Ending {
  return {
    commit: stateOnly(visit, succeeded(visit, {})),
    report: pollReport(visit.feed, "not-modified"),
  };
}

/** A poll that failed. */
export function fail(visit: Visited, problem: Problem): Ending {
  const { kind, detail, retryAfterMs } = problem;
  return {
    commit: stateOnly(visit, failed(visit, problem)),
    report: {
      ...pollReport(visit.feed, "error"),
      errorKind: kind,
      detail,
      ...(retryAfterMs === undefined ? {} : { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) }),
    },
  };
}

function stateOnly({ now }: Visited, feed: FeedState): PollCommit {
  return { feed, items: [], keys: [], alerts: [], messages: [], at: now };
}

function succeeded({ feed, state, deps, now }: Visited, learned: Partial<FeedState>): FeedState {
  return afterSuccess(state, { now, nextPollAt: deps.nextPollAt(feed, { failures: 0 }) }, learned);
}

function failed({ feed, state, deps, now }: Visited, problem: Problem): FeedState {
  const { kind, retryAfterMs } = problem;
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  const ending = { failures: state.failures + 1, kind, ...wait };
  return afterFailure(state, { now, nextPollAt: deps.nextPollAt(feed, ending) }, problem);
}

/** What tells this copy from the next: kept only for a document that was whole. */
export function copyOf({ etag, lastModified, sha256 }: FetchedBody): Partial<FeedState> {
  return {
    bodySha256: sha256,
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
  };
}

/** The state after a document that was read whole. */
export function wholly(visit: Visited, learned: Partial<FeedState>): FeedState {
  const baselineAt = visit.state.baselineAt ?? visit.now;
  return succeeded({ ...visit, state: withoutCopy(visit.state) }, { ...learned, baselineAt });
}

/** A document cut short is no baseline, and its validators would hide the missing rest behind a 304. */
export function cutShort(visit: Visited, detail: string, learned: Partial<FeedState>): FeedState {
  return { ...failed(visit, { kind: "parse", detail }), ...learned };
}
