import type { OutboxEntry } from "../../model/delivery.ts";
import type { Settlement } from "../../ports/store.ts";
import { noticeTransaction } from "./notice-transaction.ts";
import { putOp, type Op } from "./ops.ts";
import { holdSame, replacing } from "./replace-transaction.ts";
import type { TablesView } from "./tables.ts";

/** The ending of an attempt. One that is not open any more changes nothing: somebody else has ended it. */
export function settleTransaction(tables: TablesView, settlement: Settlement): readonly Op[] {
  const { destination, replacedBy, told = [] } = settlement;
  const entry = tables.outbox.get(settlement.entry.id);
  if (entry?.state !== "claimed") return [];
  const ended =
    replacedBy !== undefined && holdSame([entry], replacedBy)
      ? replacing([entry.id], replacedBy)
      : [putOp("outbox", entry.id, { ...entry, ...settlement.entry })];
  const state =
    destination === undefined ? [] : [putOp("destinations", destination.destination, destination)];
  return [...ended, ...state, ...noticeTransaction(tables, told)];
}

/** Puts claimed messages back as if the claim had not been. */
export function releaseTransaction(tables: TablesView, ids: readonly string[]): readonly Op[] {
  return [...new Set(ids)].flatMap((id) => {
    const entry = tables.outbox.get(id);
    return entry?.state === "claimed" ? [putOp("outbox", id, asReleased(entry))] : [];
  });
}

function asReleased(entry: OutboxEntry): OutboxEntry {
  const attempts = entry.attempts - 1;
  // It was due when it was claimed.
  const due = { attempts, nextAttemptAt: entry.lastAttemptAt ?? entry.nextAttemptAt };
  if (entry.wasUncertain === true) return { ...entry, ...due, state: "uncertain" };
  if (attempts > 0) return { ...entry, ...due, state: "pending" };
  // Never attempted: the times of the claim would make a receiver that can look, look for nothing.
  const { firstAttemptAt: _first, lastAttemptAt: _last, ...untouched } = entry;
  return { ...untouched, state: "pending", attempts, nextAttemptAt: entry.queuedAt };
}
