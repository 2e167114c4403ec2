import type { ConsoleServer } from "./console/server.ts";
import { consoleView } from "./console-view.ts";
import { DAY, type Instant } from "./model/time.ts";
import type { Log } from "./ports.ts";
import { startHeartbeat } from "./schedule/cron.ts";
import { type Ending, round, type WorkerDeps } from "./worker.ts";

/** Retries come due between two rounds; they are looked for this often. */
const DELIVERY_PULSE = "*/5 * * * * *";

/**
 * The worker with its page: beats until it is asked to stop, then lets what is under way end. Rounds never overlap; a
 * beat that comes while one is running is not queued, since the next one finds whatever is due by then.
 */
export async function serve(deps: WorkerDeps & { readonly version: string }, ending: Ending): Promise<void> {
  const { clock, log, config } = deps;
  let lastBeatAt: Instant = clock.now();
  let lastPruneAt: Instant = 0;
  const rounds = oneAtATime(log, "round.failed", async () => {
    const report = await round(deps, { kind: "due" }, ending, (polled) => logPoll(log, polled));
    if (report.feeds.length > 0)
      log.info("round.ended", { feeds: report.feeds.length, alerts: report.alerts });
    if (clock.now() - lastPruneAt < DAY) return;
    lastPruneAt = clock.now();
    await deps.store.prune(lastPruneAt);
  });
  const sending = oneAtATime(log, "drain.failed", async () => void (await deps.drain(ending)));
  const page = await openPage(deps, () => lastBeatAt);
  announce(deps);
  const heart = startHeartbeat(config.poll.heartbeat, async () => await rounds.run());
  const pulse = startHeartbeat(DELIVERY_PULSE, async () => {
    lastBeatAt = clock.now();
    await sending.run();
  });
  void rounds.run();
  await aborted(ending.stop);
  log.info("vigie.stopping");
  await Promise.all([heart.stop(), pulse.stop()]);
  await Promise.all([rounds.idle(), sending.idle()]);
  await page?.close();
  log.info("vigie.stopped");
}

/** Runs a job unless it is running already. A job that throws is a bug, told in the log; the next run comes anyway. */
function oneAtATime(
  log: Log,
  event: string,
  job: () => Promise<void>,
): { readonly run: () => Promise<void>; readonly idle: () => Promise<void> } {
  let running: Promise<void> | undefined;
  const guarded = async (): Promise<void> => {
    try {
      await job();
    } catch (error) {
      log.error(event, { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
    }
    running = undefined;
  };
  return {
    async run() {
      if (running !== undefined) return;
      running = guarded();
      await running;
    },
    async idle() {
      await running;
    },
  };
}

function logPoll(log: Log, polled: Parameters<NonNullable<Parameters<typeof round>[3]>>[0]): void {
  const { feed, outcome, errorKind, detail, newItems, alerts } = polled;
  if (outcome === "error") log.warn("feed.failed", { feed, errorKind, detail });
  else log.info("feed.polled", { feed, outcome, newItems, alerts });
}

async function openPage(
  deps: WorkerDeps & { readonly version: string },
  lastBeatAt: () => Instant,
): Promise<ConsoleServer | undefined> {
  const { config, log } = deps;
  if (config.console === undefined) return undefined;
  // Not with this file: a worker without a page is spared the web server.
  const { ConsoleListenError, startConsole } = await import("./console/server.ts");
  try {
    return await startConsole({ ...config.console, view: consoleView(deps, lastBeatAt), log });
  } catch (error) {
    // The page is for looking; news is polled and delivered without it.
    if (!(error instanceof ConsoleListenError)) throw error;
    log.error("console.failed", { error: error.message });
    return undefined;
  }
}

function announce({ config, log, version }: WorkerDeps & { readonly version: string }): void {
  log.info("vigie.started", { version, feeds: config.feeds.length, profiles: config.profiles.length });
  for (const { id, off } of config.destinations) {
    if (off === undefined) log.info("destination.on", { destination: id });
    else log.warn("destination.off", { destination: id, reason: off });
  }
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
