import { setMaxListeners } from "node:events";
import path from "node:path";
import { announceDestinations } from "./announce.ts";
import { assemble } from "./assemble.ts";
import { fingerprint } from "./config/files/fingerprint.ts";
import { loadConfig } from "./config/load.ts";
import type { ConfigProblem } from "./config/problems.ts";
import { type ConfigFiles, ConfigWatch } from "./config/watch.ts";
import { unsubscribeLink } from "./deliver/mail-headers.ts";
import { type RenderedMail, renderDigest } from "./deliver/render/digest.ts";
import { type Discovery, discoverFeeds, type OnTried } from "./discovery.ts";
import { type Effects, SYSTEM_CLOCK, withDefaults } from "./effects.ts";
import { createLog, type LogSink, SILENT_LOG } from "./log.ts";
import type { Matcher } from "./match/compile.ts";
import { type Explanation, explainMatch } from "./match/explain.ts";
import type { Config, Destination } from "./model/config.ts";
import type { DrainReport, Reader } from "./model/delivery.ts";
import { faultFields } from "./model/fault.ts";
import type { Matchable } from "./model/item.ts";
import type { PollReport } from "./model/poll-report.ts";
import { SECOND } from "./model/time.ts";
import { digestKey, digestOpening } from "./outbox/digest.ts";
import type { Channel } from "./ports/channel.ts";
import type { Clock } from "./ports/clock.ts";
import type { FeedbackLog } from "./ports/feedback-log.ts";
import type { Log } from "./ports/log.ts";
import type { Orders } from "./ports/orders.ts";
import type { Store } from "./ports/store.ts";
import { testProfile } from "./profile/test-profile.ts";
import { Reload } from "./reload/reload.ts";
import { openFeedbackFile } from "./store/feedback/feedback-file.ts";
import { openOrderFiles } from "./store/order-files.ts";
import { openStore } from "./store/open-store.ts";
import { serve } from "./serve.ts";
import { takeOrders } from "./take-orders.ts";
import { verdictFields } from "./profile/verdict.ts";
import { VERSION } from "./version.ts";
import { type Ending, type OnPolled, round, type Selection, type WorkerDeps } from "./worker.ts";

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

/** What became of each feed of a round, and what was sent. */
export interface RoundReport extends DrainReport {
  readonly feeds: readonly PollReport[];
  readonly alerts: number;
}

/** vigie, put together. */
export interface App {
  readonly config: Config;
  readonly store: Store;
  /** May be added to in any mode that has a store. */
  readonly feedback: FeedbackLog;
  /** May be given in any mode; absent without a directory to leave them in. */
  readonly orders?: Orders;
  readonly clock: Clock;
  readonly log: Log;
  readonly matcher: Matcher;
  /** Carries out the orders that wait. */
  takeOrders(): Promise<void>;
  /** One round now. */
  round(selection: Selection, signal: AbortSignal, onPolled?: OnPolled): Promise<RoundReport>;
  /** The worker and its page, until `signal` aborts; ends within 10 seconds of that. */
  work(signal: AbortSignal): Promise<void>;
  /** Lets the worker read the files of the configuration now; it does so by itself when they have changed. */
  reload(): void;
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
  const { configDirectory: directory, env, mode, dataDirectory } = options;
  const before = await fingerprint(directory);
  const loaded = await loadConfig({ directory, env });
  if (loaded.kind === "invalid") return loaded;
  const log = createLog(options.logTo ?? { write: () => {} }, loaded.secrets);
  if (mode === "no-store") return { kind: "ready", app: createApp(loaded.config, { log }) };
  const files: ConfigFiles = {
    fingerprint: async () => await fingerprint(directory),
    async load() {
      const outcome = await loadConfig({ directory, env });
      if (outcome.kind === "loaded") log.hide(outcome.secrets);
      return outcome;
    },
  };
  const watch = new ConfigWatch(files, before);
  return await openWithStore(loaded.config, { mode, dataDirectory }, { log }, watch);
}

