import type { Message, OutboxEntry } from "../model/delivery.ts";
import { type Instant, wasSetBack } from "../model/time.ts";
import type { ClaimRequest } from "../ports.ts";
import { putOp, type Op } from "./ops.ts";
import type { TablesView } from "./tables.ts";

/** Marks due messages as being attempted now, and gives what to send once that is durable. */
export function claimTransaction(
  tables: TablesView,
  request: ClaimRequest,
): { readonly ops: readonly Op[]; readonly messages: readonly Message[] } {
  const claimed = [...new Set(request.destinations)].flatMap((id) => claimable(tables, id, request));
  return {
    ops: claimed.map((entry) => putOp("outbox", entry.id, asClaimed(entry, request.now))),
    messages: claimed.map((entry) => toMessage(tables, entry)),
  };
}

/** What was claimed when the last process ended may have been accepted by its receiver. */
export function recoverClaims(tables: TablesView, now: Instant): readonly Op[] {
  const claimed = [...tables.outbox.values()].filter((entry) => entry.state === "claimed");
  return claimed.map((entry) =>
    putOp("outbox", entry.id, { ...entry, state: "uncertain", wasUncertain: true, nextAttemptAt: now }),
  );
}

function claimable(tables: TablesView, destination: string, request: ClaimRequest): readonly OutboxEntry[] {
  const waitsUntil = tables.destinations.get(destination)?.notBefore ?? 0;
  if (waitsUntil > request.now) return [];
  let room = request.perDestination;
  const due: OutboxEntry[] = [];
  for (const entry of tables.openMessages(destination)) {
    if (entry.state === "claimed") room -= 1;
    if (isWaiting(entry) && isDue(entry, request.now)) due.push(entry);
  }
  return oldest(due, Math.max(0, room));
}

/** A clock that was set back by a day must not make a message wait for a day. */
function isDue({ nextAttemptAt, lastAttemptAt, queuedAt }: OutboxEntry, now: Instant): boolean {
  return nextAttemptAt <= now || wasSetBack(lastAttemptAt ?? queuedAt, now);
}

function isWaiting(entry: OutboxEntry): boolean {
  return entry.state === "pending" || entry.state === "uncertain";
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

function asClaimed(entry: OutboxEntry, now: Instant): OutboxEntry {
  return {
    ...entry,
    ...(isUncertain(entry) ? { wasUncertain: true } : {}),
    state: "claimed",
    attempts: entry.attempts + 1,
    firstAttemptAt: entry.firstAttemptAt ?? now,
    lastAttemptAt: now,
  };
}

function toMessage(tables: TablesView, entry: OutboxEntry): Message {
  return {
    id: entry.id,
    destination: entry.destination,
    ...(entry.reader === undefined ? {} : { reader: entry.reader }),
    ...(entry.digest === undefined ? {} : { digest: entry.digest }),
    alerts: entry.alertIds.flatMap((id) => tables.alerts.get(id) ?? []),
    ...(entry.notices === undefined ? {} : { notices: entry.notices }),
    queuedAt: entry.queuedAt,
    earlier: {
      count: entry.attempts,
      ...(entry.firstAttemptAt === undefined ? {} : { firstAt: entry.firstAttemptAt }),
      ...(entry.lastAttemptAt === undefined ? {} : { lastAt: entry.lastAttemptAt }),
      uncertain: isUncertain(entry),
    },
  };
}

function isUncertain(entry: OutboxEntry): boolean {
  return entry.wasUncertain === true || entry.state === "uncertain";
}
