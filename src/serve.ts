import { ConsoleListenError, type ConsoleServer, startConsole } from "./console/server.ts";
import { announceDestinations } from "./announce.ts";
import { consoleView, type Vitals } from "./console-view.ts";
import type { Closable, InForce } from "./in-force.ts";
import { keepHeapLean } from "./lean-heap.ts";
import { faultFields } from "./model/fault.ts";
import type { PollReport } from "./model/poll-report.ts";
import { DAY, type Instant, SECOND } from "./model/time.ts";
import type { Log } from "./ports/log.ts";
import { Push, type PushDeps, type PushHooks, type PushWorker } from "./push.ts";
import type { Reload } from "./reload/reload.ts";
import { startHeartbeat } from "./schedule/cron.ts";
import type { WebSub } from "./websub/web-sub.ts";
import { type Ending, openDigests, round } from "./worker.ts";

/** Retries and digests come due between two rounds, or during a long one; they are looked for this often. */
const PULSE = 5 * SECOND;

interface ServeDeps {
  readonly version: string;
  /** Each job works to its end under the configuration that is in force as it begins. */
  readonly worker: InForce<PushWorker & Closable>;
  /** Absent when no hub is asked for announcements. */
  readonly websub: WebSub | undefined;
  readonly pushLanes: PushDeps["lanes"];
  /** Carries out what operators ordered since the last time. */
  takeOrders(): Promise<void>;
  /** Absent when the configuration comes from no files. */
  readonly reload: Reload | undefined;
}

/**
 * The worker with its page: beats until it is asked to stop, then lets what is under way end. A beat polls what is due
 * by then and not under way from an earlier one, so that a slow host delays its own feeds and no others.
 */
export async function serve(deps: ServeDeps, ending: Ending): Promise<void> {
  keepHeapLean();
  const { worker, reload } = deps;
  const { clock, log } = worker.now;
  let lastBeatAt: Instant = clock.now();
  let lastPolledAt: Instant = lastBeatAt;
  const onPolled = (polled: PollReport): void => {
    lastPolledAt = clock.now();
    logPoll(log, polled);
    push?.polled(polled);
  };
  const rounds = overlapping(log, "round", async () => {
    const report = await worker.use((parts) => round(parts, { kind: "due" }, ending, onPolled));
    if (report.polled > 0) log.info("round.ended", { feeds: report.polled, alerts: report.alerts });
  });
  // One that waits for a slow receiver keeps nothing that falls due for others: a claim leaves it alone.
  const sending = overlapping(log, "drain", async () => {
    await worker.use((parts) => parts.drain(ending));
  });
  const digests = oneAtATime(log, "digests", async () => await worker.use(openDigests));
  const pruning = oneAtATime(log, "prune", pruner(deps, ending));
  const pushing = oneAtATime(log, "push", async () => await push?.work());
  const reloading = oneAtATime(log, "reload", async () => await reload?.look());
  const push = openPush(deps, ending, { onPolled, wake: () => void pushing.run() });
  const ordering = oneAtATime(log, "orders", async () => await deps.takeOrders());
  const pulsed = [reloading, ordering, digests, sending, pruning, pushing];
  const jobs = [rounds, ...pulsed];
  const vitals = (): Vitals => ({
    lastBeatAt,
    ...(rounds.isRunning() ? { pollingSince: lastPolledAt } : {}),
    problems: jobs.flatMap((job) => job.problem() ?? []),
    notInForce: reload?.problems() ?? [],
  });
  const page = await openPage(deps, vitals);
  announce(deps);
  await push?.open();
  reload?.onAsked(() => void reloading.run());
  const onPulse = (): void => {
    lastBeatAt = clock.now();
    for (const job of pulsed) void job.run();
  };
  const onBeat = (): void => {
    if (!rounds.isRunning()) lastPolledAt = clock.now();
    void rounds.run();
  };
  await beat(deps, { onBeat, onPulse }, ending.stop);
  await Promise.all(jobs.map(async (job) => await job.idle()));
  await Promise.all([page?.close(), push?.close()]);
  log.info("vigie.stopped");
}

