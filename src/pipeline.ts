import type { FetchedBody, Learned } from "./learned.ts";
import { type IntakeDeps, recogniseAll, takeIn } from "./intake.ts";
import type { DrainReport } from "./model/delivery.ts";
import type { Document, FeedReading, Naming } from "./model/document.ts";
import { concealedState, revealedState } from "./model/address-secrets.ts";
import { DocumentGivenUpError, faultFields, isStoreFault } from "./model/fault.ts";
import type { Feed, FeedState, PushLink } from "./model/feed.ts";
import { freshState } from "./model/feed-state.ts";
import { joinOf, type Seen } from "./model/feed-window.ts";
import { hostOf } from "./model/host-of.ts";
import { type Notice, noticeEvent } from "./model/notice.ts";
import { listed, type PollReport, pollReport } from "./model/poll-report.ts";
import { requestAt } from "./model/request-at.ts";
import { DAY } from "./model/time.ts";
import { type SendDeps, type SendEnding, sendDue } from "./outbox/send-due.ts";
import { toNotices } from "./outbox/to-notices.ts";
import type { RecognisedEntry } from "./parse/identity/recognise.ts";
import {
  addressOf,
  cutShort,
  type Ending,
  type EndingDeps,
  fail,
  keep,
  postpone,
  type Problem,
  type Visited,
  wholly,
} from "./poll-ending.ts";
import type { Clock } from "./ports/clock.ts";
import type { DocumentReader } from "./ports/document-reader.ts";
import type { Fetcher, FetchOutcome, FetchRequest } from "./ports/fetcher.ts";
import type { Log } from "./ports/log.ts";
import { readParts } from "./sitemap-parts.ts";

/** What polling needs from outside. */
export interface PollDeps extends EndingDeps, IntakeDeps {
  readonly fetcher: Fetcher;
  readonly reader: DocumentReader;
  readonly clock: Clock;
  readonly log: Log;
  /** Destinations whose readers are told of trouble with feeds. */
  readonly operators: readonly string[];
}

/** A document cut short this often in a row is how the publisher writes: it is then taken as it is. */
const CUT_SHORT_HABIT = 3;

/**
 * One feed, once: fetched, read, recognised, matched, and committed in one transaction. A crash before the commit
 * repeats the poll; a crash after it loses nothing, since the alerts wait in the outbox by then. Rejects only when the
 * store cannot record.
 */
export async function poll(feed: Feed, deps: PollDeps, signal: AbortSignal): Promise<PollReport> {
  const state = revealedState(freshState(feed, deps.store.feedState(feed.id)), feed);
  try {
    const ending = await fetchAndRead(feed, state, { deps, signal });
    return ending === undefined ? pollReport(feed, "skipped") : await commit(feed, ending, deps);
  } catch (error) {
    if (isStoreFault(error)) throw error;
    const visited = { feed, state, deps, now: deps.clock.now() };
    return await commit(feed, fail(visited, problemOf(error, feed, deps.log)), deps);
  }
}

function problemOf(error: unknown, feed: Feed, log: Log): Problem {
  if (error instanceof DocumentGivenUpError) return { kind: "parse", detail: error.message };
  // A bug of ours that this feed brings out: it waits like any that fails, and the others go on.
  log.error("poll.crashed", { feed: feed.id, ...faultFields(error) });
  const detail = "vigie met a fault of its own in dealing with this feed; its log says more (poll.crashed)";
  return { kind: "parse", detail, isOurs: true };
}

/** The alerts, what operators are told and what is remembered become durable together. */
async function commit(
  feed: Feed,
  { commit: polled, report, notices }: Ending,
  deps: PollDeps,
): Promise<PollReport> {
  const told = toNotices(notices, deps.destinations, deps.operators, polled.at);
  const messages = [...polled.messages, ...told];
  const stored = concealedState(polled.feed, feed);
  const { alerts } = await deps.store.commitPoll({ ...polled, feed: stored, messages });
  for (const notice of notices) logNotice(notice, deps.log);
  return { ...report, alerts, notices: told.length };
}

function logNotice(notice: Notice, log: Log): void {
  const { event, level, fields } = noticeEvent(notice);
  log[level](event, fields);
}

interface Effects {
  readonly deps: PollDeps;
  readonly signal: AbortSignal;
}

async function fetchAndRead(
  feed: Feed,
  state: FeedState,
  { deps, signal }: Effects,
): Promise<Ending | undefined> {
  const visit = { feed, state, deps, now: deps.clock.now() };
  const host = hostOf(addressOf(visit));
  const until = deps.pauses.until(host, visit.now);
  if (until !== undefined) return postpone(visit, { host, until });
  const outcome = await deps.fetcher.fetch(requestOf(visit), signal);
  if (signal.aborted) return undefined;
  return withPlaceOfHub(await read({ ...visit, now: deps.clock.now() }, outcome, signal), outcome);
}

