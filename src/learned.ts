import type { FeedReading } from "./model/document.ts";
import type { FeedState } from "./model/feed.ts";
import { isGapToTell } from "./model/feed-notices.ts";
import { emptinessAfter } from "./model/feed-quiet.ts";
import { historyOf, rhythmOf } from "./model/feed-rhythm.ts";
import { type joinOf, newestOf, type Seen } from "./model/feed-window.ts";
import type { Instant } from "./model/time.ts";
import type { FetchOutcome } from "./ports/fetcher.ts";

/** A whole answer. */
export type FetchedBody = Extract<FetchOutcome, { readonly kind: "body" }>;

/** What a document taught. */
export interface Learned {
  readonly document: FeedReading;
  readonly body: Omit<FetchedBody, "sha256"> & Partial<Pick<FetchedBody, "sha256">>;
  readonly window: readonly Seen[];
  readonly join: ReturnType<typeof joinOf>;
  /** Items that were not known before. */
  readonly news: number;
  /** Why a part of it could not be got. */
  readonly trouble?: Extract<FetchOutcome, { readonly kind: "failed" }>;
}

/** What was known of a feed when a document of it came, and when that was. */
interface Before {
  readonly state: FeedState;
  readonly now: Instant;
}

/** What any document teaches, whether or not it is the whole feed. */
export function ofDocument(
  { state, now }: Before,
  { document, news }: Pick<Learned, "document" | "news">,
): Partial<FeedState> {
  const since = state.lastNewItemAt ?? state.baselineAt;
  const quiet = since === undefined ? 0 : now - since;
  return {
    ...(document.title === undefined ? {} : { title: document.title }),
    ...(news === 0 ? {} : { lastNewItemAt: now }),
    ...(news > 0 && quiet > (state.longestQuietMs ?? 0) ? { longestQuietMs: quiet } : {}),
  };
}

/** What a whole document teaches of the feed's window. */
export function ofWindow({ state, now }: Before, { window, join }: Learned): Partial<FeedState> {
  const newest = newestOf(window);
  const dates = window.map(({ published }) => published);
  const rhythmMs = rhythmOf(dates, now);
  return {
    ...ofHistory({ state, now }, dates),
    ...(newest.length === 0 ? {} : { newest }),
    ...(rhythmMs === undefined ? {} : { rhythmMs }),
    ...(join === "gap" ? { gap: gapAfter({ state, now }) } : {}),
    ...emptinessAfter(state, window.length, now),
  };
}

function ofHistory({ state, now }: Before, dates: readonly (Instant | undefined)[]): Partial<FeedState> {
  const { knownSince = state.baselineAt ?? now, longestQuietMs = 0 } = state;
  const history = historyOf(dates, now);
  if (history === undefined) return { knownSince };
  const longest = Math.max(longestQuietMs, history.longestQuietMs);
  return {
    knownSince: Math.min(knownSince, history.since),
    ...(longest === 0 ? {} : { longestQuietMs: longest }),
  };
}

function gapAfter({ state: { gap }, now }: Before): NonNullable<FeedState["gap"]> {
  const toldAt = isGapToTell(gap, now) ? now : (gap?.toldAt ?? gap?.at ?? now);
  return { at: now, count: (gap?.count ?? 0) + 1, toldAt };
}

/**
 * What tells this copy from the next: kept only for a document that was whole. One that a server broke off between two
 * items looks like one whose publisher never ends it; a 304, or the same bytes, would hide the missing rest.
 */
export function copyLearned({ document, body }: Learned): Partial<FeedState> {
  return document.unclosed === true ? {} : copyOf(body);
}

/** The same of a copy that is known to be whole. */
export function copyOf({ etag, lastModified, sha256, finalUrl }: Learned["body"]): Partial<FeedState> {
  const hasValidators = etag !== undefined || lastModified !== undefined;
  return {
    ...(hasValidators ? { copyUrl: finalUrl } : {}),
    ...(sha256 === undefined ? {} : { bodySha256: sha256 }),
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
  };
}
