import type { Config, Destination } from "./model/config.ts";
import type { DrainReport, Reader } from "./model/delivery.ts";
import { isOpened } from "./model/digest.ts";
import { faultFields } from "./model/fault.ts";
import type { Feed } from "./model/feed.ts";
import { followedAddress } from "./model/feed-move.ts";
import { freshState } from "./model/feed-state.ts";
import { type PollReport, pollReport } from "./model/poll-report.ts";
import { type Instant, MINUTE } from "./model/time.ts";
import { digestKey, digestOpening } from "./outbox/digest.ts";
import type { Clock } from "./ports/clock.ts";
import type { Log } from "./ports/log.ts";
import type { Store } from "./ports/store.ts";
import type { LaneChoice, Lanes } from "./queue/lanes.ts";
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
  /** Feeds whose last poll could not be recorded, and when: nothing that is stored keeps them from being due at once. */
  readonly unrecorded: Map<string, Instant>;
  /** Of the hosts: what several rounds poll at the same time shares them. */
  readonly lanes: Lanes;
  /** Feeds that a round took because they were due, and has not ended with: another round leaves them alone. */
  readonly underWay: Set<string>;
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

/** How a round ended; what became of each feed was told as it ended. */
export interface RoundEnding extends DrainReport {
  readonly polled: number;
  readonly alerts: number;
}

/** Told as each feed ends. */
export type OnPolled = (report: PollReport, done: number, total: number) => void;

/** How long a feed is left alone whose poll could not be recorded: a full disk is no reason to press its host. */
const UNRECORDED_PAUSE = 5 * MINUTE;

/**
 * One round: opens the digests that are due, polls the selected feeds, sends what waits. The digests come first, so
 * that one opened at 08:00 holds what was known at 08:00. Rejects, at the end, when the store could not record a digest
 * or a delivery; a poll that could not be recorded is an error in the report. Rounds may overlap.
 */
export async function round(
  deps: WorkerDeps,
  selection: Selection,
  ending: Ending,
  onPolled?: OnPolled,
): Promise<RoundEnding> {
  const feeds = selected(deps, selection);
  let polled = 0;
  let alerts = 0;
  const faults = new Faults();
  let sent: DrainReport = { delivered: 0, failed: 0 };
  const send = async (): Promise<void> =>
    await faults.keep(async () => void (sent = plus(sent, await deps.drain(ending))));
  await faults.keep(async () => await openDigests(deps));
  // Alerts leave while slower feeds are still being read.
  let sending = send();
  const visit = async (feed: Feed): Promise<void> => {
    const report = await pollOne(feed, deps, ending);
    polled += 1;
    alerts += report.alerts;
    onPolled?.(report, polled, feeds.length);
    if (report.alerts + report.notices > 0) sending = sending.then(send);
  };
  const turn = async (feed: Feed): Promise<void> => {
    if (!ending.stop.aborted) await faults.keep(async () => await visit(feed));
    if (selection.kind === "due") deps.underWay.delete(feed.id);
  };
  await faults.keep(async () => await deps.lanes.each(feeds, (feed) => laneOf(feed, deps), turn));
  await sending;
  faults.throwFirst();
  return { polled, alerts, ...sent };
}

/** What throws in one piece of work must not keep the others undone, nor reject while nobody listens. */
class Faults {
  readonly #faults: unknown[] = [];

  async keep(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#faults.push(error);
    }
  }

  throwFirst(): void {
    if (this.#faults.length > 0) throw this.#faults[0];
  }
}

/** The host that a feed is asked at, and how many of its feeds may be asked at once: the others would only wait. */
function laneOf(feed: Feed, { config, store }: WorkerDeps): LaneChoice {
  const { move } = freshState(feed, store.feedState(feed.id));
  const { hostname } = new URL(followedAddress(move) ?? feed.url);
  const pace = config.network.hosts.find(({ host }) => host === hostname);
  return { name: hostname, width: pace?.connections ?? 1 };
}

async function pollOne(feed: Feed, deps: WorkerDeps, ending: Ending): Promise<PollReport> {
  try {
    const report = await deps.poll(feed, ending.stop);
    deps.unrecorded.delete(feed.id);
    return report;
  } catch (error) {
    const fields = faultFields(error);
    // Told once for the whole time that nothing can be recorded, not for each feed and round.
    if (deps.unrecorded.size === 0) deps.log.error("poll.unrecorded", { feed: feed.id, ...fields });
    deps.unrecorded.set(feed.id, deps.clock.now());
    return { ...pollReport(feed, "error"), detail: `could not be recorded: ${fields.error}` };
  }
}

function plus(a: DrainReport, b: DrainReport): DrainReport {
  return { delivered: a.delivered + b.delivered, failed: a.failed + b.failed };
}

/** Opens each reader's newest digest period, once; a reader met for the first time starts with an empty one. */
export async function openDigests(
  deps: Pick<WorkerDeps, "config" | "store" | "clock" | "log">,
): Promise<void> {
  const faults = new Faults();
  for (const destination of deps.config.destinations) {
    if (!isDigest(destination) || destination.off !== undefined) continue;
    for (const reader of destination.readers)
      await faults.keep(async () => await openDigest(deps, destination, reader));
  }
  faults.throwFirst();
}

async function openDigest(
  { store, clock, log }: Pick<WorkerDeps, "store" | "clock" | "log">,
  { id, schedule }: DigestDestination,
  reader: Reader,
): Promise<void> {
  const now = clock.now();
  const period = newestPeriod(schedule, reader.timezone, now);
  const ledger = store.digestLedger(digestKey(id, reader));
  if (ledger !== undefined && isOpened(period, ledger, now)) return;
  const due = { period, now, ...(ledger === undefined ? {} : { ledger }) };
  const outcome = await store.openDigest(digestOpening(id, reader, due));
  log.info("digest.opened", { destination: id, period, outcome });
}

type DigestDestination = Extract<Destination, { readonly kind: "email"; readonly mode: "digest" }>;

/** Whether a destination collects its alerts into digests. */
export function isDigest(destination: Destination): destination is DigestDestination {
  return destination.kind === "email" && destination.mode === "digest";
}

/** The feeds of a round; those that it takes for being due are under way from here on. */
function selected(deps: WorkerDeps, selection: Selection): readonly Feed[] {
  const { feeds } = deps.config;
  switch (selection.kind) {
    case "all":
      return feeds;
    case "named": {
      const ids = new Set(selection.ids);
      return feeds.filter((feed) => ids.has(feed.id));
    }
    case "due": {
      const now = deps.clock.now();
      const due = feeds.filter(
        (feed) =>
          isDue(feed, deps.store.feedTimes(feed.id), now) &&
          !isResting(deps.unrecorded.get(feed.id), now) &&
          !deps.underWay.has(feed.id),
      );
      for (const { id } of due) deps.underWay.add(id);
      return due;
    }
  }
}

function isResting(unrecordedAt: Instant | undefined, now: Instant): boolean {
  // A clock that was set back must not prolong the pause.
  return unrecordedAt !== undefined && Math.abs(now - unrecordedAt) < UNRECORDED_PAUSE;
}
