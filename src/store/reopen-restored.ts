import { Low } from "lowdb";
import type { OutboxEntry } from "../model/delivery.ts";
import type { Instant } from "../model/time.ts";
import { DayFiles } from "./day-files.ts";
import { JournalAdapter } from "./journal-adapter.ts";
import type { Lock } from "./lock.ts";
import { putOp } from "./ops.ts";
import { emptyTables, isEnded, type TablesView } from "./tables.ts";

const SILENT = { info() {}, warn() {}, error() {} };

/**
 * Opens a restored store for the first time and closes it, lock included. What waits in it may have been sent since:
 * such messages become uncertain, so that a channel that can look does so before it sends them again.
 */
export async function reopenRestored(
  directory: string,
  lock: Lock,
  now: Instant,
): Promise<{ readonly transactions: number; readonly uncertain: number }> {
  const adapter = new JournalAdapter(directory, SILENT);
  const db = new Low<TablesView>(adapter, emptyTables());
  await db.read();
  const { transactions } = adapter;
  await adapter.begin({
    lock,
    archive: new DayFiles(directory),
    // The first start folds; here it would only take time.
    limits: { compactBytes: Number.POSITIVE_INFINITY, mostLogs: Number.POSITIVE_INFINITY },
    onFatal: () => {},
  });
  const waiting = [...db.data.outbox.values()].filter((entry) => !isEnded(entry) && entry.state !== "held");
  if (waiting.length > 0)
    await adapter.commit(waiting.map((entry) => putOp("outbox", entry.id, asUncertain(entry, now))));
  await adapter.close();
  return { transactions, uncertain: waiting.length };
}

function asUncertain(entry: OutboxEntry, now: Instant): OutboxEntry {
  return {
    ...entry,
    state: "uncertain",
    wasUncertain: true,
    firstAttemptAt: entry.firstAttemptAt ?? entry.queuedAt,
    lastAttemptAt: now,
  };
}
