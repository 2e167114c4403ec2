import type { Feed, FeedErrorKind, FeedState } from "./feed.ts";
import { followedAddress } from "./feed-move.ts";
import { sourceOf } from "./feed-source.ts";
import type { Instant } from "./time.ts";

/**
 * The state to poll a feed with: the stored one, unless it belongs to another address or to other selectors. Nothing
 * that belongs to an old address is sent to a new one; other selectors make it another feed, with a first reading.
 */
export function freshState(feed: Feed, stored: FeedState | undefined): FeedState {
  const url = sourceOf(feed);
  if (stored?.url === url) return stored;
  const isSelected = feed.page !== undefined || stored?.url.includes(" ") === true;
  const kept = stored === undefined || isSelected ? NEVER_POLLED : withoutAddress(withoutCopy(stored));
  return { ...kept, feedId: feed.id, url, failures: 0 };
}

/** Forgets what was learned of the address. */
function withoutAddress(state: FeedState): FeedState {
  const {
    goneAt: _gone,
    problem: _problem,
    lastProblem: _last,
    move: _move,
    push: _push,
    pause: _pause,
    hints: _hints,
    ...kept
  } = state;
  return kept;
}

/** Forgets what belongs to the copy last read: its validators, whose they are, and its hash. */
export function withoutCopy(state: FeedState): FeedState {
  const { etag: _etag, lastModified: _modified, copyUrl: _url, bodySha256: _hash, ...kept } = state;
  return kept;
}

const NEVER_POLLED: FeedState = { feedId: "", url: "", nextPollAt: 0, failures: 0 };

/** The state after a poll that ended well, so that it is not gone either; `learned` is what this document added. */
export function afterSuccess(
  state: FeedState,
  ending: { readonly now: Instant; readonly nextPollAt: Instant },
  learned: Partial<FeedState> = {},
): FeedState {
  const { problem: _problem, goneAt: _gone, ...kept } = state;
  return {
    ...kept,
    ...learned,
    failures: 0,
    lastPollAt: ending.now,
    lastSuccessAt: ending.now,
    nextPollAt: ending.nextPollAt,
  };
}

/**
 * The state after a failed poll: validators stay, since the copy they belong to is still the last one read. Gone is a
 * feed whose configured address says so; the one that it moved to is left first.
 */
export function afterFailure(
  state: FeedState,
  ending: { readonly now: Instant; readonly nextPollAt: Instant },
  { kind, detail }: { readonly kind: FeedErrorKind; readonly detail: string },
): FeedState {
  return {
    ...state,
    failures: state.failures + 1,
    lastPollAt: ending.now,
    nextPollAt: ending.nextPollAt,
    problem: { since: ending.now, ...state.problem, kind, detail },
    lastProblem: { kind, detail, at: ending.now },
    ...(kind === "gone" && followedAddress(state.move) === undefined ? { goneAt: ending.now } : {}),
  };
}