/** Puts an app with the embedded store together from a configuration in hand, and from its files if they are watched. */
export async function openWithStore(
  config: Config,
  where: { readonly mode: "write" | "read"; readonly dataDirectory: string | undefined },
  overrides: Partial<Effects>,
  watch?: ConfigWatch,
): Promise<OpenApp> {
  const { log = SILENT_LOG, clock = SYSTEM_CLOCK } = overrides;
  const directory = path.resolve(where.dataDirectory ?? config.store.directory);
  const opened = await openStore({
    directory,
    mode: where.mode,
    clock,
    log,
    limits: { textBytes: config.store.textBytes },
    onFatal: (error) => {
      // What the disk holds is not known any more; the restart replays it.
      log.error("store.failed", { error: error.message });
      process.exit(74);
    },
  });
  switch (opened.kind) {
    case "open":
      return {
        kind: "ready",
        app: createApp(
          config,
          {
            ...overrides,
            store: opened.store,
            feedback: openFeedbackFile(directory),
            orders: openOrderFiles(directory, clock),
          },
          watch,
        ),
      };
    case "locked":
      return { kind: "locked", detail: opened.holder };
    case "damaged":
    case "unusable":
      return opened;
  }
}

/** Composes an app from a configuration; what `overrides` leaves out is the real thing (the store: one in memory). */
export function createApp(config: Config, overrides: Partial<Effects>, watch?: ConfigWatch): App {
  const effects = withDefaults(config, VERSION, overrides);
  const { store, feedback, orders, clock, log, fetcher } = effects;
  const assembly = assemble(config, effects);
  const { worker, websub, pushLanes } = assembly;
  const { matcher } = worker.now;
  const reload =
    watch &&
    new Reload(config, {
      watch,
      log,
      load: async (next) => await effects.load(next),
      async enforce(next) {
        await assembly.enforce(next);
        announceDestinations(worker.now);
      },
    });
  return {
    config,
    store,
    feedback,
    ...(orders === undefined ? {} : { orders }),
    clock,
    log,
    matcher,
    takeOrders: async () => await takeOrders(effects),
    async round(selection, signal, onPolled) {
      // A file that is no order must not keep news back; `vigie outbox retry` says what is wrong with it.
      await takeOrders(effects).catch((error: unknown) => log.error("orders.failed", faultFields(error)));
      return await worker.use((parts) => reportedRound(parts, selection, endingOf(signal), onPolled));
    },
    async work(signal) {
      await effects.load(config);
      tellFailedTests(config, log);
      const ordered = async (): Promise<void> => await takeOrders(effects);
      const parts = { worker, websub, pushLanes, reload, takeOrders: ordered, version: VERSION };
      await serve(parts, endingOf(signal));
    },
    reload: () => reload?.ask(),
    openChannel: async (destination) => await effects.openChannel(destination, config.mail),
    previewDigest: (destination, reader) => previewDigest(config, effects, destination, reader),
    discover: async (url, signal, onTried) => await discoverFeeds(url, fetcher, signal, onTried),
    explain: (profileId, item) => explainMatch(matcher, profileId, item),
    async close() {
      for (const part of [worker, fetcher, effects.http, effects.reader, store]) await part.close();
    },
  };
}

function tellFailedTests({ profiles }: Config, log: Log): void {
  for (const failure of profiles.filter(({ status }) => status !== "draft").flatMap(testProfile))
    log.error("profile.test-failed", { ...verdictFields(failure), detail: "in force all the same" });
}

async function reportedRound(
  parts: WorkerDeps,
  selection: Selection,
  ending: Ending,
  onPolled: OnPolled = () => {},
): Promise<RoundReport> {
  const feeds: PollReport[] = [];
  const keep: OnPolled = (report, done, total) => {
    feeds.push(report);
    onPolled(report, done, total);
  };
  const { alerts, delivered, failed } = await round(parts, selection, ending, keep);
  return { feeds, alerts, delivered, failed };
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
