import type { Delivery, DestinationState, Message } from "../model/delivery.ts";
import { DAY, HOUR, type Instant, MINUTE, SECOND } from "../model/time.ts";
import type { SettledEntry, Settlement } from "../ports.ts";

/** Pauses between the attempts of one message; the last one repeats. The steps are those of Svix's webhooks. */
const MESSAGE_PAUSES: readonly number[] = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
];
const LONGEST_DESTINATION_PAUSE = 15 * MINUTE;
/** A destination that refuses everything is asked again this often, with one message. */
const HELD_PROBE = HOUR;
/** From the first attempt. Postfix gives mail the same time. */
const LIFE = 5 * DAY;

/** What the decision depends on besides the verdict. */
export interface Attempt {
  readonly message: Message;
  readonly destination?: DestinationState;
  readonly now: Instant;
  /** 0 ≤ random < 1, for ±20 % of jitter. */
  readonly random: number;
  /** How long to wait before repeating an attempt that may have been accepted, by the channel's kind, or "never". */
  readonly uncertainPauseMs: number | "never";
}

/**
 * What becomes of a message and its destination after an attempt. A message that is refused goes to the dead letter
 * and holds up nobody; a destination that fails keeps its whole queue, which loses nothing by waiting.
 */
export function settlementOf(delivery: Delivery, attempt: Attempt): Settlement {
  switch (delivery.kind) {
    case "sent":
      return {
        entry: {
          ...entryOf(attempt, "sent"),
          endedAt: attempt.now,
          ...(delivery.messageId === undefined ? {} : { messageId: delivery.messageId }),
        },
        ...recovered(attempt),
      };
    case "rejected":
      return delivery.scope === "message" ? dead(attempt, delivery.reason) : held(attempt, delivery.reason);
    case "retry":
      return retry(delivery, attempt);
    case "uncertain":
      return uncertain(attempt, delivery.reason);
  }
}

function retry(delivery: Extract<Delivery, { kind: "retry" }>, attempt: Attempt): Settlement {
  if (delivery.rateLimited !== true && isExpired(attempt))
    return dead(attempt, `given up: ${delivery.reason}`);
  const uncounted = delivery.rateLimited === true || delivery.scope === "destination";
  const attempts = attempt.message.earlier.count + (uncounted ? 0 : 1);
  // A limit without a time, or with one that is over, must not make the outbox ask again at once and without end.
  const soonest = attempt.now + (delivery.rateLimited === true ? SECOND : 0);
  const notBefore = Math.max(delivery.notBefore ?? soonest, soonest);
  if (delivery.scope === "destination") {
    const destination = failing(attempt, delivery, notBefore);
    return {
      entry: {
        ...entryOf(attempt, "pending"),
        attempts,
        lastError: delivery.reason,
        nextAttemptAt: attempt.now,
      },
      destination,
    };
  }
  const nextAttemptAt = Math.max(notBefore, attempt.now + pauseAfter(attempts, attempt.random));
  return { entry: { ...entryOf(attempt, "pending"), attempts, lastError: delivery.reason, nextAttemptAt } };
}

function uncertain(attempt: Attempt, reason: string): Settlement {
  if (isExpired(attempt)) return dead(attempt, `given up, it may have arrived: ${reason}`);
  // What swallowed one answer may swallow the next: one message at a time until something is accepted again.
  const destination = failing(attempt, { reason }, attempt.now);
  if (attempt.uncertainPauseMs === "never")
    return { ...dead(attempt, `not repeated, it may have arrived: ${reason}`), destination };
  const attempts = attempt.message.earlier.count + 1;
  const pause = Math.max(attempt.uncertainPauseMs, attempts === 1 ? 0 : pauseAfter(attempts, attempt.random));
  return {
    entry: {
      ...entryOf(attempt, "uncertain"),
      attempts,
      wasUncertain: true,
      lastError: reason,
      nextAttemptAt: attempt.now + pause,
    },
    destination,
  };
}

function dead(attempt: Attempt, reason: string): Settlement {
  return { entry: { ...entryOf(attempt, "dead"), endedAt: attempt.now, lastError: reason } };
}

function held(attempt: Attempt, reason: string): Settlement {
  return {
    entry: {
      ...entryOf(attempt, "pending"),
      attempts: attempt.message.earlier.count,
      lastError: reason,
      nextAttemptAt: attempt.now,
    },
    destination: {
      destination: attempt.message.destination,
      failures: (attempt.destination?.failures ?? 0) + 1,
      notBefore: attempt.now + HELD_PROBE,
      problem: { reason, since: attempt.destination?.problem?.since ?? attempt.now, held: true },
    },
  };
}

function failing(
  attempt: Attempt,
  delivery: { readonly reason: string; readonly rateLimited?: true },
  notBefore: Instant,
): DestinationState {
  // A rate limit is the receiver's rhythm, not its illness.
  const failures = (attempt.destination?.failures ?? 0) + (delivery.rateLimited === true ? 0 : 1);
  const pause =
    failures === 0 ? 0 : Math.min(LONGEST_DESTINATION_PAUSE, 5 * SECOND * 2 ** Math.min(failures - 1, 20));
  return {
    destination: attempt.message.destination,
    failures,
    notBefore: Math.max(notBefore, attempt.now + jittered(pause, attempt.random)),
    ...(delivery.rateLimited === true
      ? {}
      : {
          problem: {
            reason: delivery.reason,
            since: attempt.destination?.problem?.since ?? attempt.now,
            held: false,
          },
        }),
  };
}

function recovered(attempt: Attempt): Pick<Settlement, "destination"> {
  if (attempt.destination === undefined || attempt.destination.failures === 0) return {};
  return { destination: { destination: attempt.message.destination, failures: 0, notBefore: attempt.now } };
}

function entryOf(attempt: Attempt, state: SettledEntry["state"]): SettledEntry {
  return {
    id: attempt.message.id,
    state,
    attempts: attempt.message.earlier.count + 1,
    nextAttemptAt: attempt.now,
  };
}

/** Only a message's own failures count: a destination's outage gives up none of its queue, nor does an operator's retry. */
function isExpired(attempt: Attempt): boolean {
  const { count, firstAt } = attempt.message.earlier;
  return count > 0 && firstAt !== undefined && attempt.now - firstAt > LIFE;
}

function pauseAfter(attempts: number, random: number): number {
  const step = MESSAGE_PAUSES[Math.min(attempts, MESSAGE_PAUSES.length) - 1] ?? 0;
  return jittered(step, random);
}

function jittered(pause: number, random: number): number {
  return Math.round(pause * (0.8 + 0.4 * random));
}
