import type { Feed, FeedErrorKind, FeedHints, FeedState } from "./model/feed.ts";
import { copyLearned, copyOf, type Learned, ofDocument, ofWindow } from "./learned.ts";
import { followMove, followedAddress } from "./model/feed-move.ts";
import {
  filledNotice,
  GAP_COUNTS_FOR,
  joinNotice,
  moveNotice,
  quietNotices,
  recoveryNotice,
  TROUBLE,
  troubleNotice,
} from "./model/feed-notices.ts";
import { afterFailure, afterSuccess, withoutCopy } from "./model/feed-state.ts";
import { hostOf } from "./model/host-of.ts";
import type { HostPauses } from "./model/host-pauses.ts";
import type { Notice } from "./model/notice.ts";
import { type PollReport, pollReport } from "./model/poll-report.ts";
import type { Instant } from "./model/time.ts";
import type { AnswerHints, FetchOutcome } from "./ports/fetcher.ts";
import type { PollCommit } from "./ports/store.ts";

/**
 * What a poll comes to: what is to be remembered, and what is told once it is. Nothing else of the document is held
 * while the disk is waited for, or garbage of thirty documents grows old and the process with it.
 */
export interface Ending {
  readonly commit: PollCommit;
  readonly report: PollReport;
  readonly notices: readonly Notice[];
}

/** How a poll ended, as far as the next one depends on it. */
export interface NextPollAfter {
  /** In a row, this one included; 0 after a success. */
  readonly failures: number;
  readonly kind?: FeedErrorKind;
  readonly retryAfterMs?: number;
  readonly rhythmMs?: number;
  readonly hints?: FeedHints;
  readonly freshForMs?: number;
  /** Items may have been missed lately. */
  readonly gap?: true;
  /** The network as a whole is out of reach, or this machine could not ask: no feed is to blame. */
  readonly offline?: true;
}

/** What the endings of a poll need from outside. */
export interface EndingDeps {
  nextPollAt(feed: Feed, ending: NextPollAfter): Instant;
  /** Hosts that asked to be left alone. */
  readonly pauses: HostPauses;
  /** Told how each fetch ended; whether the network as a whole is out of reach. */
  isOffline(host: string, kind: FeedErrorKind | undefined): boolean;
}

/** A feed that was polled: what was known of it, and when its answer came. */
export interface Visited {
  readonly feed: Feed;
  readonly state: FeedState;
  readonly deps: EndingDeps;
  readonly now: Instant;
}

/** Why a poll failed. */
export interface Problem {
  readonly kind: FeedErrorKind;
  readonly detail: string;
  readonly retryAfterMs?: number;
  /** The host that answered, after redirects. */
  readonly host?: string;
  /** A fault of ours, which says nothing of the network. */
  readonly isOurs?: true;
  /** This machine could not ask: that says nothing of the feed, nor of the network. */
  readonly ofMachine?: true;
}

/** A feed's state after a poll, and what is to be told of the change. */
export interface Changed {
  readonly state: FeedState;
  readonly notices: readonly Notice[];
}

/** The address that a poll asks for: the configured one, or where the publisher moved the feed for good. */
export function addressOf({ feed, state }: Pick<Visited, "feed" | "state">): string {
  return followedAddress(state.move) ?? feed.url;
}

/** A poll that found nothing changed. */
export function keep(
  visit: Visited,
  answer: Extract<FetchOutcome, { kind: "body" | "not-modified" }>,
): Ending {
  const { state, notices } =
    answer.kind === "not-modified"
      ? succeeded(visit, answer, {})
      : // The same copy, perhaps from elsewhere and under other names.
        succeeded({ ...visit, state: withoutCopy(visit.state) }, answer, {
          ...copyOf(answer),
          lastBodyAt: visit.now,
        });
  return { commit: stateOnly(visit, state), report: pollReport(visit.feed, "not-modified"), notices };
}

/** A poll that failed. */
export function fail(visit: Visited, problem: Problem): Ending {
  const { kind, detail, retryAfterMs } = problem;
  const { state, notices } = failed(visit, problem);
  return {
    commit: stateOnly(visit, state),
    report: {
      ...pollReport(visit.feed, "error"),
      errorKind: kind,
      detail,
      ...(retryAfterMs === undefined ? {} : { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) }),
    },
    notices,
  };
}

/** A poll that did not take place, because its host asked for a pause. */
export function postpone(visit: Visited, { host, until }: NonNullable<FeedState["pause"]>): Ending {
  return {
    commit: stateOnly(visit, { ...visit.state, nextPollAt: until }),
    report: { ...pollReport(visit.feed, "skipped"), detail: `${host} asked to be left alone for a while` },
    notices: [],
  };
}

function stateOnly({ now }: Visited, feed: FeedState): PollCommit {
  return { feed, items: [], keys: [], alerts: [], messages: [], at: now };
}

