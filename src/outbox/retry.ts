import type { Delivery, DestinationProblem, DestinationState, Message } from "../model/delivery.ts";
import { DAY, HOUR, type Instant, MINUTE, SECOND } from "../model/time.ts";
import type { SettledEntry, Settlement } from "../ports/store.ts";
import { halvesOf } from "./to-summaries.ts";

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
/** Of a destination that has been failing for a day. Postfix comes to about the same. */
const LONGEST_PAUSE_AFTER_A_DAY = HOUR;
/** A destination that failed for longer is spared at first: two messages after the one that arrived, a pause, four, a pause, and so on. */
const OUTAGE = MINUTE;
const BETWEEN_BURSTS = 5 * SECOND;
const LARGEST_BURST = 16;
/** A destination that refuses everything is asked again this often, with one message. */
const HELD_PROBE = HOUR;
/** From a message's first failure of its own. Postfix gives mail the same time. */
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
      return delivery.scope === "message" ? refused(attempt, delivery) : held(attempt, delivery.reason);
    case "retry":
      return retry(delivery, attempt);
    case "uncertain":
      return uncertain(attempt, delivery.reason);
  }
}

function retry(delivery: Extract<Delivery, { kind: "retry" }>, attempt: Attempt): Settlement {
  if (delivery.rateLimited !== true && delivery.scope === "message" && isExpired(attempt))
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
  return {
    entry: {
      ...entryOf(attempt, "pending"),
      ...failingFrom(attempt),
      attempts,
      lastError: delivery.reason,
      nextAttemptAt: Math.max(notBefore, attempt.now + pauseAfter(attempts, attempt.random)),
    },
  };
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
      ...failingFrom(attempt),
      attempts,
      wasUncertain: true,
      lastError: reason,
      nextAttemptAt: attempt.now + pause,
    },
    destination,
  };
}

/** A summary is halved, until what is wrong with one of its stories is wrong with that one alone. */
function refused(
  attempt: Attempt,
  { reason, isReaders }: Extract<Delivery, { kind: "rejected" }>,
): Settlement {
  const halves = isReaders === true ? undefined : halvesOf(attempt.message, attempt.now);
  return halves === undefined ? dead(attempt, reason) : { ...dead(attempt, reason), replacedBy: halves };
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
      decidedAt: attempt.now,
      problem: { ...beginningOf(attempt), reason, held: true },
    },
  };
}

function failing(
  attempt: Attempt,
  delivery: { readonly reason: string; readonly rateLimited?: true },
  notBefore: Instant,
): DestinationState {
  const { message, destination: before, now, random } = attempt;
  // A rate limit is the receiver's rhythm, not its illness, and no sign of its health either.
  if (delivery.rateLimited === true) {
    const kept = before ?? { destination: message.destination, failures: 0 };
    const until = Math.max(notBefore, now + destinationPause(attempt, kept.failures));
    return { ...kept, notBefore: until, decidedAt: now };
  }
  const failures = (before?.failures ?? 0) + 1;
  return {
    destination: message.destination,
    failures,
    notBefore: Math.max(notBefore, now + jittered(destinationPause(attempt, failures), random)),
    decidedAt: now,
    problem: { ...beginningOf(attempt), reason: delivery.reason, held: false },
  };
}

function destinationPause({ destination, now }: Attempt, failures: number): number {
  if (failures === 0) return 0;
  const failingFor = now - (destination?.problem?.since ?? now);
  const longest = failingFor < DAY ? LONGEST_DESTINATION_PAUSE : LONGEST_PAUSE_AFTER_A_DAY;
  return Math.min(longest, 5 * SECOND * 2 ** Math.min(failures - 1, 20));
}

/** When the trouble began, and whether operators were told of it. */
function beginningOf({ destination, now }: Attempt): Pick<DestinationProblem, "since" | "toldAt"> {
  const { since = now, toldAt } = destination?.problem ?? {};
  return toldAt === undefined ? { since } : { since, toldAt };
}

/** After an outage messages go out few by few: others want to be served again as well. */
function recovered({ destination: before, message, now }: Attempt): Pick<Settlement, "destination"> {
  if (before === undefined || (before.failures === 0 && before.slowStart === undefined)) return {};
  const { destination } = message;
  const well = { destination, failures: 0, notBefore: now, decidedAt: now };
  const { burst, left } = before.failures === 0 ? (before.slowStart ?? NO_BURST) : burstAfter(before, now);
  if (left > 1) return { destination: { ...well, slowStart: { burst, left: left - 1 } } };
  const next = burst * 2;
  return burst === 0 || next > LARGEST_BURST
    ? { destination: well }
    : { destination: { ...well, notBefore: now + BETWEEN_BURSTS, slowStart: { burst: next, left: next } } };
}

const NO_BURST = { burst: 0, left: 0 };
/** The message that was the first to be accepted, and two more. */
const FIRST_BURST = { burst: 2, left: 3 };

function burstAfter({ problem }: DestinationState, now: Instant): typeof NO_BURST {
  return problem === undefined || now - problem.since < OUTAGE ? NO_BURST : FIRST_BURST;
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
function isExpired({ message, now }: Attempt): boolean {
  const { failingSince = now } = message.earlier;
  return now - failingSince > LIFE;
}

/** A time that lies ahead was noted under another clock. */
function failingFrom({ message, now }: Attempt): Pick<SettledEntry, "failingSince"> {
  return { failingSince: Math.min(message.earlier.failingSince ?? now, now) };
}

function pauseAfter(attempts: number, random: number): number {
  const step = MESSAGE_PAUSES[Math.min(attempts, MESSAGE_PAUSES.length) - 1] ?? 0;
  return jittered(step, random);
}

function jittered(pause: number, random: number): number {
  return Math.round(pause * (0.8 + 0.4 * random));
}
