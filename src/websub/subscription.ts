import type { PushLink } from "../model/feed.ts";
import { DAY, type Instant, MINUTE } from "../model/time.ts";
import { LONGEST_LEASE } from "./lease.ts";

/** What vigie has agreed with a hub about one feed. It lives in memory: a restart asks anew, which hubs take for a renewal. */
export interface Subscription {
  readonly link: PushLink;
  /** When the hub is asked next. */
  readonly askAt: Instant;
  /** A request is with the hub, which has until then to verify it. */
  readonly answerUntil?: Instant;
  /** Verified, and good until then. */
  readonly activeUntil?: Instant;
  /** Requests in a row that came to nothing. */
  readonly failures: number;
  /**
   * Whether the hub announces what is new. unknown: it never did, or missed something; then polling keeps its pace.
   * heard: it did since the last poll; trusted: it did before, and missed nothing since.
   */
  readonly announces: "unknown" | "heard" | "trusted";
}

/** A hub that does not verify is taken for one that refused. */
const TIME_TO_VERIFY = 10 * MINUTE;
const RENEW_AT = 0.8;
const LONGEST_PAUSE = DAY;

/** A link that was just learned of. */
export function found(link: PushLink, askAt: Instant): Subscription {
  return { link, askAt, failures: 0, announces: "unknown" };
}

/** A request is on its way. */
export function asked(subscription: Subscription, now: Instant): Subscription {
  return { ...subscription, answerUntil: now + TIME_TO_VERIFY };
}

/**
 * The request came to nothing: the next follows in 5 minutes, twice that, up to a day, ±10 % by `random` (0 ≤ random
 * < 1). One that was verified or denied meanwhile has come to something, whatever became of its answer.
 */
export function refused(subscription: Subscription, now: Instant, random: number): Subscription {
  const { answerUntil, ...kept } = subscription;
  if (answerUntil === undefined) return subscription;
  const pause = Math.min(LONGEST_PAUSE, 5 * MINUTE * 2 ** Math.min(kept.failures, 20));
  return { ...kept, failures: kept.failures + 1, askAt: now + pause * (0.9 + 0.2 * random) };
}

/** The hub asked whether we meant it, and was told so. */
export function verified(subscription: Subscription, leaseMs: number, now: Instant): Subscription {
  const { answerUntil, ...kept } = subscription;
  // A hub that asks twice, having lost our answer, prolongs nothing.
  if (answerUntil === undefined) return kept;
  return { ...kept, failures: 0, activeUntil: now + leaseMs, askAt: now + leaseMs * RENEW_AT };
}

/** The hub ended it (WebSub §5.2); it may think otherwise tomorrow. */
export function denied({ link, failures }: Subscription, now: Instant): Subscription {
  return { ...found(link, now + DAY), failures: failures + 1 };
}

export function isActive({ activeUntil }: Subscription, now: Instant): boolean {
  return isAhead(activeUntil, now);
}

export function isAwaited({ answerUntil }: Subscription, now: Instant): boolean {
  return isAhead(answerUntil, now);
}

/** Whether the hub is to be asked now. */
export function isAskDue({ askAt, answerUntil }: Subscription, now: Instant): boolean {
  return answerUntil === undefined && !isAhead(askAt, now);
}

/** Whether polling may slow down. */
export function isAnnounced(subscription: Subscription, now: Instant): boolean {
  return isActive(subscription, now) && subscription.announces !== "unknown";
}

/** The hub brought something. */
export function announced(subscription: Subscription): Subscription {
  return { ...subscription, announces: "heard" };
}

/** A poll ended: news that no announcement came before shows that the hub cannot be relied on. */
export function polled(subscription: Subscription, newItems: number): Subscription {
  switch (subscription.announces) {
    case "unknown":
      return subscription;
    case "heard":
      return { ...subscription, announces: "trusted" };
    case "trusted":
      return newItems === 0 ? subscription : { ...subscription, announces: "unknown" };
  }
}

function isAhead(instant: Instant | undefined, now: Instant): boolean {
  // Nothing is set further ahead than this: such a time was set under a clock that ran ahead.
  return instant !== undefined && instant > now && instant - now <= LONGEST_LEASE;
}
