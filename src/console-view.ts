import type { ConsoleView, DestinationView, FeedView, Health, HealthCheck } from "./console/view-model.ts";
import type { Destination } from "./model/config.ts";
import type { MessageState, OutboxEntry } from "./model/delivery.ts";
import type { Feed, FeedState } from "./model/feed.ts";
import { type Instant, MINUTE, SECOND } from "./model/time.ts";
import type { WorkerDeps } from "./worker.ts";

/** What the worker knows of its own life. */
export interface Vitals {
  readonly lastBeatAt: Instant;
  /** While a round is running: when it began or a feed's poll last ended. */
  readonly pollingSince?: Instant;
  /** Why jobs failed when they last ran. */
  readonly problems: readonly string[];
  /** What the files of the configuration say and is not in force, and why. */
  readonly notInForce: readonly string[];
}

/** The schedule beats every few seconds: no beat for so long means that it stands still. */
const SILENCE = MINUTE;
/** Beyond the deadline of a fetch and the pause of its host, no poll and no attempt at a delivery takes so long. */
const STUCK = 15 * MINUTE;
/** From the least to the most advanced. */
const STATES: readonly MessageState[] = [
  "dead",
  "dropped",
  "uncertain",
  "pending",
  "claimed",
  "held",
  "sent",
];

/** What the page may look at: live answers from the store and from the worker that is in force when they are asked for. */
export function consoleView(worker: () => WorkerDeps, vitals: () => Vitals, version: string): ConsoleView {
  const { store, clock } = worker();
  return {
    alerts: (limit) => store.recentAlerts(limit),
    deliveries: (alertIds) => deliveriesOf(alertIds, store.outbox()),
    feeds: () => worker().config.feeds.map((feed) => feedView(feed, store.feedState(feed.id))),
    destinations: () => {
      const entries = store.outbox();
      return worker().config.destinations.map((one) => destinationView(one, worker(), entries));
    },
    health: () => healthOf(worker(), vitals()),
    now: () => clock.now(),
    get language() {
      return worker().config.language;
    },
    get timezone() {
      return worker().config.timezone;
    },
    version,
  };
}

function feedView(feed: Feed, state: FeedState | undefined): FeedView {
  return { feed, ...(state === undefined ? {} : { state }) };
}

function deliveriesOf(
  alertIds: readonly string[],
  entries: readonly OutboxEntry[],
): ReadonlyMap<string, MessageState> {
  const asked = new Set(alertIds);
  const deliveries = new Map<string, MessageState>();
  for (const { alertIds: carried, state } of entries) {
    for (const id of carried) {
      const other = deliveries.get(id);
      if (asked.has(id) && (other === undefined || STATES.indexOf(state) < STATES.indexOf(other))) {
        deliveries.set(id, state);
      }
    }
  }
  return deliveries;
}

function destinationView(
  { id, kind, off }: Destination,
  { store }: WorkerDeps,
  entries: readonly OutboxEntry[],
): DestinationView {
  const counts: Partial<Record<MessageState, number>> = {};
  let lastSentAt = 0;
  for (const entry of entries) {
    if (entry.destination !== id) continue;
    counts[entry.state] = (counts[entry.state] ?? 0) + 1;
    if (entry.state === "sent") lastSentAt = Math.max(lastSentAt, entry.endedAt ?? 0);
  }
  const state = store.destinationStates().find(({ destination }) => destination === id);
  return {
    id,
    kind,
    ...(off === undefined ? {} : { off }),
    ...(state === undefined ? {} : { state }),
    counts,
    ...(lastSentAt === 0 ? {} : { lastSentAt }),
  };
}

/**
 * A destination that is down is a warning of its own, not a reason to call the whole process unready. Neither is a slip
 * in a file while what was there before is in force: who restarted the process for it would find it refusing to start.
 */
function healthOf(deps: WorkerDeps, vitals: Vitals): Health {
  const work = [
    scheduleCheck(deps, vitals),
    pollingCheck(deps, vitals),
    sendingCheck(deps),
    faultCheck(deps, vitals),
  ];
  return { ready: work.every(({ ok }) => ok), checks: [...work, configurationCheck(vitals)] };
}

function scheduleCheck({ clock }: WorkerDeps, { lastBeatAt }: Vitals): HealthCheck {
  const quietMs = Math.max(0, clock.now() - lastBeatAt);
  return { name: "schedule", ok: quietMs < SILENCE, detail: `last beat ${inSeconds(quietMs)} ago` };
}

function pollingCheck({ clock, config }: WorkerDeps, { pollingSince }: Vitals): HealthCheck {
  if (pollingSince === undefined) return { name: "polling", ok: true, detail: "between two rounds" };
  const { deadlineMs, hosts } = config.network;
  const longest = STUCK + deadlineMs + Math.max(0, ...hosts.map(({ gapMs }) => gapMs));
  const quietMs = Math.max(0, clock.now() - pollingSince);
  return {
    name: "polling",
    ok: quietMs < longest,
    detail: `a round goes on, last news of it ${inSeconds(quietMs)} ago`,
  };
}

function sendingCheck({ clock, store }: WorkerDeps): HealthCheck {
  const stuck = store
    .outbox({ states: ["claimed"] })
    .filter(({ lastAttemptAt = 0 }) => clock.now() - lastAttemptAt > STUCK);
  return { name: "sending", ok: stuck.length === 0, detail: `${stuck.length} attempts without an ending` };
}

function faultCheck({ unrecorded }: WorkerDeps, { problems }: Vitals): HealthCheck {
  const all = [
    ...problems,
    ...(unrecorded.size === 0 ? [] : [`${unrecorded.size} polls could not be recorded`]),
  ];
  return {
    name: "worker",
    ok: all.length === 0,
    detail: all.length === 0 ? "nothing has failed" : all.join("; "),
  };
}

function configurationCheck({ notInForce }: Vitals): HealthCheck {
  return {
    name: "configuration",
    ok: notInForce.length === 0,
    detail: notInForce.length === 0 ? "in force as it is written" : notInForce.join("; "),
  };
}

function inSeconds(ms: number): string {
  return `${Math.round(ms / SECOND)} s`;
}
