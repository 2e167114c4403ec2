import type { Matcher } from "./match/compile.ts";
import { matchItem } from "./match/score.ts";
import type { Destination } from "./model/config.ts";
import type { Document, FeedReading, Naming } from "./model/document.ts";
import type { DrainReport } from "./model/delivery.ts";
import type { Feed, FeedState } from "./model/feed.ts";
import { faultFields, isStoreFault } from "./model/fault.ts";
import { freshState } from "./model/feed-state.ts";
import type { Item } from "./model/item.ts";
import { isNearMiss } from "./model/match.ts";
import { listed, type PollReport, pollReport } from "./model/poll-report.ts";
import type { Profile } from "./model/profile.ts";
import { type SendDeps, type SendEnding, sendDue } from "./outbox/send-due.ts";
import { type Queued, toAlerts } from "./outbox/to-alerts.ts";
import { recognise } from "./parse/recognise.ts";
import { toItem } from "./parse/to-item.ts";
import type {
  ArchivedItem,
  Clock,
  DocumentReader,
  Fetcher,
  FetchOutcome,
  FetchRequest,
  Log,
  Store,
} from "./ports.ts";
import {
  copyOf,
  cutShort,
  type Ending,
  fail,
  type FetchedBody,
  keep,
  type NextPoll,
  type Visited,
  wholly,
} from "./poll-ending.ts";
import { storyOf } from "./story/story-of.ts";

/** What polling needs from outside. */
export interface PollDeps extends NextPoll {
  readonly fetcher: Fetcher;
  readonly reader: DocumentReader;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly matcher: Matcher;
  readonly profiles: readonly Profile[];
  readonly destinations: readonly Destination[];
  readonly trackingParams: readonly string[];
}

/** A document cut short this often in a row is how the publisher writes: it is then taken as it is. */
const CUT_SHORT_HABIT = 3;

/**
 * One feed, once: fetched, read, recognised, matched, and committed in one transaction. A crash before the commit
 * repeats the poll; a crash after it loses nothing, since the alerts wait in the outbox by then. Rejects only when the
 * store cannot record.
 */
export async function poll(feed: Feed, deps: PollDeps, signal: AbortSignal): Promise<PollReport> {
  const state = freshState(feed, deps.store.feedState(feed.id));
  try {
    const ending = await fetchAndRead(feed, state, { deps, signal });
    return ending === undefined ? pollReport(feed, "skipped") : await commit(ending, deps);
  } catch (error) {
    if (isStoreFault(error)) throw error;
    // A bug of ours that this feed brings out: it waits like any that fails, and the others go on.
    deps.log.error("poll.crashed", { feed: feed.id, ...faultFields(error) });
    const detail = "vigie met a fault of its own in dealing with this feed; its log says more (poll.crashed)";
    return await commit(fail({ feed, state, deps, now: deps.clock.now() }, { kind: "parse", detail }), deps);
  }
}

async function commit(ending: Ending, { store }: PollDeps): Promise<PollReport> {
  const { alerts } = await store.commitPoll(ending.commit);
  return { ...ending.report, alerts };
}

async function fetchAndRead(
  feed: Feed,
  state: FeedState,
  { deps, signal }: { readonly deps: PollDeps; readonly signal: AbortSignal },
): Promise<Ending | undefined> {
  const outcome = await deps.fetcher.fetch(requestOf(feed, state), signal);
  return signal.aborted ? undefined : await read({ feed, state, deps, now: deps.clock.now() }, outcome);
}

async function read(visit: Visit, outcome: FetchOutcome): Promise<Ending> {
  switch (outcome.kind) {
    case "failed":
      return fail(visit, { ...outcome, kind: outcome.errorKind });
    case "not-modified":
      return keep(visit);
    case "body": {
      // The same bytes again, from a server that does not answer 304.
      if (outcome.sha256 === visit.state.bodySha256) return keep(visit);
      const reading = await visit.deps.reader.read(documentOf(visit.feed, outcome), namingOf(visit));
      switch (reading.kind) {
        case "failed":
          return fail(visit, { kind: reading.errorKind, detail: reading.detail });
        case "index":
          return fail(visit, { kind: "parse", detail: "a sitemap index" });
        case "feed":
          return await take(visit, reading.feed, outcome);
      }
    }
  }
}

