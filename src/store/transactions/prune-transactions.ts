import type { OutboxEntry } from "../../model/delivery.ts";
import { DAY, type Instant } from "../../model/time.ts";
import { putOp, type Op } from "./ops.ts";
import { isEnded, type TablesView } from "./tables.ts";

const KEEP_ENDED_MESSAGES_MS = 30 * DAY;
const KEEP_ALERTS_MS = 90 * DAY;
const KEEP_IDS_MS = 365 * DAY;
const KEEP_KEYS_DAYS = 90;
const KEEP_ITEMS_MS = 90 * DAY;

/** Rows in one transaction, so that no line of the journal grows with what has piled up. */
const STEP = 500;

/** The transactions that forget what is past its keeping time. Commit each before asking for the next. */
export function* pruneTransactions(tables: TablesView, now: Instant): Generator<readonly Op[]> {
  yield* inSteps(endedMessages(tables, now - KEEP_ENDED_MESSAGES_MS));
  yield* inSteps(oldAlerts(tables, now - KEEP_ALERTS_MS));
  yield* inSteps(retiredIds(tables, now - KEEP_IDS_MS));
  for (const feedId of tables.keys.feedIds()) {
    // Against today, a feed that answers 304 for a hundred days would lose its keys, and then alert its whole content
    // again. Its newest key is as old as the last document that was read.
    const stale = tables.keys.stale(feedId, KEEP_KEYS_DAYS);
    if (stale.length > 0) yield [{ c: "keys", k: feedId, d: stale }];
  }
}

/** The oldest day of which items stay in the archive. */
export function firstKeptDay(now: Instant): Instant {
  return now - KEEP_ITEMS_MS;
}

/** Changes that belong together are one element, and stay in one transaction. */
function* inSteps(changes: Iterable<readonly Op[]>): Generator<readonly Op[]> {
  let step: Op[] = [];
  for (const change of changes) {
    step.push(...change);
    if (step.length < STEP) continue;
    yield step;
    step = [];
  }
  if (step.length > 0) yield step;
}

function* endedMessages(tables: TablesView, before: Instant): Iterable<readonly Op[]> {
  for (const entry of tables.outbox.values()) {
    if (!isEnded(entry) || endOf(entry) >= before) continue;
    const forgotten: Op = { c: "outbox", k: entry.id, d: 1 };
    // An alert keeps its own id from coming again; a notice has only that of its message.
    yield entry.notices === undefined ? [forgotten] : [forgotten, putOp("retired", entry.id, entry.queuedAt)];
  }
}

function endOf(entry: OutboxEntry): Instant {
  return entry.endedAt ?? entry.lastAttemptAt ?? entry.queuedAt;
}

function* oldAlerts(tables: TablesView, before: Instant): Iterable<readonly Op[]> {
  const inUse = new Set([...tables.outbox.values()].flatMap((entry) => entry.alertIds));
  for (const alert of tables.alerts.values()) {
    if (alert.queuedAt >= before || inUse.has(alert.id)) continue;
    yield [{ c: "alerts", k: alert.id, d: 1 }, putOp("retired", alert.id, alert.queuedAt)];
  }
}

function* retiredIds(tables: TablesView, before: Instant): Iterable<readonly Op[]> {
  for (const [id, queuedAt] of tables.retired) {
    if (queuedAt < before) yield [{ c: "retired", k: id, d: 1 }];
  }
}
