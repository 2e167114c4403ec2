import type { OutboxEntry } from "../../model/delivery.ts";
import type { Order, OrderEnding, OrderOutcome } from "../../model/order.ts";
import type { Instant } from "../../model/time.ts";
import { isObject } from "../disk/is-object.ts";
import { putOp, type Op } from "./ops.ts";
import type { TablesView } from "./tables.ts";

/** The row that names the last order, with what became of it. */
const LAST_ORDER = "order";

interface Ordered {
  readonly ops: readonly Op[];
  readonly endings: readonly OrderEnding[];
}

/**
 * What an order changes. That it was carried out is remembered in the same transaction, until the next one is: whoever
 * finds it once more, because its giver was not told before a crash, changes nothing and has the same answer.
 */
export function orderTransaction(tables: TablesView, order: Order, now: Instant): Ordered {
  const known = endingsOf(order, tables.meta.get(LAST_ORDER));
  if (known !== undefined) return { ops: [], endings: known };
  const changes = [...new Set(order.messages)].map((id) => changeOf(tables, order, { id, now }));
  const endings = changes.map(({ ending }) => ending);
  const remembered = putOp("meta", LAST_ORDER, JSON.stringify({ id: order.id, endings }));
  return { ops: [...changes.flatMap(({ ops }) => ops), remembered], endings };
}

function endingsOf({ id }: Order, row: string | undefined): readonly OrderEnding[] | undefined {
  if (row === undefined) return undefined;
  const last: unknown = JSON.parse(row);
  return isObject(last) && last["id"] === id && isEndings(last["endings"]) ? last["endings"] : undefined;
}

/** Whether these are the endings of an order. Their fields are ours: a checksum says so, or a whole file. */
export function isEndings(value: unknown): value is readonly OrderEnding[] {
  return Array.isArray(value) && value.every((one) => isObject(one) && isObject(one["outcome"]));
}

interface Change {
  readonly ops: readonly Op[];
  readonly ending: OrderEnding;
}

function changeOf(
  tables: TablesView,
  { verb }: Order,
  { id, now }: { readonly id: string; readonly now: Instant },
): Change {
  const entry = tables.outbox.get(id);
  const ending = (outcome: OrderOutcome, ops: readonly Op[] = []): Change => ({
    ops,
    ending: { message: id, outcome },
  });
  if (entry === undefined) return ending({ kind: "unknown" });
  const { state, destination } = entry;
  if (verb === "drop") {
    const dropped = asDropped(entry, now);
    return dropped === undefined
      ? ending({ kind: "not-possible", state })
      : ending({ kind: "dropped" }, [putOp("outbox", id, dropped)]);
  }
  const health = tables.destinations.get(destination);
  const resumed: readonly Op[] = health === undefined ? [] : [{ c: "destinations", k: destination, d: 1 }];
  if (state === "pending" && health?.problem !== undefined)
    return ending({ kind: "resumed", destination }, resumed);
  const again = asQueuedAgain(entry, now);
  return again === undefined
    ? ending({ kind: "not-possible", state })
    : ending({ kind: again.state === "held" ? "held" : "queued" }, [putOp("outbox", id, again), ...resumed]);
}

/** A message that was given up, or may have been accepted, back in the queue; undefined for any other. */
function asQueuedAgain(entry: OutboxEntry, now: Instant): OutboxEntry | undefined {
  const { endedAt: _endedAt, failingSince: _failingSince, wasHeld = false, ...kept } = entry;
  const again = { ...kept, state: wasHeld ? "held" : "pending", attempts: 0, nextAttemptAt: now } as const;
  switch (kept.state) {
    case "uncertain":
      return { ...again, wasUncertain: true };
    case "dead":
    case "dropped":
      return again;
    case "held":
    case "pending":
    case "claimed":
    case "sent":
      return undefined;
  }
}

/** A message that is ended for good; undefined for one that is on the wire, or was sent. */
function asDropped(entry: OutboxEntry, now: Instant): OutboxEntry | undefined {
  if (entry.state === "sent" || entry.state === "claimed") return undefined;
  return { ...entry, ...(entry.state === "held" ? { wasHeld: true } : {}), state: "dropped", endedAt: now };
}
