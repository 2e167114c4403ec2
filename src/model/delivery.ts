import type { Alert } from "./alert.ts";
import type { Notice } from "./notice.ts";
import type { Language } from "./profile.ts";
import { DAY, type Instant } from "./time.ts";

/** Who a mail goes to: one reader, one message. */
export interface Reader {
  readonly address: string;
  readonly language: Language;
  /** IANA time zone, e.g. `Europe/Paris`. */
  readonly timezone: string;
}

/** The span of a digest for one reader: `period` is the local date it belongs to, `YYYY-MM-DD`. */
export interface DigestPeriod {
  readonly period: string;
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * What makes a message a summary: it lists its alerts, best first and each with its link, instead of telling them one by
 * one. `place` says which of several it is, counted from 1; without it the message stands alone.
 */
export interface Summary {
  readonly cause: SummaryCause;
  readonly place?: { readonly part: number; readonly of: number };
}

/** Why alerts that would have been messages of their own share one. */
export type SummaryCause =
  /** One reading of a feed, by its display name, brought too many. */
  | { readonly kind: "flood"; readonly source: string }
  /** Too many waited at the same time, the first of them since then. */
  | { readonly kind: "backlog"; readonly since: Instant };

/** How many messages with alerts one channel, or one reader of a mailing, gets. What is beyond comes as a summary. */
export interface MessageLimits {
  /** Of one reading of a feed. */
  readonly perPoll: number;
  /** In any hour. */
  readonly perHour: number;
}

/** Nothing is planned further ahead; a time beyond was written under a clock that ran ahead. */
export const FURTHEST_AHEAD: number = 2 * DAY;

/**
 * One message on its way: a post, a mail, or a whole digest. What it holds is fixed before the first attempt, and its
 * id gives the receiver the same nonce or Message-ID at every attempt.
 */
export interface Message {
  readonly id: string;
  readonly destination: string;
  readonly reader?: Reader;
  readonly digest?: DigestPeriod;
  readonly summary?: Summary;
  readonly alerts: readonly Alert[];
  /** What operators are told; such a message holds no alert. */
  readonly notices?: readonly Notice[];
  /** Fixed when queued; the Date of a mail. */
  readonly queuedAt: Instant;
  readonly earlier: EarlierAttempts;
}

/** What happened to a message before this attempt. */
export interface EarlierAttempts {
  readonly count: number;
  readonly firstAt?: Instant;
  readonly lastAt?: Instant;
  /** Since when it fails for its own sake, and not for its destination's. */
  readonly failingSince?: Instant;
  /** An attempt may have been accepted without our knowing: a channel that can look, looks first. */
  readonly uncertain: boolean;
}

/** What a verdict is about: this message alone, or everything bound for the same destination. */
export type Scope = "message" | "destination";

/** How an attempt ended. The channel judges, the outbox schedules. */
export type Delivery =
  | { readonly kind: "sent"; readonly messageId?: string }
  /** Certainly not accepted; worth another try. `rateLimited` attempts are not counted. */
  | {
      readonly kind: "retry";
      readonly reason: string;
      readonly scope: Scope;
      readonly notBefore?: Instant;
      readonly rateLimited?: true;
    }
  /** Repeating is no use until somebody changes something. */
  | {
      readonly kind: "rejected";
      readonly reason: string;
      readonly scope: Scope;
      /** The reader was refused, and any other message to this reader would be. */
      readonly isReaders?: true;
    }
  /** May have been accepted. */
  | { readonly kind: "uncertain"; readonly reason: string };

/**
 * held: waits for its reader's next digest. pending: waits for `nextAttemptAt`. claimed: an attempt is recorded and may
 * be on the wire. uncertain: an attempt may have been accepted; tried again at `nextAttemptAt` unless it is given up.
 * sent, dead, dropped: ended; dead ones can be retried by the operator.
 */
export type MessageState = "held" | "pending" | "claimed" | "uncertain" | "sent" | "dead" | "dropped";

/** A message as the outbox keeps it. */
export interface OutboxEntry {
  readonly id: string;
  readonly destination: string;
  readonly reader?: Reader;
  readonly digest?: DigestPeriod;
  readonly summary?: Summary;
  readonly alertIds: readonly string[];
  /** Kept here and nowhere else: no other message tells the same. */
  readonly notices?: readonly Notice[];
  readonly state: MessageState;
  readonly queuedAt: Instant;
  readonly nextAttemptAt: Instant;
  /** Attempts that count towards giving up; rate limits do not. */
  readonly attempts: number;
  readonly firstAttemptAt?: Instant;
  readonly lastAttemptAt?: Instant;
  /** When it first failed for its own sake, since an operator last wanted it again. */
  readonly failingSince?: Instant;
  readonly wasUncertain?: true;
  /** It was ended while it was held: wanted again, it waits for its reader's next digest again. */
  readonly wasHeld?: true;
  readonly endedAt?: Instant;
  /** The receiver's id of the message. */
  readonly messageId?: string;
  /** Why the last attempt failed, in the receiver's words, without secrets. */
  readonly lastError?: string;
}

/** What the outbox knows of a destination's health: its whole queue waits until `notBefore`. */
export interface DestinationState {
  readonly destination: string;
  readonly failures: number;
  readonly notBefore: Instant;
  /** When that was decided. Absent in what an earlier version wrote. */
  readonly decidedAt?: Instant;
  /** After an outage: how many messages may follow one another between two pauses, and how many of them may still. */
  readonly slowStart?: { readonly burst: number; readonly left: number };
  /** Set while the destination itself refuses or fails; cleared by the next success. */
  readonly problem?: DestinationProblem;
}

export interface DestinationProblem {
  readonly reason: string;
  readonly since: Instant;
  /** It refuses everything until somebody changes something. */
  readonly held: boolean;
  /** When operators were told. */
  readonly toldAt?: Instant;
}

/** How a drain ended: messages accepted, and attempts that ended otherwise. */
export interface DrainReport {
  readonly delivered: number;
  readonly failed: number;
}
