import type { Alert } from "../../model/alert.ts";
import type { OutboxEntry } from "../../model/delivery.ts";
import { DAY } from "../../model/time.ts";
import { fingerprint } from "./fingerprint.ts";
import type { KeyRow } from "../keys/key-table.ts";
import { putOp, type Op } from "./ops.ts";
import type { PollPart } from "./poll-parts.ts";
import { type TablesView, wasQueued } from "./tables.ts";

/** A key's day is written again only when it is older than this: otherwise each poll would write every key. */
const KEY_REFRESH_DAYS = 7;

/** The transaction of a poll or a part of it, and how many of its alerts are new. */
export function pollTransaction(
  tables: TablesView,
  poll: PollPart,
): { readonly ops: readonly Op[]; readonly alerts: number } {
  const keys = changedKeys(tables, poll);
  const alerts = unknownAlerts(tables, poll.alerts);
  const messages = messagesOf(tables, poll.messages, new Set(alerts.map((alert) => alert.id)));
  const ops: Op[] = poll.feed === undefined ? [] : [putOp("feeds", poll.feedId, poll.feed)];
  if (keys.length > 0) ops.push({ c: "keys", k: poll.feedId, v: keys });
  for (const alert of alerts) ops.push(putOp("alerts", alert.id, alert));
  for (const message of messages) ops.push(putOp("outbox", message.id, message));
  return { ops, alerts: alerts.length };
}

function changedKeys(tables: TablesView, poll: PollPart): KeyRow[] {
  const { feedId } = poll;
  const salt = tables.meta.get("salt") ?? "";
  const day = Math.floor(poll.at / DAY);
  // Two entries of one document may share a key: the last one has it, or the two would take it in turns, poll by poll.
  const named = new Map<string, string>();
  for (const { key, itemId } of poll.keys) named.set(fingerprint(salt, feedId, key), itemId);
  const changed: KeyRow[] = [];
  for (const [print, itemId] of named) {
    const known = tables.keys.get(feedId, print);
    const stays = known !== undefined && known[1] === itemId && day - known[2] <= KEY_REFRESH_DAYS;
    if (!stays) changed.push([print, itemId, day]);
  }
  return changed;
}

function unknownAlerts(tables: TablesView, alerts: readonly Alert[]): Alert[] {
  const unknown = new Map<string, Alert>();
  for (const alert of alerts) {
    const isKnown = tables.alerts.has(alert.id) || tables.retired.has(alert.id) || unknown.has(alert.id);
    if (!isKnown) unknown.set(alert.id, alert);
  }
  return [...unknown.values()];
}

/**
 * A message loses the alerts that are not new; without any, and without a notice, it is not queued. One that was queued
 * before is never replaced.
 */
function messagesOf(
  tables: TablesView,
  messages: readonly OutboxEntry[],
  fresh: ReadonlySet<string>,
): OutboxEntry[] {
  return messages.flatMap((message) => {
    const alertIds = message.alertIds.filter((id) => fresh.has(id));
    const isEmpty = alertIds.length === 0 && message.notices === undefined;
    return isEmpty || wasQueued(tables, message) ? [] : [{ ...message, alertIds }];
  });
}