function documentOf({ page }: Feed, { bytes, contentType, finalUrl }: FetchedBody): Document {
  return {
    bytes,
    url: finalUrl,
    ...(contentType === undefined ? {} : { contentType }),
    ...(page === undefined ? {} : { page }),
  };
}

function namingOf({ feed, state, deps, now }: Visit): Naming {
  return {
    feedId: feed.id,
    trackingParams: deps.trackingParams,
    // One that ends with its document, poll after poll, is all that the publisher will ever send of it.
    halfCounts: state.failures + 1 >= CUT_SHORT_HABIT,
    now,
    ...(state.identityRule === undefined ? {} : { rule: state.identityRule }),
  };
}

/** One poll under way: the feed, what was known of it, and when its answer came. */
interface Visit extends Visited {
  readonly deps: PollDeps;
}

function requestOf({ url }: Feed, { etag, lastModified }: FeedState): FetchRequest {
  return {
    url,
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
  };
}

async function take(visit: Visit, parsed: FeedReading, body: FetchedBody): Promise<Ending> {
  const { feed, state, deps, now } = visit;
  const cut = state.failures + 1 < CUT_SHORT_HABIT ? parsed.partial : undefined;
  const { fresh, seen } = recognise(parsed.entries, (keys) => deps.store.knownKeys(feed.id, keys));
  const entries = await parsed.read(fresh.map(({ entry }) => entry));
  const items = fresh.flatMap(({ entry, id }) => {
    const whole = entries.get(entry);
    return whole === undefined ? [] : [toItem(whole, { id, feed, parsed, now })];
  });
  const archived = archive(items, visit);
  const queued = archived.flatMap((entry) => (entry.baseline === true ? [] : alertsOf(entry, visit)));
  const learned: Partial<FeedState> = {
    ...(parsed.title === undefined ? {} : { title: parsed.title }),
    ...(fresh.length === 0 ? {} : { lastNewItemAt: now }),
  };
  return {
    commit: {
      feed:
        cut === undefined
          ? wholly(visit, { ...learned, identityRule: parsed.rule, ...copyOf(body) })
          : cutShort(visit, cut, learned),
      items: archived,
      keys: seen,
      alerts: queued.flatMap((one) => one.alerts),
      messages: queued.flatMap((one) => one.messages),
      at: now,
    },
    report: {
      ...pollReport(feed, cut === undefined ? "items" : "partial"),
      ...(cut === undefined ? {} : { detail: cut }),
      newItems: fresh.length,
      itemCount: parsed.entries.length,
      items: listed(items),
    },
  };
}

/** New items with what the profiles make of them. The first reading of a feed tells only what the operator asked for. */
function archive(fresh: readonly Item[], visit: Visit): readonly ArchivedItem[] {
  const { firstPoll } = visit.feed;
  const telling = (): readonly Item[] => {
    if (visit.state.baselineAt !== undefined) return fresh;
    switch (firstPoll.kind) {
      case "silent":
        return [];
      case "alert":
        return fresh;
      case "newest":
        return fresh.toSorted((a, b) => (b.published ?? 0) - (a.published ?? 0)).slice(0, firstPoll.count);
    }
  };
  const told = new Set(telling());
  return fresh.map((item) => ({
    item,
    matches: matchItem(visit.deps.matcher, item).filter((match) => match.alert || isNearMiss(match)),
    ...(told.has(item) ? {} : { baseline: true }),
  }));
}

function alertsOf({ item, matches }: ArchivedItem, { deps, now }: Visit): Queued {
  const found = matches.flatMap((match) => {
    const profile = deps.profiles.find(({ id }) => id === match.profileId);
    return match.alert && profile !== undefined ? [{ match, profile }] : [];
  });
  return toAlerts({ item, story: storyOf(item, deps.trackingParams), found }, deps.destinations, now);
}

/**
 * Sends what is due, and is the only place that does. Destinations do not wait for one another; each has one message
 * on the wire at a time. Rejects when the store cannot record, once every destination has come to its end.
 */
export async function drain(deps: SendDeps, ending: SendEnding): Promise<DrainReport> {
  const total = { delivered: 0, failed: 0 };
  const active = deps.destinations.filter(({ off }) => off === undefined);
  const endings = await Promise.allSettled(active.map(async (one) => await sendDue(one, deps, ending)));
  for (const one of endings) {
    if (one.status === "rejected") throw one.reason;
    total.delivered += one.value.delivered;
    total.failed += one.value.failed;
  }
  return total;
}
