import { setMaxListeners } from "node:events";
import path from "node:path";
import { loadConfig } from "./config/load.ts";
import type { ConfigProblem } from "./config/problems.ts";
import { unsubscribeLink } from "./deliver/mail-headers.ts";
import { openOnce } from "./deliver/open-once.ts";
import { type RenderedMail, renderDigest } from "./deliver/render/digest.ts";
import { type Discovery, discoverFeeds, type OnTried } from "./discovery.ts";
import { type Effects, SYSTEM_CLOCK, withDefaults } from "./effects.ts";
import { createLog, type LogSink, SILENT_LOG } from "./log.ts";
import { compile, type Matcher } from "./match/compile.ts";
import { type Explanation, explainMatch } from "./match/explain.ts";
import type { Config, Destination } from "./model/config.ts";
import type { Reader } from "./model/delivery.ts";
import { HostPauses } from "./model/host-pauses.ts";
import { ingest } from "./ingest.ts";
import type { Matchable } from "./model/item.ts";
import { SECOND } from "./model/time.ts";
import { networkWatch } from "./network-watch.ts";
import { digestKey, digestOpening } from "./outbox/digest.ts";
import type { SendDeps } from "./outbox/send-due.ts";
import { drain, poll, type PollDeps } from "./pipeline.ts";
import type { Channel, Clock, Log, Store } from "./ports.ts";
import type { PushDeps } from "./push.ts";
import { OnePerFeed } from "./queue/one-per-feed.ts";
import { nextPollAt } from "./schedule/due.ts";
import { openStore } from "./store/open-store.ts";
import { serve } from "./serve.ts";
import { VERSION } from "./version.ts";
import { WebSub } from "./websub/web-sub.ts";
import {
  type Ending,
  type OnPolled,
  round,
  type RoundReport,
  type Selection,
  type WorkerDeps,
} from "./worker.ts";

export type { Discovery, FoundFeed } from "./discovery.ts";
export type { ConceptExplanation, Explanation } from "./match/explain.ts";

const GRACE = 5 * SECOND;

/** write: the worker's own store. read: looks at it, also while a worker runs. no-store: needs none. */
export type AppMode = "write" | "read" | "no-store";

export interface AppOptions {
  readonly configDirectory: string;
  /** Instead of the directory that the configuration names. */
  readonly dataDirectory?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly mode: AppMode;
  /** Where the log goes; nowhere unless given. */
  readonly logTo?: LogSink;
}

export type OpenApp =
  | { readonly kind: "ready"; readonly app: App }
  | { readonly kind: "invalid"; readonly problems: readonly ConfigProblem[] }
  | { readonly kind: "locked" | "damaged" | "unusable"; readonly detail: string };

/** vigie, put together. */
export interface App {
  readonly config: Config;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly matcher: Matcher;
  /** One round now. */
  round(selection: Selection, signal: AbortSignal, onPolled?: OnPolled): Promise<RoundReport>;
  /** The worker and its page, until `signal` aborts; ends within 10 seconds of that. */
  work(signal: AbortSignal): Promise<void>;
  openChannel(destination: Destination): Promise<Channel>;
  /** The mail that a reader of a digest would get now; undefined when nothing is held. */
  previewDigest(destination: string, reader: Reader): RenderedMail | undefined;
  /** The feeds of a web address, each fetched and read. */
  discover(url: string, signal: AbortSignal, onTried?: OnTried): Promise<Discovery>;
  /** What a profile makes of an item; undefined when there is no such profile. */
  explain(profileId: string, item: Matchable): Explanation | undefined;
  close(): Promise<void>;
}

/** Loads the configuration, opens the store, and puts the app together. Every ending that is not a bug is a value. */
export async function openApp(options: AppOptions): Promise<OpenApp> {
  const loaded = await loadConfig({ directory: options.configDirectory, env: options.env });
  if (loaded.kind === "invalid") return loaded;
  const log = createLog(options.logTo ?? { write: () => {} }, loaded.secrets);
  if (options.mode === "no-store") return { kind: "ready", app: createApp(loaded.config, { log }) };
  return await openWithStore(
    loaded.config,
    { mode: options.mode, dataDirectory: options.dataDirectory },
    { log },
  );
}

/** Puts an app with the embedded store together from a configuration in hand. */
export async function openWithStore(
  config: Config,
  where: { readonly mode: "write" | "read"; readonly dataDirectory: string | undefined },
  overrides: Partial<Effects>,
): Promise<OpenApp> {
  const { log = SILENT_LOG, clock = SYSTEM_CLOCK } = overrides;
  const opened = await openStore({
    directory: path.resolve(where.dataDirectory ?? config.store.directory),
    mode: where.mode,
    clock,
    log,
    onFatal: (error) => {
      // What the disk holds is not known any more; the restart replays it.
      log.error("store.failed", { error: error.message });
      process.exit(74);
    },
  });
  switch (opened.kind) {
    case "open":
      return { kind: "ready", app: createApp(config, { ...overrides, store: opened.store }) };
    case "locked":
      return { kind: "locked", detail: opened.holder };
    case "damaged":
    case "unusable":
      return opened;
  }
}

