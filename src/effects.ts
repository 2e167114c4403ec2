import { openChannel } from "./deliver/open-channel.ts";
import { createGuardedClient } from "./fetch/guarded-client.ts";
import { createHttpFetcher } from "./fetch/http-fetcher.ts";
import { SILENT_LOG } from "./log.ts";
import type { Config, Destination } from "./model/config.ts";
import type { Matchable } from "./model/item.ts";
import type { Channel, Clock, DocumentReader, Fetcher, HttpClient, Log, Store } from "./ports.ts";
import { createBreather } from "./reader/breather.ts";
import { createReader } from "./reader/create-reader.ts";
import { createMemoryStore } from "./store/memory-store.ts";

/** The effects behind an app; whoever composes one may bring others. */
export interface Effects {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly fetcher: Fetcher & { close(): Promise<void> };
  readonly http: HttpClient & { close(): Promise<void> };
  readonly reader: DocumentReader;
  random(): number;
  /** Lets others have the process for a moment when work has had it for long. */
  breathe(): Promise<void>;
  openChannel(destination: Destination): Promise<Channel>;
  /** The language of an item by its words, ISO 639-1. */
  languageOf(item: Matchable): Promise<string | undefined>;
}

export const SYSTEM_CLOCK: Clock = { now: () => Date.now() };

/** What `overrides` leaves out is the real thing; the store: one in memory. */
export function withDefaults(config: Config, version: string, overrides: Partial<Effects>): Effects {
  const clock = overrides.clock ?? SYSTEM_CLOCK;
  const http = overrides.http ?? createGuardedClient({ network: config.network });
  const breathe = overrides.breathe ?? createBreather();
  return {
    store: overrides.store ?? createMemoryStore(),
    clock,
    log: overrides.log ?? SILENT_LOG,
    fetcher: overrides.fetcher ?? createHttpFetcher({ network: config.network, version, clock }),
    http,
    reader: overrides.reader ?? createReader({ breathe: async () => await breathe() }),
    random: overrides.random ?? (() => Math.random()),
    breathe,
    languageOf: overrides.languageOf ?? languageOfWords,
    openChannel:
      overrides.openChannel ??
      (async (destination) =>
        await openChannel(destination, {
          clock,
          http,
          ...(config.mail === undefined ? {} : { mail: config.mail }),
        })),
  };
}

/** Loaded with the first item that matches: its tables take 85 MB and 0.3 s. */
async function languageOfWords(item: Matchable): Promise<string | undefined> {
  const { languageOf } = await import("./text/language.ts");
  return languageOf(item);
}