/** Lets rounds begin with the heartbeat, and other work with the pulse, until `stop` aborts. */
async function beat(
  { worker }: ServeDeps,
  { onBeat, onPulse }: { readonly onBeat: () => void; readonly onPulse: () => void },
  stop: AbortSignal,
): Promise<void> {
  const heart = startHeartbeat(() => worker.now.config.poll.heartbeat, onBeat);
  // By the monotonic clock: what is due must be looked for also while the wall clock is being set.
  const pulse = setInterval(onPulse, PULSE);
  onBeat();
  await aborted(stop);
  worker.now.log.info("vigie.stopping");
  clearInterval(pulse);
  await heart.stop();
}

function openPush(
  { websub, worker, pushLanes: lanes }: ServeDeps,
  ending: Ending,
  hooks: PushHooks,
): Push | undefined {
  return websub && new Push({ websub, worker, lanes }, ending, hooks);
}

interface Job {
  readonly run: () => Promise<void>;
  readonly idle: () => Promise<void>;
  readonly isRunning: () => boolean;
  /** Why the last run failed. */
  readonly problem: () => string | undefined;
}

/**
 * Runs a job whenever it is asked for. One that throws met a store that cannot record, or a bug: the next run comes
 * anyway, and the log is told when the reason changes, not every few seconds.
 */
function overlapping(log: Log, name: string, job: () => Promise<void>): Job {
  const running = new Set<Promise<void>>();
  let problem: string | undefined;
  const guarded = async (end: () => void): Promise<void> => {
    try {
      await job();
      if (problem !== undefined) log.info(`${name}.recovered`);
      problem = undefined;
    } catch (thrown) {
      const fields = faultFields(thrown);
      if (problem !== fields.error) log.error(`${name}.failed`, fields);
      problem = fields.error;
    }
    end();
  };
  return {
    async run() {
      const run = guarded(() => running.delete(run));
      running.add(run);
      await run;
    },
    async idle() {
      await Promise.all(running);
    },
    isRunning: () => running.size > 0,
    problem: () => (problem === undefined ? undefined : `${name}: ${problem}`),
  };
}

/** Runs a job unless it is running already. */
function oneAtATime(log: Log, name: string, job: () => Promise<void>): Job {
  const each = overlapping(log, name, job);
  return {
    ...each,
    async run() {
      if (!each.isRunning()) await each.run();
    },
  };
}

/** Forgets once a day, and at the start, what is past its keeping time. */
function pruner({ worker }: ServeDeps, { stop }: Ending): () => Promise<void> {
  const { store, clock } = worker.now;
  let lastPruneAt: Instant | undefined;
  return async () => {
    const now = clock.now();
    // Also when the clock was set back by more than a day: it may not be that day again for years.
    if (stop.aborted || (lastPruneAt !== undefined && Math.abs(now - lastPruneAt) < DAY)) return;
    lastPruneAt = now;
    await store.prune(now);
  };
}

function logPoll(log: Log, { feed, outcome, errorKind, detail, newItems, alerts }: PollReport): void {
  // One visit of many: that a feed is in trouble is told once, by its notice.
  if (outcome === "error") log.info("feed.failed", { feed, errorKind, detail });
  else log.info("feed.polled", { feed, outcome, newItems, alerts });
}

async function openPage(deps: ServeDeps, vitals: () => Vitals): Promise<ConsoleServer | undefined> {
  const { config, log } = deps.worker.now;
  if (config.console === undefined) return undefined;
  const view = consoleView(() => deps.worker.now, vitals, deps.version);
  try {
    return await startConsole({ ...config.console, view, log });
  } catch (error) {
    // The page is for looking; news is polled and delivered without it.
    if (!(error instanceof ConsoleListenError)) throw error;
    log.error("console.failed", { error: error.message });
    return undefined;
  }
}

function announce({ worker, version }: ServeDeps): void {
  const { config, log } = worker.now;
  log.info("vigie.started", { version, feeds: config.feeds.length, profiles: config.profiles.length });
  announceDestinations(worker.now);
  if (config.websub?.off !== undefined) log.warn("websub.off", { reason: config.websub.off });
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
