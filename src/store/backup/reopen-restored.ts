import { Low } from "lowdb";
import type { OutboxEntry } from "../../model/delivery.ts";
import { type Instant, toIso } from "../../model/time.ts";
import { DayFiles } from "../archive/day-files.ts";
import { JournalAdapter } from "../journal/journal-adapter.ts";
import type { Lock } from "../lock/lock.ts";
import { putOp } from "../transactions/ops.ts";
import { emptyTables, isEnded, type TablesView } from "../transactions/tables.ts";

const SILENT = { info() {}, warn() {}, error() {} };

export interface Reopening {
  readonly now: Instant;
  /** Whether what is open in it is given up. */
  readonly dropOpen: boolean;
  /** What it was restored from, in a word. */
  readonly origin: string;
}

/** What is known of a restored store. */
export interface Reopened {
  readonly transactions: number;
  /** The last moment that it knows of; absent when it knows of none. */
  readonly asOf?: Instant;
  /** Messages that were to be sent, or on the wire; nobody knows whether they were sent since. */
  readonly waiting: number;
  /** Messages that were held for a digest, and may have been in one since. */
  readonly held: number;
}

/**
 * Opens a restored store for the first time and closes it; the lock, which may be of another directory, stays. What is
 * open in it may have been sent since. What waits becomes uncertain, so that a channel that can look does so before it
 * sends it again; what is held stays. With `dropOpen` all of it is given up, for an operator to want again.
 */
export async function reopenRestored(
  directory: string,
  lock: Lock,
  { now, dropOpen, origin }: Reopening,
): Promise<Reopened> {
  const adapter = new JournalAdapter(directory, SILENT);
  const db = new Low<TablesView>(adapter, emptyTables());
  await db.read();
  const { transactions } = adapter;
  await adapter.begin({
    lock: { ...lock, release: async () => {} },
    archive: new DayFiles(directory),
    // The first start folds; here it would only take time.
    limits: { compactBytes: Number.POSITIVE_INFINITY, mostLogs: Number.POSITIVE_INFINITY },
    onFatal: () => {},
  });
  const asOf = lastMoment(db.data);
  const open = [...db.data.outbox.values()].filter((entry) => !isEnded(entry));
  const waiting = open.filter(({ state }) => state !== "held");
  const lastError = `restored from ${origin} of ${asOf === undefined ? "an unknown time" : toIso(asOf)}, and may have been sent since`;
  const changed = dropOpen
    ? open.map((entry) => ({ ...asGivenUp(entry, now), lastError }))
    : waiting.map(asUncertain);
  if (changed.length > 0) await adapter.commit(changed.map((entry) => putOp("outbox", entry.id, entry)));
  await adapter.close();
  return {
    transactions,
    ...(asOf === undefined ? {} : { asOf }),
    waiting: waiting.length,
    held: open.length - waiting.length,
  };
}

function lastMoment({ feeds, outbox }: TablesView): Instant | undefined {
  let last: Instant | undefined;
  const note = (at: Instant | undefined): void => {
    if (at !== undefined && (last === undefined || at > last)) last = at;
  };
  for (const { lastPollAt } of feeds.values()) note(lastPollAt);
  for (const { queuedAt, lastAttemptAt, endedAt } of outbox.values())
    for (const at of [queuedAt, lastAttemptAt, endedAt]) note(at);
  return last;
}

function asUncertain(entry: OutboxEntry): OutboxEntry {
  return {
    ...entry,
    state: "uncertain",
    wasUncertain: true,
    // Of a message that was never tried nothing may have arrived; of this one it may.
    attempts: Math.max(1, entry.attempts),
    firstAttemptAt: entry.firstAttemptAt ?? entry.queuedAt,
  };
}

function asGivenUp(entry: OutboxEntry, now: Instant): OutboxEntry {
  const ended = { state: "dead", endedAt: now } as const;
  return entry.state === "held" ? { ...entry, ...ended, wasHeld: true } : { ...asUncertain(entry), ...ended };
}
