import type { Document, EntryOutline, FeedReading, Naming, SitemapPart } from "./model/document.ts";
import type { Entry } from "./model/feed.ts";
import { joinedRepairs } from "./model/repairs.ts";
import { DAY } from "./model/time.ts";
import type { DocumentReader } from "./ports/document-reader.ts";
import type { Fetcher, FetchOutcome, FetchRequest } from "./ports/fetcher.ts";

const MOST_PARTS = 5;
const RECENT = 2 * DAY;

/** What reading the parts of a sitemap index needs from outside. */
export interface PartsDeps {
  readonly fetcher: Fetcher;
  readonly reader: DocumentReader;
}

/** Which index it is, and how its parts are asked for. */
export interface IndexVisit {
  readonly url: string;
  readonly parts: readonly SitemapPart[];
  readonly naming: Naming;
  requestOf(url: string): FetchRequest;
}

type Failed = Extract<FetchOutcome, { readonly kind: "failed" }>;

export type PartsReading =
  | {
      readonly kind: "feed";
      readonly feed: FeedReading;
      /** Of the first part that could not be read. */ readonly trouble?: Failed;
    }
  | Failed;

/**
 * The entries of a sitemap index: of its parts on the same host that changed in the last two days, or of the first of
 * them when it does not say when they changed, five at most, each fetched and read like a feed. A part that cannot be
 * read makes the whole partial; when none can, the first one's ending is the result.
 */
export async function readParts(
  visit: IndexVisit,
  { fetcher, reader }: PartsDeps,
  signal: AbortSignal,
): Promise<PartsReading> {
  const read: FeedReading[] = [];
  let trouble: Failed | undefined;
  let { rule } = visit.naming;
  for (const { url } of recentParts(visit)) {
    const naming = rule === undefined ? visit.naming : withRule(visit.naming, rule);
    const outcome = await fetcher.fetch(visit.requestOf(url), signal);
    const reading = await readPart(outcome, naming, reader);
    if (reading.kind === "failed") trouble ??= reading;
    else {
      read.push(reading.feed);
      // What the first part is named by, the others are.
      rule ??= reading.feed.rule;
    }
  }
  const [first] = read;
  if (first === undefined)
    return trouble ?? { kind: "failed", errorKind: "parse", detail: "a sitemap index that lists no sitemap" };
  const feed = joined(first, read, trouble?.detail);
  return { kind: "feed", feed, ...(trouble === undefined ? {} : { trouble }) };
}

function withRule(naming: Naming, rule: NonNullable<Naming["rule"]>): Naming {
  return { ...naming, rule };
}

function recentParts({ url, parts, naming }: IndexVisit): readonly SitemapPart[] {
  const { host } = new URL(url);
  const own = parts.filter((part) => new URL(part.url).host === host);
  const dated = own.filter(({ lastModified }) => lastModified !== undefined);
  if (dated.length === 0) return own.slice(0, MOST_PARTS);
  const age = ({ lastModified }: SitemapPart): number => naming.now - (lastModified ?? 0);
  const newestFirst = dated.toSorted((a, b) => age(a) - age(b));
  // The newest one counts as recent on a quiet site, which else would have none.
  return newestFirst.filter((part, index) => index === 0 || age(part) < RECENT).slice(0, MOST_PARTS);
}

async function readPart(
  outcome: FetchOutcome,
  naming: Naming,
  reader: DocumentReader,
): Promise<{ readonly kind: "feed"; readonly feed: FeedReading } | Failed> {
  switch (outcome.kind) {
    case "failed":
      return unread(outcome);
    case "paused": {
      const detail = `${outcome.host} asked to be left alone for a while`;
      const retryAfterMs = outcome.until - naming.now;
      return unread({ kind: "failed", errorKind: "rate-limited", detail, retryAfterMs, host: outcome.host });
    }
    case "not-modified":
      return unread({ kind: "failed", errorKind: "parse", detail: "an empty answer" });
    case "body": {
      const reading = await reader.read(documentOf(outcome), naming);
      if (reading.kind !== "index") return reading;
      return { kind: "failed", errorKind: "parse", detail: "a sitemap index that lists another index" };
    }
  }
}

/** That a part is gone for good says nothing of the index, which is asked on. */
function unread(failed: Failed): Failed {
  const errorKind = failed.errorKind === "gone" ? "http-410" : failed.errorKind;
  return { ...failed, errorKind, detail: `a sitemap of the index could not be read: ${failed.detail}` };
}

function documentOf({
  bytes,
  finalUrl,
  contentType,
}: Extract<FetchOutcome, { readonly kind: "body" }>): Document {
  return { bytes, url: finalUrl, ...(contentType === undefined ? {} : { contentType }) };
}

/** One document of all parts; an entry that several of them hold counts once. */
function joined(first: FeedReading, parts: readonly FeedReading[], trouble: string | undefined): FeedReading {
  const seen = new Set<string>();
  const entries = parts
    .flatMap((part) => part.entries)
    .filter(({ keys: [key] }) => !seen.has(key) && seen.add(key).size > 0);
  const partial = trouble ?? parts.find((part) => part.partial !== undefined)?.partial;
  const { repairs: _repairs, ...head } = first;
  const repairs = joinedRepairs(parts.map((part) => part.repairs));
  return {
    ...head,
    ...(repairs === undefined ? {} : { repairs }),
    entries,
    read: async (chosen) => {
      const whole = new Map<EntryOutline, Entry>();
      for (const part of parts)
        for (const [outline, entry] of await part.read(ownOf(part, chosen))) whole.set(outline, entry);
      return whole;
    },
    ...(partial === undefined ? {} : { partial }),
  };
}

function ownOf({ entries }: FeedReading, chosen: readonly EntryOutline[]): readonly EntryOutline[] {
  const own = new Set(entries.map(({ entry }) => entry));
  return chosen.filter((entry) => own.has(entry));
}
