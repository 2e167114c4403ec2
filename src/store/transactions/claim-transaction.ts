import { FURTHEST_AHEAD, type Message, type OutboxEntry } from "../../model/delivery.ts";
import { type Instant, MINUTE, wasSetBack } from "../../model/time.ts";
import type { ClaimRequest, Turn } from "../../ports/store.ts";
import { putOp, type Op } from "./ops.ts";
import type { TablesView } from "./tables.ts";

/** A message that was not attempted for so long belongs to those that wait. */
const FRESH_FOR = 15 * MINUTE;

/** Marks due messages as being attempted now, and gives what to send once that is durable. */
export function claimTransaction(
  tables: TablesView,
  request: ClaimRequest,
): { readonly ops: readonly Op[]; readonly messages: readonly Message[] } {
  const claimed = [...new Set(request.destinations)].flatMap((id) => claimable(tables, id, request));
  return {
    ops: claimed.map((entry) => putOp("outbox", entry.id, asClaimed(entry, request))),
    messages: claimed.map((entry) => toMessage(tables, entry)),
  };
}

/** What was claimed when the last process ended may have been accepted by its receiver. */
export function recoverClaims(tables: TablesView): readonly Op[] {
  const claimed = [...tables.outbox.values()].filter((entry) => entry.state === "claimed");
  return claimed.map((entry) =>
    putOp("outbox", entry.id, { ...entry, state: "uncertain", wasUncertain: true }),
  );
}

function claimable(tables: TablesView, destination: string, request: ClaimRequest): readonly OutboxEntry[] {
  if (isResting(tables, destination, request.now)) return [];
  let room = request.perDestination;
  const due: Record<Turn, OutboxEntry[]> = { fresh: [], waiting: [] };
  for (const entry of tables.openMessages(destination)) {
    if (entry.state === "claimed") room -= 1;
    if (isDue(entry, request.now) && request.except?.has(entry.id) !== true)
      due[turnOf(entry, request.now)].push(entry);
  }
  return byTurns(due, request.first ?? "fresh", Math.max(0, room));
}

function isResting(tables: TablesView, destination: string, now: Instant): boolean {
  return (tables.destinations.get(destination)?.notBefore ?? 0) > now;
}

function isWaiting(entry: OutboxEntry): boolean {
  return entry.state === "pending" || entry.state === "uncertain";
}

/** Due, too, is what was planned by a clock that ran ahead, or was set back since: it may not be that day for years. */
function isDue(entry: OutboxEntry, now: Instant): boolean {
  const { nextAttemptAt, lastAttemptAt, queuedAt } = entry;
  const ahead = nextAttemptAt - now;
  const isVoid = ahead > FURTHEST_AHEAD || wasSetBack(lastAttemptAt ?? queuedAt, now);
  return isWaiting(entry) && (ahead <= 0 || isVoid);
}

function turnOf({ queuedAt, firstAttemptAt, summary }: OutboxEntry, now: Instant): Turn {
  const isNew = firstAttemptAt === undefined && now - queuedAt < FRESH_FOR;
  return isNew && summary?.cause.kind !== "backlog" ? "fresh" : "waiting";
}

/** One of each in turns, so that a backlog keeps no news waiting, and a flood of news no backlog. */
function byTurns(
  due: Readonly<Record<Turn, readonly OutboxEntry[]>>,
  first: Turn,
  count: number,
): readonly OutboxEntry[] {
  const second = first === "fresh" ? "waiting" : "fresh";
  const [ones, others] = [oldest(due[first], count), oldest(due[second], count)];
  const taken: OutboxEntry[] = [];
  for (let turn = 0; turn < count; turn += 1)
    for (const list of [ones, others]) taken.push(...list.slice(turn, turn + 1));
  return taken.slice(0, count);
}

/** The first `count` by time of the next attempt: a backlog of thousands is not sorted for a handful. */
function oldest(entries: readonly OutboxEntry[], count: number): readonly OutboxEntry[] {
  const first: OutboxEntry[] = [];
  for (const entry of entries) {
    const last = first.at(-1);
    if (first.length >= count && (last === undefined || !isBefore(entry, last))) continue;
    const at = first.findIndex((other) => isBefore(entry, other));
    first.splice(at === -1 ? first.length : at, 0, entry);
    first.length = Math.min(first.length, count);
  }
  return first;
}

function isBefore(a: OutboxEntry, b: OutboxEntry): boolean {
  return (
    a.nextAttemptAt < b.nextAttemptAt || (a.nextAttemptAt === b.nextAttemptAt && a.queuedAt < b.queuedAt)
  );
}

function asClaimed(entry: OutboxEntry, { now, repeatAfterMs = 0 }: ClaimRequest): OutboxEntry {
  return {
    ...entry,
    ...(isUncertain(entry) ? { wasUncertain: true } : {}),
    state: "claimed",
    attempts: entry.attempts + 1,
    firstAttemptAt: entry.firstAttemptAt ?? now,
    lastAttemptAt: now,
    nextAttemptAt: now + repeatAfterMs,
  };
}

function toMessage(tables: TablesView, entry: OutboxEntry): Message {
  return {
    id: entry.id,
    destination: entry.destination,
    ...(entry.reader === undefined ? {} : { reader: entry.reader }),
    ...(entry.digest === undefined ? {} : { digest: entry.digest }),
    ...(entry.summary === undefined ? {} : { summary: entry.summary }),
    alerts: entry.alertIds.flatMap((id) => tables.alerts.get(id) ?? []),
    ...(entry.notices === undefined ? {} : { notices: entry.notices }),
    queuedAt: entry.queuedAt,
    earlier: {
      count: entry.attempts,
      ...(entry.firstAttemptAt === undefined ? {} : { firstAt: entry.firstAttemptAt }),
      ...(entry.lastAttemptAt === undefined ? {} : { lastAt: entry.lastAttemptAt }),
      ...(entry.failingSince === undefined ? {} : { failingSince: entry.failingSince }),
      uncertain: isUncertain(entry),
    },
  };
}

function isUncertain(entry: OutboxEntry): boolean {
  return entry.wasUncertain === true || entry.state === "uncertain";
}
