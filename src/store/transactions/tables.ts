import type { Alert } from "../../model/alert.ts";
import type { DestinationState, MessageState, OutboxEntry } from "../../model/delivery.ts";
import type { DigestLedgerEntry } from "../../model/digest.ts";
import type { FeedState } from "../../model/feed.ts";
import type { Instant } from "../../model/time.ts";
import { KeyTable, type KeysView } from "../keys/key-table.ts";
import { FeedTable } from "../packed/feed-table.ts";
import { LatelyEnded } from "./lately-ended.ts";

/** What a row of each collection holds, by its key. */
export interface Rows {
  /** `salt`: makes the fingerprints of keys this installation's own. */
  meta: string;
  feeds: FeedState;
  alerts: Alert;
  /** Ids of alerts, and of messages with notices, that were forgotten, with the time they were queued: never again. */
  retired: Instant;
  outbox: OutboxEntry;
  destinations: DestinationState;
  ledger: DigestLedgerEntry;
}

export type RowKind = keyof Rows;

/** The rows of a collection by their keys: what a `Map` is, where no map of objects is small enough. */
export interface RowsView<Row> {
  readonly size: number;
  get(key: string): Row | undefined;
  has(key: string): boolean;
  values(): IterableIterator<Row>;
  [Symbol.iterator](): IterableIterator<[string, Row]>;
}

export interface RowTable<Row> extends RowsView<Row> {
  set(key: string, row: Row): unknown;
  delete(key: string): boolean;
}

/** All that the store holds in memory, for reading. Changes go through a journal's `commit`. */
export type TablesView = { readonly [K in RowKind]: RowsView<Rows[K]> } & {
  readonly feeds: Pick<FeedTable, "times" | "paused">;
  readonly keys: KeysView;
  /** The messages of a destination that have not ended. */
  openMessages(destination: string): Iterable<OutboxEntry>;
  /** Those that have ended, and were attempted within an hour of the last ending. */
  latelyEnded(destination: string): Iterable<OutboxEntry>;
};

/** The same, for those who apply what was committed. */
export type Tables = { readonly [K in RowKind]: RowTable<Rows[K]> } & TablesView & {
    readonly keys: KeyTable;
    /** To be called after a change of `outbox`, with the row as it was. */
    reindex(id: string, before: OutboxEntry | undefined): void;
  };

const ENDED: ReadonlySet<MessageState> = new Set(["sent", "dead", "dropped"]);

export function isEnded(entry: OutboxEntry): boolean {
  return isEndedState(entry.state);
}

export function isEndedState(state: MessageState): boolean {
  return ENDED.has(state);
}

/** Whether a message with this id was queued before, also when it was forgotten since. */
export function wasQueued(tables: TablesView, { id }: OutboxEntry): boolean {
  return tables.outbox.has(id) || tables.retired.has(id);
}

export function emptyTables(): Tables {
  const outbox = new Map<string, OutboxEntry>();
  const open = new Map<string, Map<string, OutboxEntry>>();
  const lately = new LatelyEnded();
  return {
    meta: new Map(),
    feeds: new FeedTable(),
    alerts: new Map(),
    retired: new Map(),
    outbox,
    destinations: new Map(),
    ledger: new Map(),
    keys: new KeyTable(),
    openMessages: (destination) => open.get(destination)?.values() ?? [],
    latelyEnded: (destination) => lately.of(destination),
    reindex(id, before) {
      const entry = outbox.get(id);
      if (before !== undefined) lately.remove(before);
      if (before !== undefined && (entry === undefined || isEnded(entry)))
        open.get(before.destination)?.delete(id);
      if (entry === undefined) return;
      if (isEnded(entry)) return lately.add(entry);
      const messages = open.get(entry.destination) ?? new Map<string, OutboxEntry>();
      open.set(entry.destination, messages.set(id, entry));
    },
  };
}
