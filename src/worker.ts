import type { Config, Destination } from "./model/config.ts";
import type { DrainReport } from "./model/delivery.ts";
import type { Feed } from "./model/feed.ts";
import type { PollReport } from "./model/poll-report.ts";
import { digestKey, digestOpening } from "./outbox/digest.ts";
import type { Clock, Log, Store } from "./ports.ts";
import { runAll } from "./queue/in-process.ts";
import { newestPeriod } from "./schedule/digest-due.ts";
import { isDue } from "./schedule/due.ts";

/** What a round needs; `poll` and `drain` are the pipeline's, bound to their effects. */
export interface WorkerDeps {
  readonly config: Config;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  poll(feed: Feed, signal: AbortSignal): Promise<PollReport>;
  drain(ending: Ending): Promise<DrainReport>;
}

/** How work is asked to end. `stop`: begin nothing more. `abandon`: end what is on the wire too. */
export interface Ending {
  readonly stop: AbortSignal;
  readonly abandon: AbortSignal;
}

/** Which feeds a round takes: those that are due, all, or the named ones. */
export type Selection =
  | { readonly kind: "due" }
  | { readonly kind: "all" }
  | { readonly kind: "named"; readonly ids: readonly string[] };

export interface RoundReport extends DrainReport {
  readonly feeds: readonly PollReport[];
  readonly alerts: number;
}

/** Told as each feed ends, for progress on a terminal. */
export type OnPolled = (report: PollReport, done: number, total: number) => void;

/**
 * One round: opens the digests that are due, polls the selected feeds, sends what waits. The digests come first, so
 * that one opened at 08:00 holds what was known at 08:00.
 */
export async function round(
  deps: WorkerDeps,
  selection: Selection,
  ending: Ending,
  onPolled?: OnPolled,
): Promise<RoundReport> {
  await openDigests(deps);
  const feeds = selected(deps, selection);
  const reports: PollReport[] = [];
  // Alerts leave while slower feeds are still being read.
  let sending = deps.drain(ending);
  const sendMore = (): void => {
    sending = sending.then(async (sent) => plus(sent, await deps.drain(ending)));
  };
  await runAll(
    feeds,
    async (feed) => {
      const report = await deps.poll(feed, ending.stop);
      reports.push(report);
      onPolled?.(report, reports.length, feeds.length);
      if (report.alerts > 0) sendMore();
    },
    { concurrency: deps.config.poll.concurrency, signal: ending.stop },
  );
  const alerts = reports.reduce((sum, report) => sum + report.alerts, 0);
  return { feeds: reports, alerts, ...(await sending) };
}

function plus(a: DrainReport, b: DrainReport): DrainReport {
  return { delivered: a.delivered + b.delivered, failed: a.failed + b.failed };
}

/** Opens each reader's newest digest period, once; a reader met for the first time starts with an empty one. */
export async function openDigests(
  deps: Pick<WorkerDeps, "config" | "store" | "clock" | "log">,
): Promise<void> {
  for (const destination of deps.config.destinations) {
    if (!isDigest(destination) || destination.off !== undefined) continue;
    for (const reader of destination.readers) {
      const now = deps.clock.now();
      const period = newestPeriod(destination.schedule, reader.timezone, now);
      const ledger = deps.store.digestLedger(digestKey(destination.id, reader));
      if (ledger !== undefined && ledger.lastPeriod >= period) continue;
      const due = { period, now, ...(ledger === undefined ? {} : { ledger }) };
      const outcome = await deps.store.openDigest(digestOpening(destination.id, reader, due));
      deps.log.info("digest.opened", { destination: destination.id, period, outcome });
    }
  }
}

/** Whether a destination collects its alerts into digests. */
export function isDigest(
  destination: Destination,
): destination is Extract<Destination, { readonly kind: "email"; readonly mode: "digest" }> {
  return destination.kind === "email" && destination.mode === "digest";
}

function selected(deps: WorkerDeps, selection: Selection): readonly Feed[] {
  const { feeds } = deps.config;
  switch (selection.kind) {
    case "all":
      return feeds;
    case "named":
      return feeds.filter((feed) => selection.ids.includes(feed.id));
    case "due": {
      const now = deps.clock.now();
      return feeds.filter((feed) => isDue(feed, deps.store.feedState(feed.id), now));
    }
  }
}
