import { type App, createApp } from "../../src/app.ts";
import type { ConfigWatch } from "../../src/config/watch.ts";
import type { Effects } from "../../src/effects.ts";
import type { Config, Destination } from "../../src/model/config.ts";
import type { Delivery, Message } from "../../src/model/delivery.ts";
import { Secret } from "../../src/model/secret.ts";
import { HOUR, type Instant, MINUTE, SECOND } from "../../src/model/time.ts";
import type { Fetcher, FetchOutcome, FetchRequest } from "../../src/ports/fetcher.ts";
import { createReader } from "../../src/reader/create-reader.ts";
import { createMemoryStore } from "../../src/store/memory-store.ts";
import { hash } from "../../src/text/hash.ts";
import { aFeed } from "./a-feed.ts";
import { aProfile } from "./a-profile.ts";
import { startBuiltThread } from "./a-thread.ts";

/** A feed about trams, a profile that wants them, one Discord destination. */
export function aConfig(given: Partial<Config> = {}): Config {
  return {
    language: "en",
    timezone: "Europe/Paris",
    store: { kind: "file", directory: "data", textBytes: 2 ** 30 },
    poll: {
      heartbeat: "* * * * *",
      everyMs: 15 * MINUTE,
      fastestMs: 5 * MINUTE,
      slowestMs: 6 * HOUR,
      concurrency: 4,
    },
    network: {
      deadlineMs: 20 * SECOND,
      maxBodyBytes: 10_485_760,
      allowAddresses: ["127.0.0.1/32"],
      hosts: [],
    },
    destinations: [aWebhook("researchers")],
    notices: [],
    outbox: { perPoll: 20, perHour: 40 },
    trackingParams: ["utm_*"],
    feeds: [aFeed()],
    profiles: [
      aProfile({
        id: "trams",
        destinations: ["researchers"],
        concepts: [{ id: "tram", role: "core", weight: 85, any: ["tram"], exact: [], near: [], regex: [] }],
      }),
    ],
    ...given,
  };
}

export function aWebhook(id: string): Destination {
  const url = new Secret(`https://discord.invalid/api/webhooks/1/${id}`);
  return { id, kind: "discord-webhook", language: "en", url };
}

/** An app on a clock that the test sets, fed by hand, whose channels keep what they are given. */
export interface TestApp {
  readonly app: App;
  /** What each fetch of a feed's address answers from now on; an error is thrown, as a bug would. */
  answer(url: string, outcome: FetchOutcome | Error): void;
  /** Serves an RSS document of these items (`title`, or `[title, link]`). */
  publish(items: readonly RssItem[], url?: string): void;
  readonly requests: readonly FetchRequest[];
  /** What was sent, in order. */
  readonly sent: readonly Message[];
  /** How the next attempts end; after them everything is accepted. */
  endWith(...deliveries: readonly Delivery[]): void;
  /** Sets the clock forward. */
  wait(ms: number): void;
  readonly now: () => Instant;
  /** Polls every feed and sends what is due. */
  round(): ReturnType<App["round"]>;
}

export type RssItem = string | readonly [title: string, link: string];

export function anApp(
  config: Config = aConfig(),
  overrides: Partial<Effects> = {},
  watch?: ConfigWatch,
): TestApp {
  let now: Instant = Date.UTC(2026, 2, 2, 12, 0);
  const answers = new Map<string, FetchOutcome | Error>();
  const requests: FetchRequest[] = [];
  const sent: Message[] = [];
  const endings: Delivery[] = [];
  const fetcher: Fetcher & { close(): Promise<void> } = {
    async fetch(request) {
      requests.push(request);
      const answer = answers.get(request.url);
      if (answer instanceof Error) throw answer;
      return answer ?? { kind: "failed", errorKind: "dns", detail: `${request.url} is unknown` };
    },
    async close() {},
  };
  const app = createApp(
    config,
    {
      store: createMemoryStore(),
      clock: { now: () => now },
      fetcher,
      random: () => 0.5,
      // Files load in their own time, which no clock of a test can advance.
      load: async () => {},
      languageOf: (item) => Promise.resolve(item.language),
      reader: createReader({ startThread: startBuiltThread }),
      openChannel: async ({ id }) => ({
        name: id,
        async send(message) {
          sent.push(message);
          return endings.shift() ?? { kind: "sent", messageId: `post-${sent.length}` };
        },
        async close() {},
      }),
      ...overrides,
    },
    watch,
  );
  const answer: TestApp["answer"] = (url, outcome) => void answers.set(url, outcome);
  return {
    app,
    answer,
    publish: (items, url = aFeed().url) => answer(url, aBody(rssOf(items), url)),
    requests,
    sent,
    endWith: (...deliveries) => void endings.push(...deliveries),
    wait: (ms) => void (now += ms),
    now: () => now,
    round: async () => await app.round({ kind: "all" }, new AbortController().signal),
  };
}

/** A whole answer with this text. */
export function aBody(
  text: string,
  finalUrl: string,
  given: Partial<Extract<FetchOutcome, { kind: "body" }>> = {},
): FetchOutcome {
  return { kind: "body", bytes: new TextEncoder().encode(text), sha256: hash([text]), finalUrl, ...given };
}

export function rssOf(items: readonly RssItem[]): string {
  const written = items.map((item) => {
    const [title, link] = typeof item === "string" ? [item, `https://example.org/${hash([item], 8)}`] : item;
    return `<item><title>${title}</title><link>${link}</link><guid>${link}</guid></item>`;
  });
  return `<rss version="2.0"><channel><title>Example</title>${written.join("")}</channel></rss>`;
}
