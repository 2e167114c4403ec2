import type { OutboxEntry } from "../../model/delivery.ts";
import { putOp, type Op } from "./ops.ts";
import { type TablesView, wasQueued } from "./tables.ts";

/** Queues the messages that were not queued before. */
export function noticeTransaction(tables: TablesView, messages: readonly OutboxEntry[]): readonly Op[] {
  return messages
    .filter((message) => !wasQueued(tables, message))
    .map((message) => putOp("outbox", message.id, message));
}
