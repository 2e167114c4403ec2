import { ConsoleListenError, type ConsoleServer, startConsole } from "./console/server.ts";
import { consoleView, type Vitals } from "./console-view.ts";
import { faultFields } from "./model/fault.ts";
import type { PollReport } from "./model/poll-report.ts";
import { DAY, type Instant, SECOND } from "./model/time.ts";
import type { Log } from "./ports.ts";
import { Push, type PushDeps, type PushHooks } from "./push.ts";
import { startHeartbeat } from "./schedule/cron.ts";
import { type Ending, isDigest, openDigests, round, type WorkerDeps } from "./worker.ts";

/** Retries and digests come due between two rounds, or during a long one; they are looked for this often. */
const PULSE = 5 * SECOND;

type ServeDeps = WorkerDeps & {
  readonly version: string;
  /** Absent when no hub is asked for announcements. */
  readonly push?: PushDeps;
};

/**
 * The worker with its page: beats until it is asked to stop, then lets what is under way end. A beat polls what is due
 * by then and not under way from an earlier one, so that a slow host delays its own feeds and no others.
 */
export async function serve(deps: ServeDeps, ending: Ending): Promise<void> {
  const { clock, log, config } = deps;
  let lastBeatAt: Instant = clock.now();
  let lastPolledAt: Instant = lastBeatAt;
  const onPolled = (polled: PollReport): void => {
    lastPolledAt = clock.now();
    logPoll(log, polled);
    push?.polled(polled);
  };
  const rounds = overlapping(log, "round", async () => {
    const report = await round(deps, { kind: "due" }, ending, onPolled);
    if (report.feeds.length > 0)
      log.info("round.ended", { feeds: report.feeds.length, alerts: report.alerts });
  });
  const sending = oneAtATime(log, "drain", async () => void (await deps.drain(ending)));
  const digests = oneAtATime(log, "digests", async () => await openDigests(deps));
  const pruning = oneAtATime(log, "prune", pruner(deps, ending));
  const pushing = oneAtATime(log, "push", async () => await push?.work());
  const push = openPush(deps, ending, { onPolled, wake: () => void pushing.run() });
  const jobs = [rounds, sending, digests, pruning, pushing];
  const vitals = (): Vitals => ({
    lastBeatAt,
    ...(rounds.isRunning() ? { pollingSince: lastPolledAt } : {}),
    problems: jobs.flatMap((job) => job.problem() ?? []),
  });
  const page = await openPage(deps, vitals);
  announce(deps);
  await push?.open();
  const beat = (): void => {
    if (!rounds.isRunning()) lastPolledAt = clock.now();
    void rounds.run();
  };
  const heart = startHeartbeat(config.poll.heartbeat, beat);
  // By the monotonic clock: what is due must be looked for also while the wall clock is being set.
  const pulse = setInterval(() => {
    lastBeatAt = clock.now();
    for (const job of [digests, sending, pruning, pushing]) void job.run();
  }, PULSE);
  beat();
  await aborted(ending.stop);
  log.info("vigie.stopping");
  clearInterval(pulse);
  await heart.stop();
  await Promise.all(jobs.map(async (job) => await job.idle()));
  await Promise.all([page?.close(), push?.close()]);
  log.info("vigie.stopped");
}

function openPush(deps: ServeDeps, ending: Ending, hooks: PushHooks): Push | undefined {
  return deps.push === undefined ? undefined : new Push({ ...deps, ...deps.push }, ending, hooks);
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
function pruner({ store, clock }: ServeDeps, { stop }: Ending): () => Promise<void> {
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
  const { config, log } = deps;
  if (config.console === undefined) return undefined;
  try {
    return await startConsole({ ...config.console, view: consoleView(deps, vitals), log });
  } catch (error) {
    // The page is for looking; news is polled and delivered without it.
    if (!(error instanceof ConsoleListenError)) throw error;
    log.error("console.failed", { error: error.message });
    return undefined;
  }
}

function announce(deps: ServeDeps): void {
  const { config, log, version } = deps;
  log.info("vigie.started", { version, feeds: config.feeds.length, profiles: config.profiles.length });
  for (const { id, off } of config.destinations) {
    if (off === undefined) log.info("destination.on", { destination: id });
    else log.warn("destination.off", { destination: id, reason: off });
  }
  if (config.websub?.off !== undefined) log.warn("websub.off", { reason: config.websub.off });
  // Kept, since a slip in a file must lose nothing; told, since nobody will ever send them.
  for (const [destination, messages] of strandedMessages(deps))
    log.warn("outbox.stranded", { destination, messages });
}

/** Messages by destination that this configuration has no way for: its destination, its digest or its reader is gone. */
function strandedMessages({ config, store }: ServeDeps): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const entry of store.outbox({ states: ["held", "pending", "uncertain"] })) {
    const destination = config.destinations.find(({ id }) => id === entry.destination);
    const isRead =
      destination !== undefined &&
      (entry.state !== "held" ||
        (isDigest(destination) &&
          destination.readers.some(({ address }) => address === entry.reader?.address)));
    if (!isRead) counts.set(entry.destination, (counts.get(entry.destination) ?? 0) + 1);
  }
  return counts;
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