/** Composes an app from a configuration; what `overrides` leaves out is the real thing (the store: one in memory). */
export function createApp(config: Config, overrides: Partial<Effects>): App {
  const effects = withDefaults(config, VERSION, overrides);
  const { store, clock, log, fetcher } = effects;
  const matcher = compile(config.profiles);
  const channels = openOnce(async (destination) => await effects.openChannel(destination));
  const worker = workerDeps(config, effects, { matcher, channelOf: channels.channelOf });
  return {
    config,
    store,
    clock,
    log,
    matcher,
    round: async (selection, signal, onPolled) => await round(worker, selection, endingOf(signal), onPolled),
    work: async (signal) => await serve({ ...worker, version: VERSION }, endingOf(signal)),
    openChannel: async (destination) => await effects.openChannel(destination),
    previewDigest: (destination, reader) => previewDigest(config, effects, destination, reader),
    discover: async (url, signal, onTried) => await discoverFeeds(url, fetcher, signal, onTried),
    explain: (profileId, item) => explainMatch(matcher, profileId, item),
    async close() {
      await channels.close();
      await fetcher.close();
      await effects.http.close();
      await effects.reader.close();
      await store.close();
    },
  };
}

function workerDeps(
  config: Config,
  effects: Effects,
  parts: { readonly matcher: Matcher; readonly channelOf: (destination: Destination) => Promise<Channel> },
): WorkerDeps & { readonly push?: PushDeps } {
  const { store, clock, log } = effects;
  const websub = createWebSub(config, effects);
  const feeds = new OnePerFeed();
  const polling = pollDeps(config, effects, { matcher: parts.matcher, websub });
  const unsettled: SendDeps["unsettled"] = new Map();
  const sending: SendDeps = {
    store,
    clock,
    log,
    destinations: config.destinations,
    channelOf: parts.channelOf,
    random: () => effects.random(),
    unsettled,
  };
  const push: PushDeps | undefined = websub && {
    websub,
    ingest: async (feed, pushed) => await feeds.run(feed.id, () => ingest(feed, pushed, polling)),
  };
  return {
    config,
    store,
    clock,
    log,
    poll: async (feed, signal) => await feeds.run(feed.id, () => poll(feed, polling, signal)),
    drain: async (ending) => await drain(sending, ending),
    unrecorded: new Map(),
    ...(push === undefined ? {} : { push }),
  };
}

function pollDeps(
  config: Config,
  effects: Effects,
  { matcher, websub }: { readonly matcher: Matcher; readonly websub: WebSub | undefined },
): PollDeps {
  const { store, clock, log, fetcher, reader } = effects;
  const { destinations, profiles, trackingParams } = config;
  return {
    fetcher,
    reader,
    store,
    clock,
    log,
    matcher,
    profiles,
    destinations,
    trackingParams,
    breathe: async () => await effects.breathe(),
    languageOf: async (item) => await effects.languageOf(item),
    pauses: HostPauses.in(store.feedStates()),
    operators: config.notices,
    isOffline: networkWatch(new Set(config.feeds.map(({ url }) => new URL(url).hostname)).size, {
      ...effects,
      destinations,
      operators: config.notices,
    }),
    nextPollAt: (feed, ending) =>
      nextPollAt(
        feed,
        { ...ending, ...(websub?.isPushed(feed.id) === true ? { pushed: true } : {}) },
        { now: clock.now(), random: effects.random(), rhythm: config.poll },
      ),
  };
}

function createWebSub({ websub, network }: Config, effects: Effects): WebSub | undefined {
  if (websub === undefined || websub.off !== undefined) return undefined;
  return new WebSub(websub, {
    ...effects,
    random: () => effects.random(),
    maxBodyBytes: network.maxBodyBytes,
    userAgent: `vigie/${VERSION}`,
  });
}

function previewDigest(
  { mail }: Config,
  { store, clock }: Effects,
  destination: string,
  reader: Reader,
): RenderedMail | undefined {
  const alerts = store.heldAlerts(destination, reader.address);
  if (alerts.length === 0) return undefined;
  const now = clock.now();
  const ledger = store.digestLedger(digestKey(destination, reader));
  const due = {
    period: new Date(now).toISOString().slice(0, 10),
    now,
    ...(ledger === undefined ? {} : { ledger }),
  };
  return renderDigest({
    alerts,
    reader,
    digest: digestOpening(destination, reader, due).digest,
    from: mail?.from ?? { name: "vigie", address: "vigie@localhost" },
    ...(mail === undefined ? {} : { unsubscribe: unsubscribeLink(destination, reader, mail) }),
  });
}

/** After `stop`, what is on the wire may end by itself for a while; the process has ten seconds in all. */
function endingOf(stop: AbortSignal): Ending {
  const controller = new AbortController();
  // Every fetch and every sending listens to these; Node would call more than ten a leak.
  setMaxListeners(0, stop, controller.signal);
  const arm = (): void => void setTimeout(() => controller.abort(), GRACE).unref();
  if (stop.aborted) arm();
  else stop.addEventListener("abort", arm, { once: true });
  return { stop, abandon: controller.signal };
}
