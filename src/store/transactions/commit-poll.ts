import { toDay } from "../../model/time.ts";
import type { Store } from "../../ports/store.ts";
import type { Journal } from "../domain-store.ts";
import { type PollPart, pollParts } from "./poll-parts.ts";
import { pollTransaction } from "./poll-transaction.ts";
import type { TablesView } from "./tables.ts";

/**
 * Commits polls: an ordinary one in one transaction, decided before this returns; one that would hold up the process in
 * several, between which others have their turn.
 */
export function pollCommitter(tables: TablesView, journal: Journal): Store["commitPoll"] {
  let lastLarge: Promise<unknown> = Promise.resolve();
  const commit = async (part: PollPart): Promise<number> => {
    const { ops, alerts } = pollTransaction(tables, part);
    const archived = part.items.length === 0 ? undefined : { day: toDay(part.at), items: part.items };
    if (ops.length > 0 || archived !== undefined) await journal.commit(ops, archived);
    return alerts;
  };
  const commitAll = async (parts: readonly PollPart[]): Promise<number> => {
    let alerts = 0;
    for (const part of parts) {
      alerts += await commit(part);
      // A part that changes nothing waits for no disk.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return alerts;
  };
  return async (poll) => {
    const [only, ...more] = pollParts(poll);
    if (only === undefined) return { alerts: 0 };
    if (more.length === 0) return { alerts: await commit(only) };
    // Parts of two polls in one turn of the event loop would hold it twice as long.
    const large = lastLarge.then(async () => await commitAll([only, ...more]));
    lastLarge = large.catch(() => undefined);
    return { alerts: await large };
  };
}
