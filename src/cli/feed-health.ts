import type { Feed, FeedState } from "../model/feed.ts";
import { followedAddress } from "../model/feed-move.ts";
import { shownUrl } from "../model/address-secrets.ts";
import { repairsInWords } from "../model/repairs.ts";
import { shownAddress } from "../model/shown-address.ts";
import { DAY, type Instant, toIso } from "../model/time.ts";
import { table } from "./plain.ts";
import { duration, relative } from "./when.ts";

/** A configured feed with what is remembered of it; nothing when it was never polled. */
export interface KnownFeed {
  readonly feed: Feed;
  readonly state: FeedState | undefined;
}

/** A gap, and a failure that is over, are worth a word for so long. */
const SHOWN_FOR = 30 * DAY;

/** The health of all feeds as lines of a table, `columns` wide. */
export function feedTable(feeds: readonly KnownFeed[], now: Instant, columns: number): readonly string[] {
  const rows = feeds.map(({ feed, state }) => [
    feed.id,
    healthOf(state),
    when(state?.lastSuccessAt, now, "never"),
    state?.goneAt === undefined ? when(state?.nextPollAt, now, "now") : "–",
    state?.rhythmMs === undefined ? "–" : `~${duration(state.rhythmMs)}`,
    when(state?.lastNewItemAt, now, "–"),
    noteOf(feed, state, now),
  ]);
  const headings = ["FEED", "HEALTH", "LAST READ", "NEXT", "RHYTHM", "NEW ITEM", "NOTE"];
  return table(headings, rows, columns);
}

/** The health of one feed for programs; instants in ISO 8601, durations in seconds, absent what is not known. */
export function feedHealth(feed: Feed, state: FeedState | undefined, now: Instant): unknown {
  return {
    feed: feed.id,
    name: feed.name,
    url: shownUrl(feed),
    language: feed.language,
    health: healthOf(state),
    failures: state?.failures ?? 0,
    ...(state === undefined ? {} : remembered(state, now)),
  };
}

function remembered(state: FeedState, now: Instant): object {
  const { problem, lastProblem, gap } = state;
  const moved = followedAddress(state.move);
  return {
    lastPollAt: iso(state.lastPollAt),
    lastSuccessAt: iso(state.lastSuccessAt),
    nextPollAt: iso(state.nextPollAt),
    lastNewItemAt: iso(state.lastNewItemAt),
    rhythmSeconds: seconds(state.rhythmMs),
    silent: isSilent(state, now),
    emptySince: iso(state.emptiness?.since),
    longestSilenceSeconds: seconds(state.longestQuietMs),
    gap: gap && { at: iso(gap.at), count: gap.count, toldAt: iso(gap.toldAt) },
    repairs: state.repairs,
    movedTo: moved && shownAddress(moved),
    problem: problem && { ...problem, since: iso(problem.since), toldAt: iso(problem.toldAt) },
    lastProblem: lastProblem && { ...lastProblem, at: iso(lastProblem.at) },
  };
}

function healthOf(state: FeedState | undefined): string {
  if (state?.lastPollAt === undefined) return "not polled yet";
  if (state.goneAt !== undefined) return "gone";
  return state.problem === undefined ? "ok" : `failing ×${state.failures}`;
}

/** What an operator should know first: what is wrong, what is missing, else where the feed is. */
function noteOf(feed: Feed, state: FeedState | undefined, now: Instant): string {
  const notes = state === undefined ? [] : notesOf(state, now);
  return notes.length === 0 ? shownUrl(feed) : notes.join("; ");
}

function notesOf(state: FeedState, now: Instant): readonly string[] {
  const { problem, gap, emptiness, repairs } = state;
  const moved = followedAddress(state.move);
  const isRecent = gap !== undefined && now - gap.at < SHOWN_FOR;
  return [
    ...(problem === undefined ? pastFailure(state, now) : [`${problem.kind}: ${problem.detail}`]),
    ...(emptiness === undefined
      ? []
      : [`empty for ${duration(now - emptiness.since)}, though it was not before`]),
    ...(isSilent(state, now) ? ["silent for longer than ever"] : []),
    ...(isRecent ? [`items may have been missed ${relative(gap.at, now)} (×${gap.count})`] : []),
    ...(repairs === undefined ? [] : [`repaired: ${repairsInWords(repairs)}`]),
    ...(moved === undefined ? [] : [`moved to ${shownAddress(moved)}`]),
  ];
}

function pastFailure({ lastProblem }: FeedState, now: Instant): readonly string[] {
  if (lastProblem === undefined || now - lastProblem.at >= SHOWN_FOR) return [];
  const { kind, detail, at } = lastProblem;
  return [`last failed ${relative(at, now)}: ${kind}: ${detail}`];
}

/** Whether nothing new has come for longer than it ever did not, a day at least. */
function isSilent({ lastNewItemAt, longestQuietMs }: FeedState, now: Instant): boolean {
  if (lastNewItemAt === undefined || longestQuietMs === undefined) return false;
  return now - lastNewItemAt > Math.max(DAY, longestQuietMs);
}

function when(instant: Instant | undefined, now: Instant, otherwise: string): string {
  return instant === undefined ? otherwise : relative(instant, now);
}

function iso(instant: Instant | undefined): string | undefined {
  return instant === undefined ? undefined : toIso(instant);
}

function seconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Math.round(ms / 1000);
}
