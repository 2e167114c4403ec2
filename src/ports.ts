import type { Alert } from "./model/alert.ts";
import type {
  Delivery,
  DestinationState,
  DigestPeriod,
  Message,
  OutboxEntry,
  Reader,
} from "./model/delivery.ts";
import type { DigestLedgerEntry } from "./model/digest.ts";
import type { Document, DocumentReading, Naming } from "./model/document.ts";
import type { FeedErrorKind, FeedState, PushLink } from "./model/feed.ts";
import type { FeedbackRecord } from "./model/feedback.ts";
import type { HostPauses } from "./model/host-pauses.ts";
import type { Item } from "./model/item.ts";
import type { Match } from "./model/match.ts";
import type { Order, OrderEnding } from "./model/order.ts";
import type { RequestOptions } from "./model/request-options.ts";
import type { Instant } from "./model/time.ts";

/** Wall-clock time, so that tests can say what time it is. */
export interface Clock {
  now(): Instant;
}

/** Events are facts in the past (`feed.failed`); fields hold no secret. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}
export type LogFields = Readonly<Record<string, unknown>>;

/** Gets one document. Every ending is a value; only a bug throws. */
export interface Fetcher {
  fetch(request: FetchRequest, signal: AbortSignal): Promise<FetchOutcome>;
}

export interface FetchRequest {
  readonly url: string;
  /** Sent as If-None-Match and If-Modified-Since, at `copyUrl` alone. */
  readonly etag?: string;
  readonly lastModified?: string;
  /** The address that answered with them: another one's copy may bear the same names. */
  readonly copyUrl?: string;
  /** Past every cache on the way. */
  readonly fresh?: true;
  /** Named by a document of a public address: it must be at one too, whatever the operator allows. */
  readonly fromOutside?: true;
  readonly options?: RequestOptions;
  /** Hosts that asked to be left alone, looked at before each request; one that asks for it now is added at once. */
  readonly pauses?: HostPauses;
}

/** What the headers of an answer say besides the document, on a 304 as well. */
export interface AnswerHints {
  /** For how long the answer stays fresh, by Cache-Control or Expires (RFC 9111 §4.2.1). */
  readonly freshForMs?: number;
  /** The address that answered, when every redirect on the way there was permanent or only led to https. */
  readonly movedTo?: string;
  /** By Link headers, which count before the document's own. */
  readonly push?: PushLink;
  /** The address that answered is not public: the operator allows it. */
  readonly isInside?: true;
}

export type FetchOutcome =
  | ({
      readonly kind: "body";
      /** Decompressed, within the size cap, complete. */
      readonly bytes: Uint8Array;
      /** Of `bytes`, in hexadecimal digits. */
      readonly sha256: string;
      readonly contentType?: string;
      /** The address that answered, after redirects. */
      readonly finalUrl: string;
      /** Validators fit to be sent back: printable, short. */
      readonly etag?: string;
      readonly lastModified?: string;
    } & AnswerHints)
  | ({ readonly kind: "not-modified" } & AnswerHints)
  /** A host on the way asked to be left alone: it was not asked. */
  | { readonly kind: "paused"; readonly host: string; readonly until: Instant }
  | {
      readonly kind: "failed";
      readonly errorKind: FeedErrorKind;
      /** A sentence for people, naming the host, without credentials. */
      readonly detail: string;
      /** From Retry-After, clamped to 1 minute … 7 days. */
      readonly retryAfterMs?: number;
      /** The host name that refused, which may be another than the feed's after a redirect. */
      readonly host?: string;
      /** This machine lacked what it takes to ask: neither feed nor host is to blame, and nothing is known of either. */
      readonly ofMachine?: true;
    };

/** One request and its whole answer, through the same gate as every fetch. A redirect is an answer like any other. */
export interface HttpClient {
  /** Ends when `signal` aborts. */
  request(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer>;
}

export interface HttpRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Named by a stranger: it must be at a public address, whatever the operator allows. */
  readonly fromOutside?: true;
}

export type HttpAnswer =
  | {
      readonly kind: "answered";
      readonly status: number;
      /** By name in lower case. */
      readonly headers: Readonly<Record<string, string>>;
      readonly bytes: Uint8Array;
      /** The address that answered is not public: the operator allows it. */
      readonly isInside?: true;
    }
  | {
      readonly kind: "failed";
      readonly errorKind: FeedErrorKind;
      /** A sentence for people, naming the host, without path or credentials. */
      readonly detail: string;
      /** Whether bytes of the request may have reached the host. */
      readonly mayHaveArrived: boolean;
    };

/** Reads feed documents. What is large is read where it holds nobody up, and given up on after a while. */
export interface DocumentReader {
  read(document: Document, naming: Naming): Promise<DocumentReading>;
  close(): Promise<void>;
}

/** One way of reaching readers. A refusal is not an exception: it says what should happen next. */
export interface Channel {
  /** The destination's id. */
  readonly name: string;
  /** One call is one attempt at one message. Ends when `signal` aborts. */
  send(message: Message, signal: AbortSignal): Promise<Delivery>;
  /** Frees sockets; safe to call twice. */
  close(): Promise<void>;
}

/**
 * What vigie remembers, as transactions of the domain. A promise resolves only when its change is durable; a change
 * that is not durable is not visible to claims. One that rejects kept nothing of it: with the code `STORE_FULL` the
 * same change may be tried again, with any other the store is at its end.
 */
export interface Store {
  feedState(feedId: string): FeedState | undefined;
  feedStates(): readonly FeedState[];
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
   * One transaction, once per reader and period, but for one that was opened under a clock that ran ahead: what is held for the reader becomes one message, or nothing when
   * nothing is held; the ledger moves on either way.
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

/** What readers said of items. Any number of processes may add to it at once, also while a worker holds the store. */
export interface FeedbackLog {
  /** Resolves when the record is durable; one that rejects, with the store's codes, does not count. */
  append(record: FeedbackRecord): Promise<void>;
  /** All that was ever added, in the order in which it was. */
  read(): Promise<FeedbackRead>;
}

export interface FeedbackRead {
  readonly records: readonly FeedbackRecord[];
  /** Pieces that are no whole record: cut off by a crash and never acknowledged, or damaged. */
  readonly unreadable: number;
}

/** Where operators leave orders while another process writes to the store, and find what became of them. */
export interface Orders {
  /** Resolves when the order is durable: whoever writes to the store, now or next, carries it out. */
  give(order: Order): Promise<void>;
  /** Those that were not answered, as they were given. */
  waiting(): Promise<readonly Order[]>;
  /** What became of an order, which waits no more once this is durable. */
  answer(order: Order, endings: readonly OrderEnding[]): Promise<void>;
  /** The answer to an order, once; undefined while it waits. */
  collect(orderId: string): Promise<readonly OrderEnding[] | undefined>;
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
  Partial<Pick<OutboxEntry, "wasUncertain" | "endedAt" | "messageId" | "lastError">>;

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
