import type { OutboxEntry } from "../../model/delivery.ts";
import type { DigestOpening } from "../../ports/store.ts";
import { isOpened } from "../../model/digest.ts";
import { hash } from "../../text/hash.ts";
import { putOp, type Op } from "./ops.ts";
import type { TablesView } from "./tables.ts";

/** What is held for the reader becomes one message; the ledger moves on also when nothing is held. */
export function digestTransaction(
  tables: TablesView,
  opening: DigestOpening,
): { readonly ops: readonly Op[]; readonly outcome: "opened" | "empty" | "exists" } {
  const last = tables.ledger.get(opening.key);
  if (last !== undefined && isOpened(opening.digest.period, last, opening.at))
    return { ops: [], outcome: "exists" };
  const moved = { key: opening.key, lastPeriod: opening.digest.period, openedAt: opening.at };
  const ledger = putOp("ledger", opening.key, moved);
  const held = heldMessages(tables, opening.destination, opening.reader.address);
  if (held.length === 0) return { ops: [ledger], outcome: "empty" };
  const left = unsentDigests(tables, opening);
  const removed = [...left, ...held].map((entry): Op => ({ c: "outbox", k: entry.id, d: 1 }));
  const id = freeId(tables, opening.messageId);
  const message = putOp("outbox", id, toDigestMessage(id, opening, [...left, ...held]));
  return { ops: [ledger, ...removed, message], outcome: "opened" };
}

/** A period that was opened under a clock that ran ahead comes again, with other news: that is another message. */
function freeId(tables: TablesView, id: string): string {
  return tables.outbox.has(id) ? freeId(tables, hash(["digest again", id], 24)) : id;
}

/** What waits for this reader's next digest, oldest first. */
export function heldMessages(
  tables: TablesView,
  destination: string,
  address: string,
): readonly OutboxEntry[] {
  return [...tables.openMessages(destination)]
    .filter((entry) => entry.state === "held" && entry.reader?.address === address)
    .toSorted((a, b) => a.queuedAt - b.queuedAt);
}

/**
 * Digests of this reader that were certainly not accepted: what an outage kept back comes with the next one, and not
 * as one digest for each day.
 */
function unsentDigests(tables: TablesView, { destination, reader }: DigestOpening): readonly OutboxEntry[] {
  return [...tables.openMessages(destination)].filter(
    (entry) =>
      entry.digest !== undefined &&
      entry.reader?.address === reader.address &&
      entry.state === "pending" &&
      entry.wasUncertain !== true,
  );
}

function toDigestMessage(id: string, opening: DigestOpening, held: readonly OutboxEntry[]): OutboxEntry {
  const from = Math.min(opening.digest.from, ...held.flatMap(({ digest }) => digest?.from ?? []));
  return {
    id,
    destination: opening.destination,
    reader: opening.reader,
    digest: { ...opening.digest, from },
    alertIds: [...new Set(held.flatMap((entry) => entry.alertIds))],
    state: "pending",
    queuedAt: opening.at,
    nextAttemptAt: opening.at,
    attempts: 0,
  };
}
