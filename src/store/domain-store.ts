import type { OutboxEntry } from "../model/delivery.ts";
import { toDay } from "../model/time.ts";
import type { ArchivedItem, DatedItem, OutboxFilter, Store } from "../ports/store.ts";
import { claimTransaction } from "./transactions/claim-transaction.ts";
import { pollCommitter } from "./transactions/commit-poll.ts";
import { digestTransaction, heldMessages } from "./transactions/digest-transaction.ts";
import { releaseTransaction, settleTransaction } from "./transactions/ending-transactions.ts";
import { fingerprint } from "./transactions/fingerprint.ts";
import { noticeTransaction } from "./transactions/notice-transaction.ts";
import type { Op } from "./transactions/ops.ts";
import { orderTransaction } from "./transactions/order-transaction.ts";
import { firstKeptDay, pruneTransactions } from "./transactions/prune-transactions.ts";
import { replaceTransaction } from "./transactions/replace-transaction.ts";
import { isEndedState, type TablesView } from "./transactions/tables.ts";

/** Items for the archive's file of one UTC day, `YYYY-MM-DD`. */
export interface ArchivedDay {
  readonly day: string;
  readonly items: readonly ArchivedItem[];
}

/** Where transactions go. */
export interface Journal {
  /** Applies the ops to the tables at once; resolves when they, and all committed before them, are durable. */
  commit(ops: readonly Op[], archived?: ArchivedDay): Promise<void>;
  close(): Promise<void>;
}

/** Where archived items are found again. */
export interface Archive {
  find(idOrLink: string): Promise<ArchivedItem | undefined>;
  /** All of them, or those of the last so many days; oldest day first. */
  all(days?: number): AsyncIterable<DatedItem>;
  /** Forgets the days before this one, `YYYY-MM-DD`, and what the archive has no room for. */
  prune(firstKept: string): Promise<void>;
}

/**
 * The store's transactions over any journal. Each is decided and applied in one synchronous step, so that two at once
 * see each other, and resolves when it is durable.
 */
export function createDomainStore(tables: TablesView, journal: Journal, archive: Archive): Store {
  return {
    ...reads(tables, archive),
    ...pollWrites(tables, journal, archive),
    ...outboxWrites(tables, journal),
  };
}

function* listed(tables: TablesView, { destination, states }: OutboxFilter = {}): Iterable<OutboxEntry> {
  const isOpen = states !== undefined && states.every((state) => !isEndedState(state));
  const all = destination !== undefined && isOpen ? tables.openMessages(destination) : tables.outbox.values();
  for (const entry of all) {
    const isThere = destination === undefined || entry.destination === destination;
    if (isThere && (states === undefined || states.includes(entry.state))) yield entry;
  }
}

type Reads = Pick<
  Store,
  | "feedState"
  | "feedStates"
  | "feedTimes"
  | "knownKeys"
  | "digestLedger"
  | "outbox"
  | "traffic"
  | "destinationStates"
  | "recentAlerts"
  | "alert"
  | "heldAlerts"
  | "findItem"
  | "archivedItems"
>;

function reads(tables: TablesView, archive: Archive): Reads {
  return {
    feedState: (feedId) => tables.feeds.get(feedId),
    feedStates: (which) => (which === "paused" ? tables.feeds.paused() : tables.feeds.values()),
    feedTimes: (feedId) => tables.feeds.times(feedId),
    knownKeys(feedId, keys) {
      const salt = tables.meta.get("salt") ?? "";
      const known = new Map<string, string>();
      for (const key of keys) {
        const row = tables.keys.get(feedId, fingerprint(salt, feedId, key));
        if (row !== undefined) known.set(key, row[1]);
      }
      return known;
    },
    digestLedger: (key) => tables.ledger.get(key),
    outbox: (filter) => [...listed(tables, filter)],
    traffic: (destination) => [...tables.openMessages(destination), ...tables.latelyEnded(destination)],
    destinationStates: () => [...tables.destinations.values()],
    recentAlerts: (limit) =>
      [...tables.alerts.values()].toSorted((a, b) => b.queuedAt - a.queuedAt).slice(0, limit),
    alert: (id) => tables.alerts.get(id),
    heldAlerts: (destination, address) =>
      heldMessages(tables, destination, address)
        .flatMap((entry) => entry.alertIds)
        .flatMap((id) => tables.alerts.get(id) ?? []),
    findItem: (idOrLink) => archive.find(idOrLink),
    archivedItems: (days) => archive.all(days),
  };
}

function pollWrites(
  tables: TablesView,
  journal: Journal,
  archive: Archive,
): Pick<Store, "commitPoll" | "prune" | "close"> {
  return {
    commitPoll: pollCommitter(tables, journal),
    async prune(now) {
      // First what needs no room: it may be what a full disk waits for.
      await archive.prune(toDay(firstKeptDay(now)));
      for (const ops of pruneTransactions(tables, now)) await journal.commit(ops);
    },
    close: () => journal.close(),
  };
}

type OutboxWrites = Pick<
  Store,
  | "commitNotices"
  | "replaceMessages"
  | "claimOutbox"
  | "settle"
  | "release"
  | "openDigest"
  | "applyOrder"
  | "resumeDestination"
>;

function outboxWrites(tables: TablesView, journal: Journal): OutboxWrites {
  // A transaction without a change is not written; it still waits for nothing and promises nothing.
  const commit = async (ops: readonly Op[]) => (ops.length === 0 ? undefined : journal.commit(ops));
  return {
    commitNotices: (messages) => commit(noticeTransaction(tables, messages)),
    async replaceMessages(replacement) {
      const ops = replaceTransaction(tables, replacement);
      if (ops === "stale") return ops;
      await commit(ops);
      return "done";
    },
    async claimOutbox(request) {
      const { ops, messages } = claimTransaction(tables, request);
      await commit(ops);
      return messages;
    },
    settle: (settlement) => commit(settleTransaction(tables, settlement)),
    release: (ids) => commit(releaseTransaction(tables, ids)),
    async openDigest(opening) {
      const { ops, outcome } = digestTransaction(tables, opening);
      await commit(ops);
      return outcome;
    },
    async applyOrder(order, now) {
      const { ops, endings } = orderTransaction(tables, order, now);
      await commit(ops);
      return endings;
    },
    resumeDestination: (destination) =>
      commit(tables.destinations.has(destination) ? [{ c: "destinations", k: destination, d: 1 }] : []),
  };
}