function succeeded(visit: Visited, answer: AnswerHints, learned: Partial<FeedState>): Changed {
  const { feed, deps, now } = visit;
  deps.isOffline(hostOf(addressOf(visit)), undefined);
  const { pause: _pause, ...before } = visit.state;
  const { move: _move, ...state } = { ...before, ...learned };
  const { move, isNewlyAdopted } = followMove(visit.state.move, answer.movedTo, now);
  const after = afterSuccess(
    {
      ...state,
      ...(move === undefined ? {} : { move }),
      ...(answer.push === undefined ? {} : { push: answer.push }),
    },
    { now, nextPollAt: deps.nextPollAt(feed, { failures: 0, ...paceOf(state, answer, now) }) },
  );
  const quiet = quietNotices(visit, after);
  return {
    state: quiet.state,
    notices: [
      ...recoveryNotice(visit),
      ...quiet.notices,
      ...(isNewlyAdopted && move !== undefined ? [moveNotice(visit, move)] : []),
    ],
  };
}

/** What the feed's rhythm and its publisher say of when to ask again. */
function paceOf(
  { rhythmMs, hints, gap }: Partial<FeedState>,
  { freshForMs }: AnswerHints,
  now: Instant,
): Partial<NextPollAfter> {
  return {
    ...(rhythmMs === undefined ? {} : { rhythmMs }),
    ...(hints === undefined ? {} : { hints }),
    ...(freshForMs === undefined ? {} : { freshForMs }),
    ...(gap !== undefined && now - gap.at < GAP_COUNTS_FOR ? { gap: true } : {}),
  };
}

function failed(visit: Visited, problem: Problem): Changed {
  const { feed, deps, now } = visit;
  const { kind, detail, isOurs = false, ofMachine = false } = problem;
  const host = problem.host ?? hostOf(addressOf(visit));
  const offline = ofMachine || (!isOurs && deps.isOffline(host, kind));
  const pause = deps.pauses.refused({ ...problem, host }, now);
  const failures = visit.state.failures + (offline ? 0 : 1);
  const nextPollAt = deps.nextPollAt(feed, {
    failures,
    kind,
    ...(pause === undefined ? {} : { retryAfterMs: pause.until - now }),
    ...(offline ? { offline: true } : {}),
  });
  const after: FeedState = {
    ...withoutLostMove(afterFailure(visit.state, { now, nextPollAt }, { kind, detail }), failures),
    failures,
    ...(pause === undefined ? {} : { pause }),
  };
  return told(visit, after);
}

/** A new address that is gone, or fails as a feed's own would, is given up: the old one may say where the feed is now. */
function withoutLostMove(state: FeedState, failures: number): FeedState {
  const isLost = state.problem?.kind === "gone" || failures >= TROUBLE;
  if (state.move?.adoptedAt === undefined || !isLost) return state;
  const { move: _move, ...kept } = state;
  return kept;
}

function told(visit: Visited, state: FeedState): Changed {
  const notice = troubleNotice(visit, state);
  if (notice === undefined || state.problem === undefined) return { state, notices: [] };
  return { state: { ...state, problem: { ...state.problem, toldAt: visit.now } }, notices: [notice] };
}

/** The state after a document that was read whole. */
export function wholly(visit: Visited, learned: Learned): Changed {
  const { state, now } = visit;
  const { document, body, window, join, news } = learned;
  const {
    hints: _hints,
    rhythmMs: _rhythm,
    push: _push,
    emptiness: _empty,
    repairs: _repairs,
    ...kept
  } = withoutCopy(state);
  const taught = ofDocument(visit, learned);
  const { movedTo: _movedTo, ...unmoved } = body;
  // What a redirect led to is the feed when it holds something that was known of it.
  const isSame = join === "joined" && news < window.length;
  const changed = succeeded({ ...visit, state: kept }, isSame ? body : unmoved, {
    ...taught,
    ...ofWindow({ state: { ...state, ...taught }, now }, learned),
    ...copyLearned(learned),
    baselineAt: state.baselineAt ?? now,
    lastBodyAt: now,
    identityRule: document.rule,
    ...(document.repairs === undefined ? {} : { repairs: document.repairs }),
    ...(document.hints === undefined ? {} : { hints: document.hints }),
    ...(document.push === undefined ? {} : { push: document.push }),
  });
  return {
    state: afterPause(visit, changed.state, learned),
    notices: [
      ...changed.notices,
      ...filledNotice(visit, window.length),
      ...joinNotice(visit, join, window.length),
    ],
  };
}

/** Parts that can never be got are taken for how the publisher is; a pause that their host asks for is kept. */
function afterPause({ deps, now }: Visited, state: FeedState, { trouble, body }: Learned): FeedState {
  const host = trouble?.host ?? hostOf(body.finalUrl);
  const pause = trouble && deps.pauses.refused({ ...trouble, host, kind: trouble.errorKind }, now);
  return pause === undefined
    ? state
    : { ...state, pause, nextPollAt: Math.max(state.nextPollAt, pause.until) };
}

/** A document cut short is no baseline, and its validators would hide the missing rest behind a 304. */
export function cutShort(visit: Visited, detail: string, learned: Learned): Changed {
  const { trouble, document } = learned;
  const { state, notices } = failed(visit, {
    ...trouble,
    kind: trouble?.errorKind ?? "parse",
    detail,
  });
  // Something came: whatever it said before, it is not gone.
  const { goneAt: _gone, repairs: _repairs, ...kept } = state;
  const repairs = document.repairs === undefined ? {} : { repairs: document.repairs };
  return { state: { ...kept, ...ofDocument(visit, learned), ...repairs }, notices };
}
