import { type IntakeDeps, recogniseAll, takeIn } from "./intake.ts";
import type { Document, FeedReading } from "./model/document.ts";
import { DocumentGivenUpError } from "./model/fault.ts";
import type { Feed, FeedState } from "./model/feed.ts";
import { newestWith } from "./model/feed-window.ts";
import { listed, type PollReport, pollReport } from "./model/poll-report.ts";
import { sourceOf } from "./model/feed-source.ts";
import { ofDocument } from "./learned.ts";
import type { Clock } from "./ports/clock.ts";
import type { DocumentReader } from "./ports/document-reader.ts";

export interface IngestDeps extends IntakeDeps {
  readonly reader: DocumentReader;
  readonly clock: Clock;
}

/** A document that came without being asked for, under the address that its sender knows the feed by. */
export interface Pushed {
  readonly bytes: Uint8Array;
  readonly contentType?: string;
  readonly topic: string;
}

export type Ingested =
  | { readonly kind: "taken"; readonly report: PollReport }
  /** Only a poll can tell what is new. */
  | { readonly kind: "unusable"; readonly detail: string };

/**
 * A pushed document of a feed, taken in as a poll takes one: read, recognised, matched, committed in one transaction.
 * It may hold a part of the feed only, so it is no first reading, proves no gap, and changes nothing of when and how
 * the feed is polled. Rejects when the store cannot record.
 */
export async function ingest(feed: Feed, pushed: Pushed, deps: IngestDeps): Promise<Ingested> {
  const state = deps.store.feedState(feed.id);
  if (state?.baselineAt === undefined || state.url !== sourceOf(feed))
    return unusable("the feed has not had its first reading");
  const now = deps.clock.now();
  const reading = await deps.reader.read(documentOf(feed, pushed), {
    feedId: feed.id,
    trackingParams: deps.trackingParams,
    // What is cut here is whole in the feed.
    halfCounts: false,
    now,
    ...(state.identityRule === undefined ? {} : { rule: state.identityRule }),
  });
  switch (reading.kind) {
    case "failed":
      return unusable(reading.detail);
    case "index":
      return unusable("a sitemap index");
    case "feed":
      return reading.feed.push !== undefined && reading.feed.push.topic !== pushed.topic
        ? unusable("a document of another address")
        : await take({ feed, state, now }, reading.feed, deps);
  }
}

function unusable(detail: string): Ingested {
  return { kind: "unusable", detail };
}

function documentOf({ page }: Feed, { bytes, contentType, topic }: Pushed): Document {
  return {
    bytes,
    url: topic,
    ...(contentType === undefined ? {} : { contentType }),
    ...(page === undefined ? {} : { page }),
  };
}

interface Arrival {
  readonly feed: Feed;
  readonly state: FeedState;
  readonly now: number;
}

async function take(arrival: Arrival, document: FeedReading, deps: IngestDeps): Promise<Ingested> {
  try {
    return { kind: "taken", report: await takeNews(arrival, document, deps) };
  } catch (error) {
    if (!(error instanceof DocumentGivenUpError)) throw error;
    return unusable(error.message);
  }
}

async function takeNews(arrival: Arrival, document: FeedReading, deps: IngestDeps): Promise<PollReport> {
  const { feed, state, now } = arrival;
  const entries = await recogniseAll(document, feed.id, deps);
  const intake = await takeIn({ feed, document, entries, telling: { kind: "alert" }, now }, deps);
  const report = {
    ...pollReport(feed, "items"),
    newItems: intake.fresh.length,
    itemCount: entries.length,
    items: listed(intake.fresh),
  };
  // A hub that repeats itself costs no write.
  if (intake.archived.length === 0) return report;
  const news = intake.fresh.map(({ id }) => id);
  const { alerts } = await deps.store.commitPoll({
    feed: {
      ...state,
      ...ofDocument(arrival, { document, news: news.length }),
      newest: newestWith(state.newest ?? "", news),
    },
    items: intake.archived,
    keys: intake.keys,
    alerts: intake.alerts,
    messages: intake.messages,
    at: now,
  });
  return { ...report, alerts };
}
