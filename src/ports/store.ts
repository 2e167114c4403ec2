import type { Alert } from "../model/alert.ts";
import type { DestinationState, DigestPeriod, Message, OutboxEntry, Reader } from "../model/delivery.ts";
import type { DigestLedgerEntry } from "../model/digest.ts";
import type { FeedState, FeedTimes } from "../model/feed.ts";
import type { Item } from "../model/item.ts";
import type { Match } from "../model/match.ts";
import type { Order, OrderEnding } from "../model/order.ts";
import type { Instant } from "../model/time.ts";

/**
 * What vigie remembers, as transactions of the domain. A promise resolves only when its change is durable; a change
 * that is not durable is not visible to claims. One that rejects kept nothing of it: with the code `STORE_FULL` the
 * same change may be tried again, with any other the store is at its end.
 */
export interface Store {
  feedState(feedId: string): FeedState | undefined;
  /** Each is made for whoever asks: those of a hundred thousand feeds take half a second, the paused ones of them nothing. */
  feedStates(which?: "all" | "paused"): Iterable<FeedState>;
  /** For all feeds at each beat: the whole states would take half a second for a hundred thousand. */
  feedTimes(feedId: string): FeedTimes | undefined;
  /** For each key of a feed that was seen before: the id of the item it names. */
  knownKeys(feedId: string, keys: readonly string[]): ReadonlyMap<string, string>;

  /**
   * One transaction: the feed's new state, the items seen and their keys, the alerts and their messages. An alert
   * whose id exists already is dropped with its messages, and so is a message with notices that was queued before.
   * Resolves to the number of alerts that were new. A poll of thousands of items is several transactions, the alerts
   * first and the feed's state last: when one of them fails, the same poll again adds what is missing.
   */
  commitPoll(poll: PollCommit): Promise<{ readonly alerts: number }>;
  /** Queues messages with notices that belong to no poll; one that was queued before is not queued again. */
  commitNotices(messages: readonly OutboxEntry[]): Promise<void>;

  /**
   * One transaction: messages that wait give way to others that hold the same alerts, so that at any time each alert
   * is in exactly one. Changes nothing, and says so, unless all of them still wait and were certainly not accepted.
   */
  replaceMessages(replacement: Replacement): Promise<"done" | "stale">;
  /**
   * Records an attempt for due messages, durably, before any is sent: at most `perDestination` for each destination
   * that is not waiting, fresh ones and those that wait for longer by turns, each oldest first. Resolves to what to
   * send.
   */
  claimOutbox(request: ClaimRequest): Promise<readonly Message[]>;
  /** Records how the attempt ended. */
  settle(settlement: Settlement): Promise<void>;
  /** Puts back what was claimed and never sent (shutdown before the request was made). */
  release(messageIds: readonly string[]): Promise<void>;

  digestLedger(key: string): DigestLedgerEntry | undefined;
  /**
   * One transaction, once per reader and period, but for one that was opened under a clock that ran ahead: what is held
   * for the reader becomes one message, or nothing when nothing is held; the ledger moves on either way.
   */
  openDigest(opening: DigestOpening): Promise<"opened" | "empty" | "exists">;

  /**
   * One transaction: what an operator ordered, with what became of each message. The last order once more changes
   * nothing and has the same answer.
   */
  applyOrder(order: Order, now: Instant): Promise<readonly OrderEnding[]>;
  /** Forgets that a destination was held, so that its queue is tried again now. */
  resumeDestination(destination: string): Promise<void>;

  outbox(filter?: OutboxFilter): readonly OutboxEntry[];
  /**
   * The messages of a destination that have not ended, and those that were attempted within an hour of the last ending.
   * Costs as much as these are, however many the outbox keeps.
   */
  traffic(destination: string): readonly OutboxEntry[];
  destinationStates(): readonly DestinationState[];
  /** Newest first. */
  recentAlerts(limit: number): readonly Alert[];
  alert(id: string): Alert | undefined;
  /** What a held digest of this reader would hold now. */
  heldAlerts(destination: string, address: string): readonly Alert[];
  /** The archived item with this id or link, with what each profile made of it; newest first wins. */
  findItem(idOrLink: string): Promise<ArchivedItem | undefined>;
  /**
   * Archived items in the order in which they were archived: all, or those of so many days (UTC) up to the newest that
   * has any. An item whose title was edited comes again.
   */
  archivedItems(days?: number): AsyncIterable<DatedItem>;

  /** Forgets what is past its keeping time; see the store's page for the times. */
  prune(now: Instant): Promise<void>;
  close(): Promise<void>;
}

export interface PollCommit {
  readonly feed: FeedState;
  /** New items with every match that scored. */
  readonly items: readonly ArchivedItem[];
  /** Keys seen in this document, new and old, with the item each one names. */
  readonly keys: readonly SeenKey[];
  readonly alerts: readonly Alert[];
  readonly messages: readonly OutboxEntry[];
  readonly at: Instant;
}

export interface SeenKey {
  readonly key: string;
  readonly itemId: string;
}

/** An item as the archive keeps it. `baseline` items were seen at the silent first poll. */
export interface ArchivedItem {
  readonly item: Item;
  readonly matches: readonly Match[];
  readonly baseline?: true;
  /** Its text had to make room for newer ones. */
  readonly textDropped?: true;
}

/** An archived item with the day (UTC, `YYYY-MM-DD`) on which it came into the archive. */
export interface DatedItem extends ArchivedItem {
  readonly day: string;
}

export interface ClaimRequest {
  readonly now: Instant;
  readonly perDestination: number;
  /** Destinations that can be sent to now; messages of others stay where they are. */
  readonly destinations: readonly string[];
  /** Whose turn it is, the fresh ones' unless told; the other's when there is none of it. */
  readonly first?: Turn;
  /** Messages that are left where they are. */
  readonly except?: ReadonlySet<string>;
  /** How long a message is left alone whose ending never comes to be on record; not at all unless told. */
  readonly repeatAfterMs?: number;
}

/** fresh: just queued, and not attempted yet. waiting: everything else. */
export type Turn = "fresh" | "waiting";

export interface Replacement {
  readonly taken: readonly string[];
  readonly by: readonly OutboxEntry[];
}

export interface Settlement {
  readonly entry: SettledEntry;
  readonly destination?: DestinationState;
  /** Take the place of the message, whose ending is then theirs: they hold the same alerts. */
  readonly replacedBy?: readonly OutboxEntry[];
  /** Messages by which operators are told of the ending. */
  readonly told?: readonly OutboxEntry[];
}

/** The fields of an outbox entry that an ending changes. */
export type SettledEntry = Pick<OutboxEntry, "id" | "state" | "nextAttemptAt" | "attempts"> &
  Partial<Pick<OutboxEntry, "wasUncertain" | "failingSince" | "endedAt" | "messageId" | "lastError">>;

export interface DigestOpening {
  /** `destination/address`. */
  readonly key: string;
  readonly destination: string;
  readonly reader: Reader;
  readonly digest: DigestPeriod;
  readonly messageId: string;
  readonly at: Instant;
}

export interface OutboxFilter {
  readonly destination?: string;
  readonly states?: readonly OutboxEntry["state"][];
}
