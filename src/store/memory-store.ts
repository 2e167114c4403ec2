import type { ArchivedItem, Store } from "../ports/store.ts";
import { createDomainStore, type ArchivedDay, type Archive, type Journal } from "./domain-store.ts";
import { lastDays } from "./archive/last-days.ts";
import { applyOps, asStored } from "./transactions/ops.ts";
import { emptyTables } from "./transactions/tables.ts";

/** A store that forgets everything when it is closed: the same transactions as the embedded one, without a disk. */
export function createMemoryStore(): Store {
  const tables = emptyTables();
  const days = new Map<string, ArchivedItem[]>();
  const journal: Journal = {
    async commit(ops, archived) {
      applyOps(tables, asStored(ops).ops);
      if (archived !== undefined) keep(days, archived);
    },
    close: () => Promise.resolve(),
  };
  return createDomainStore(tables, journal, archiveOf(days));
}

function keep(days: Map<string, ArchivedItem[]>, { day, items }: ArchivedDay): void {
  const kept = days.get(day) ?? [];
  days.set(day, kept);
  kept.push(...structuredClone(items));
}

function archiveOf(days: Map<string, ArchivedItem[]>): Archive {
  return {
    async find(idOrLink) {
      for (const day of [...days.keys()].toSorted().toReversed()) {
        const found = days.get(day)?.findLast(({ item }) => item.id === idOrLink || item.link === idOrLink);
        if (found !== undefined) return found;
      }
      return undefined;
    },
    async *all(count) {
      for (const day of lastDays([...days.keys()].toSorted(), count)) {
        for (const item of days.get(day) ?? []) yield { ...item, day };
      }
    },
    async prune(firstKept) {
      for (const day of days.keys()) if (day < firstKept) days.delete(day);
    },
  };
}
