import type { OutboxEntry } from "../../model/delivery.ts";
import type { Replacement } from "../../ports/store.ts";
import { putOp, type Op } from "./ops.ts";
import type { TablesView } from "./tables.ts";

/** Puts messages in the place of others; "stale" when one of those does not wait untried, or alerts would be lost. */
export function replaceTransaction(tables: TablesView, { taken, by }: Replacement): readonly Op[] | "stale" {
  const entries = taken.flatMap((id) => tables.outbox.get(id) ?? []);
  const isWhole = entries.length === taken.length && entries.every(isUnsettled) && holdSame(entries, by);
  return isWhole ? replacing(taken, by) : "stale";
}

/** The ops by which messages take the place of others. */
export function replacing(taken: readonly string[], by: readonly OutboxEntry[]): readonly Op[] {
  return [
    ...taken.map((id): Op => ({ c: "outbox", k: id, d: 1 })),
    ...by.map((entry) => putOp("outbox", entry.id, entry)),
  ];
}

/** Whether each alert of these messages is in exactly one of the others. */
export function holdSame(these: readonly OutboxEntry[], others: readonly OutboxEntry[]): boolean {
  const before = these.flatMap(({ alertIds }) => alertIds);
  const after = others.flatMap(({ alertIds }) => alertIds);
  return new Set(after).size === after.length && isSame(new Set(before), new Set(after));
}

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one));
}

/** Waiting, and certainly not accepted by its receiver. */
function isUnsettled({ state, wasUncertain }: OutboxEntry): boolean {
  return state === "pending" && wasUncertain !== true;
}
