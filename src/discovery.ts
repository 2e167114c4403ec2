import type { FeedFormat } from "./model/feed.ts";
import type { Instant } from "./model/time.ts";
import { feedHints, knownAddresses, usualAddresses, type FeedHint } from "./parse/page/discover.ts";
import { readFeed, type ReadOutcome } from "./parse/read-feed.ts";
import type { Fetcher, FetchOutcome } from "./ports/fetcher.ts";

/** A feed that was found and read. */
export interface FoundFeed {
  readonly url: string;
  /** The address itself, named by the page, known of such sites, or where feeds usually are. */
  readonly how: "itself" | FeedHint["how"] | "usual";
  readonly isComments: boolean;
  readonly format: FeedFormat;
  readonly title?: string;
  readonly items: number;
  /** The latest date of an item. */
  readonly newestAt?: Instant;
}

export type Discovery =
  | {
      readonly kind: "found";
      /** Best first; none when the page leads to no feed. */
      readonly feeds: readonly FoundFeed[];
      /** What the page names and is none, with a sentence each. */
      readonly refused: readonly { readonly url: string; readonly detail: string }[];
    }
  /** The address itself could not be read. */
  | { readonly kind: "failed"; readonly detail: string };

export type OnTried = (url: string) => void;

/**
 * The feeds of a web address: itself when it is one, else what the page advertises, else where feeds of its kind or
 * feeds in general are. Each is fetched and read. Guesses end with the first that is a feed, or when the host has
 * trouble: they are requests that nobody invited. Of an address without a scheme, or with http, https is tried first.
 */
export async function discoverFeeds(
  address: string,
  fetcher: Fetcher,
  signal: AbortSignal,
  onTried: OnTried = () => {},
): Promise<Discovery> {
  let ending: Discovery = { kind: "failed", detail: `${address} is no address` };
  for (const url of secureFirst(address)) {
    const found = await discoverAt(url, new Search(fetcher, signal, onTried), signal);
    if (found.kind === "found" || ending.kind === "failed") ending = found;
    if (signal.aborted || (found.kind === "found" && found.feeds.length > 0)) return found;
  }
  return ending;
}

/** The addresses to try. A port, or a host that is no name on the web, was chosen for what listens there. */
function secureFirst(address: string): readonly string[] {
  const hasScheme = /^[a-z][\w+.-]*:\/\//i.test(address);
  const written = hasScheme ? address : `http://${address}`;
  if (!URL.canParse(written)) return [address];
  const url = new URL(written);
  if (url.protocol !== "http:" || url.port !== "" || !/\.[a-z][^.]*$/i.test(url.hostname)) return [written];
  return [written.replace(/^http:/i, "https:"), written];
}

async function discoverAt(url: string, search: Search, signal: AbortSignal): Promise<Discovery> {
  const first = await search.read(url, { how: "itself", isComments: false });
  if (first.kind === "feed") return { kind: "found", feeds: search.feeds, refused: [] };
  if (first.outcome.kind !== "body" && !leadsOn(first.outcome, url))
    return { kind: "failed", detail: first.detail };
  search.isInside = first.outcome.kind === "body" && first.outcome.isInside === true;
  const refused = await tryHints(hintsFor(first.outcome, url), search);
  if (search.feeds.length === 0 && first.outcome.kind === "body") await guess(first.outcome.finalUrl, search);
  return signal.aborted ? STOPPED : { kind: "found", feeds: search.feeds, refused };
}

type Refused = Extract<Discovery, { readonly kind: "found" }>["refused"];

const STOPPED: Discovery = { kind: "failed", detail: "stopped" };

async function tryHints(hints: readonly FeedHint[], search: Search): Promise<Refused> {
  const refused: Refused[number][] = [];
  for (const hint of hints) {
    const read = await search.read(hint.url, hint);
    if (read.kind === "none") refused.push({ url: hint.url, detail: read.detail });
  }
  return refused;
}

async function guess(page: string, search: Search): Promise<void> {
  for (const url of usualAddresses(page)) {
    const read = await search.read(url, { how: "usual", isComments: false });
    if (read.kind === "feed" || isHostTrouble(read.outcome)) return;
  }
}

/** A page that is kept from robots says nothing about the feeds of a site whose addresses are known. */
function leadsOn(outcome: FetchOutcome, url: string): boolean {
  return outcome.kind === "failed" && outcome.errorKind.startsWith("http-") && knownAddresses(url).length > 0;
}

function hintsFor(page: FetchOutcome, url: string): readonly FeedHint[] {
  if (page.kind === "body") return feedHints({ ...page, url: page.finalUrl });
  return knownAddresses(url).map((address) => ({ url: address, how: "known", isComments: false }));
}

function isHostTrouble(outcome: FetchOutcome): boolean {
  return outcome.kind === "failed" && !outcome.errorKind.startsWith("http-4") && outcome.errorKind !== "gone";
}

type Reading =
  | { readonly kind: "feed" }
  | { readonly kind: "none"; readonly outcome: FetchOutcome; readonly detail: string };

/** What was found so far; the same document under two addresses is one feed. */
class Search {
  readonly feeds: FoundFeed[] = [];
  /** What a page of a public address names must be at one too; the address itself is the operator's. */
  isInside = true;
  readonly #seen = new Set<string>();
  readonly #fetcher: Fetcher;
  readonly #signal: AbortSignal;
  readonly #onTried: OnTried;

  constructor(fetcher: Fetcher, signal: AbortSignal, onTried: OnTried) {
    this.#fetcher = fetcher;
    this.#signal = signal;
    this.#onTried = onTried;
  }

  async read(url: string, found: Pick<FoundFeed, "how" | "isComments">): Promise<Reading> {
    this.#onTried(url);
    const outcome = await this.#fetcher.fetch(
      { url, ...(this.isInside ? {} : { fromOutside: true }) },
      this.#signal,
    );
    if (outcome.kind !== "body") {
      const detail = outcome.kind === "failed" ? outcome.detail : "an empty answer";
      return { kind: "none", outcome, detail };
    }
    const read = await readFeed({ ...outcome, url: outcome.finalUrl });
    if (read.kind === "failed") return { kind: "none", outcome, detail: read.detail };
    const isNew = !this.#seen.has(outcome.finalUrl) && !this.#seen.has(outcome.sha256);
    this.#seen.add(outcome.finalUrl).add(outcome.sha256);
    if (isNew) this.feeds.push({ url, ...found, ...shown(read) });
    return { kind: "feed" };
  }
}

function shown(
  read: Exclude<ReadOutcome, { readonly kind: "failed" }>,
): Omit<FoundFeed, "url" | "how" | "isComments"> {
  if (read.kind === "index") return { format: "sitemap", items: read.parts.length };
  const { format, title, entries } = read.feed;
  const dates = entries.flatMap(({ published, updated }) => published ?? updated ?? []);
  return {
    format,
    ...(title === undefined ? {} : { title }),
    items: entries.length,
    ...(dates.length === 0 ? {} : { newestAt: dates.reduce((a, b) => Math.max(a, b)) }),
  };
}
