import { loadChannels, openChannel } from "./deliver/open-channel.ts";
import type { Closable } from "./in-force.ts";
import { SILENT_LOG } from "./log.ts";
import type { Config, Destination, MailConfig } from "./model/config.ts";
import type { Matchable } from "./model/item.ts";
import { MINUTE } from "./model/time.ts";
import { createNetwork, type NetworkUse } from "./network.ts";
import type { Channel } from "./ports/channel.ts";
import type { Clock } from "./ports/clock.ts";
import type { DocumentReader } from "./ports/document-reader.ts";
import type { FeedbackLog } from "./ports/feedback-log.ts";
import type { Fetcher } from "./ports/fetcher.ts";
import type { HttpClient } from "./ports/http-client.ts";
import type { Log } from "./ports/log.ts";
import type { Orders } from "./ports/orders.ts";
import type { Store } from "./ports/store.ts";
import { createBreather } from "./reader/breather.ts";
import { createReader } from "./reader/create-reader.ts";
import { createMemoryFeedbackLog } from "./store/feedback/memory-feedback-log.ts";
import { createMemoryStore } from "./store/memory-store.ts";

/** The effects behind an app; whoever composes one may bring others. */
export interface Effects {
  readonly store: Store;
  readonly feedback: FeedbackLog;
  readonly orders?: Orders;
  readonly clock: Clock;
  readonly log: Log;
  readonly fetcher: Fetcher & Closable;
  readonly http: HttpClient & Closable;
  readonly reader: DocumentReader;
  random(): number;
  /** For one attempt at a message. */
  deadline(): AbortSignal;
  /** Lets others have the process for a moment when work has had it for long. */
  breathe(): Promise<void>;
  /** Loads the code that work under a configuration needs; rejects when a file cannot be read, now and ever again. */
  load(config: Config): Promise<void>;
  openChannel(destination: Destination, mail: MailConfig | undefined): Promise<Channel>;
  /** The configuration by which `fetcher` and `http` go on. */
  followNetwork(config: NetworkUse): Promise<void>;
  /** The language of an item by its words, ISO 639-1. */
  languageOf(item: Matchable): Promise<string | undefined>;
}

/** Beyond every deadline of a channel's own: only a receiver that goes on and on by crumbs meets it. */
const LONGEST_ATTEMPT = 5 * MINUTE;

export const SYSTEM_CLOCK: Clock = { now: () => Date.now() };

/** What `overrides` leaves out is the real thing; store and feedback log: in memory. */
export function withDefaults(config: Config, version: string, overrides: Partial<Effects>): Effects {
  const clock = overrides.clock ?? SYSTEM_CLOCK;
  const network = createNetwork(config, { version, clock });
  const http = overrides.http ?? network.http;
  const breathe = overrides.breathe ?? createBreather();
  return {
    log: SILENT_LOG,
    random: () => Math.random(),
    deadline: () => AbortSignal.timeout(LONGEST_ATTEMPT),
    fetcher: network.fetcher,
    load: loadFor,
    openChannel: opener({ clock, http }),
    languageOf: languageOfWords,
    followNetwork: async (next) => await network.follow(next),
    ...overrides,
    clock,
    http,
    breathe,
    store: overrides.store ?? createMemoryStore(),
    feedback: overrides.feedback ?? createMemoryFeedbackLog(),
    reader: overrides.reader ?? createReader({ breathe: async () => await breathe() }),
  };
}

function opener(options: Pick<Effects, "clock" | "http">): Effects["openChannel"] {
  return async (destination, mail) =>
    await openChannel(destination, { ...options, ...(mail === undefined ? {} : { mail }) });
}

async function loadFor({ destinations, profiles }: Config): Promise<void> {
  await loadChannels(destinations.filter(({ off }) => off === undefined));
  if (profiles.length > 0) await languages();
}

async function languageOfWords(item: Matchable): Promise<string | undefined> {
  const { languageOf } = await languages();
  return languageOf(item);
}

/** A round alone loads them with the first item that matches: the tables take 85 MB and 0.3 s. */
const languages = async () => await import("./text/language.ts");