/** A hub may be where its feed is: inside, too, when the feed was read there. */
function withPlaceOfHub(ending: Ending, outcome: FetchOutcome): Ending {
  const { push, ...feed } = ending.commit.feed;
  if (push === undefined || outcome.kind === "failed" || outcome.kind === "paused") return ending;
  const { hub, topic } = push;
  const placed: PushLink = outcome.isInside === true ? { hub, topic, isInside: true } : { hub, topic };
  return { ...ending, commit: { ...ending.commit, feed: { ...feed, push: placed } } };
}

async function read(visit: Visit, outcome: FetchOutcome, signal: AbortSignal): Promise<Ending> {
  switch (outcome.kind) {
    case "failed":
      if (outcome.ofMachine === true)
        visit.deps.log.warn("feed.not-asked", { feed: visit.feed.id, detail: outcome.detail });
      return fail(visit, { ...outcome, kind: outcome.errorKind });
    case "paused":
      return postpone(visit, outcome);
    case "not-modified":
      return keep(visit, outcome);
    case "body": {
      // The same bytes again, from a server that does not answer 304.
      if (outcome.sha256 === visit.state.bodySha256) return keep(visit, outcome);
      const { reader } = visit.deps;
      const reading = await reader.read(documentOf(visit.feed, outcome), namingOf(visit));
      switch (reading.kind) {
        case "failed":
          return fail(visit, { kind: reading.errorKind, detail: reading.detail });
        case "index":
          return await takeParts(visit, { body: outcome, parts: reading.parts }, signal);
        case "feed":
          return await take(visit, reading.feed, outcome);
      }
    }
  }
}

/** One poll under way: the feed, what was known of it, and when its answer came. */
interface Visit extends Visited {
  readonly deps: PollDeps;
}

function requestOf(visit: Visit): FetchRequest {
  const { lastBodyAt } = visit.state;
  // Some caches and servers answer 304 for ever. One fetch a day, about one in a hundred, goes past them all.
  const isFresh = lastBodyAt !== undefined && visit.now - lastBodyAt >= DAY;
  return {
    ...requestAt(visit.feed, addressOf(visit)),
    pauses: visit.deps.pauses,
    ...(isFresh ? { fresh: true } : validatorsOf(visit.state)),
  };
}

function validatorsOf({ etag, lastModified, copyUrl }: FeedState): Partial<FetchRequest> {
  return {
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
    ...(copyUrl === undefined ? {} : { copyUrl }),
  };
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

/** The parts of a sitemap index change while it stays as it is: no copy of it is kept to compare with. */
async function takeParts(
  visit: Visit,
  { body, parts }: { readonly body: FetchedBody; readonly parts: Parameters<typeof readParts>[0]["parts"] },
  signal: AbortSignal,
): Promise<Ending> {
  const place: Pick<FetchRequest, "fromOutside"> = body.isInside === true ? {} : { fromOutside: true };
  const index = {
    url: body.finalUrl,
    parts,
    naming: namingOf(visit),
    requestOf: (url: string): FetchRequest => ({
      ...requestAt(visit.feed, url),
      ...place,
      pauses: visit.deps.pauses,
    }),
  };
  const reading = await readParts(index, visit.deps, signal);
  if (reading.kind === "failed") return fail(visit, { ...reading, kind: reading.errorKind });
  const { etag: _etag, lastModified: _modified, sha256: _hash, ...answer } = body;
  return await take(visit, reading.feed, answer, reading.trouble);
}

async function take(
  visit: Visit,
  document: FeedReading,
  body: Learned["body"],
  trouble?: Learned["trouble"],
): Promise<Ending> {
  const { feed, state, deps, now } = visit;
  const cut = state.failures + 1 < CUT_SHORT_HABIT ? document.partial : undefined;
  const entries = await recogniseAll(document, feed.id, deps);
  const window = windowOf(entries);
  const join = cut === undefined ? joinOf(state.newest ?? "", window, state.lastSuccessAt ?? now) : "joined";
  const telling = tellingOf(visit, join);
  const intake = await takeIn({ feed, document, entries, telling, now }, deps);
  const news = intake.fresh.length;
  const learned = { document, body, window, join, news, ...(trouble === undefined ? {} : { trouble }) };
  const { state: after, notices } =
    cut === undefined ? wholly(visit, learned) : cutShort(visit, cut, learned);
  return {
    commit: {
      feed: after,
      items: intake.archived,
      keys: intake.keys,
      alerts: intake.alerts,
      messages: intake.messages,
      at: now,
    },
    report: {
      ...pollReport(feed, cut === undefined ? "items" : "partial"),
      ...(cut === undefined ? {} : { detail: cut }),
      ...(join === "gap" ? { gap: true } : {}),
      newItems: intake.fresh.length,
      itemCount: entries.length,
      items: listed(intake.fresh),
    },
    notices,
  };
}

function windowOf(entries: readonly RecognisedEntry[]): readonly Seen[] {
  return entries.map(({ itemId, entry: { published } }) =>
    published === undefined ? { itemId } : { itemId, published },
  );
}

/** The first reading of a feed tells only what the operator asked for; of old items under new names nothing is news. */
function tellingOf({ feed, state }: Visit, join: ReturnType<typeof joinOf>): Feed["firstPoll"] {
  if (state.baselineAt === undefined) return feed.firstPoll;
  return { kind: join === "renamed" ? "silent" : "alert" };
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
