import type { ConsoleView, DestinationView, Health } from "./console/view-model.ts";
import type { Destination } from "./model/config.ts";
import type { MessageState, OutboxEntry } from "./model/delivery.ts";
import { type Instant, MINUTE } from "./model/time.ts";
import type { WorkerDeps } from "./worker.ts";

/** The schedule beats every few seconds: no beat for so long means that it stands still. */
const SILENCE = MINUTE;
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

/** What the page may look at: live answers from the store and the worker. */
export function consoleView(
  deps: WorkerDeps & { readonly version: string },
  lastBeatAt: () => Instant,
): ConsoleView {
  const { config, store, clock } = deps;
  return {
    alerts: (limit) => store.recentAlerts(limit),
    deliveries: (alertIds) => deliveriesOf(alertIds, store.outbox()),
    feeds: () =>
      config.feeds.map((feed) => {
        const state = store.feedState(feed.id);
        return { feed, ...(state === undefined ? {} : { state }) };
      }),
    destinations: () => {
      const entries = store.outbox();
      return config.destinations.map((destination) => destinationView(destination, deps, entries));
    },
    health: () => healthOf(deps, lastBeatAt()),
    now: () => clock.now(),
    language: config.language,
    timezone: config.timezone,
    version: deps.version,
  };
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

/** A destination that is down is a warning of its own, not a reason to call the whole process unready. */
function healthOf({ clock }: WorkerDeps, lastBeatAt: Instant): Health {
  const quietMs = clock.now() - lastBeatAt;
  const beating = quietMs < SILENCE;
  const checks = [{ name: "schedule", ok: beating, detail: `last beat ${Math.round(quietMs / 1000)} s ago` }];
  return { ready: checks.every(({ ok }) => ok), checks };
}
