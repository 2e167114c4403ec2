import type { Destination } from "../model/config.ts";
import {
  type Delivery,
  type DestinationState,
  type DrainReport,
  FURTHEST_AHEAD,
  type Message,
  type MessageLimits,
} from "../model/delivery.ts";
import { faultFields } from "../model/fault.ts";
import { type Notice, noticeEvent } from "../model/notice.ts";
import { MINUTE, SECOND, wasSetBack } from "../model/time.ts";
import type { Channel } from "../ports/channel.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { Settlement, Store } from "../ports/store.ts";
import { settlementOf } from "./retry.ts";
import { tellingOperators } from "./tell-operators.ts";
import { type Traffic, trafficOf } from "./traffic.ts";
import { isAtMostOnce, NOT_REPEATED, NOT_WANTED, withoutAttempt } from "./without-attempt.ts";

/** What sending needs from outside. */
export interface SendDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly destinations: readonly Destination[];
  channelOf(destination: Destination): Promise<Channel>;
  /** 0 ≤ random < 1. */
  random(): number;
  /** Aborts when an attempt has taken so long that it must be ended. */
  deadline(): AbortSignal;
  readonly limits: MessageLimits;
  /** Destinations whose readers are told of trouble with the others. */
  readonly operators: readonly string[];
  /** Destinations where it is the turn of what waits, not of what is fresh. */
  readonly waitingNext: Set<string>;
  /** Endings that the store had no room for, by destination; each is recorded before anything more is claimed. */
  readonly unsettled: Map<string, Settlement>;
}

/** `stop`: claim nothing more. `abandon`: end what is on the wire too. */
export interface SendEnding {
  readonly stop: AbortSignal;
  readonly abandon: AbortSignal;
}

/**
 * Sends what is due for one destination, one message after the other. An attempt is durable before its request is
 * made: a crash after it leaves the message uncertain, never forgotten; a crash before it costs nothing. Rejects when
 * the store cannot record; an ending that was not recorded is kept in `deps.unsettled` for the next call.
 */
export async function sendDue(
  destination: Destination,
  deps: SendDeps,
  ending: SendEnding,
): Promise<DrainReport> {
  let delivered = 0;
  let failed = 0;
  await settleLeftover(destination, deps);
  await resumeFromAhead(destination, deps);
  while (!ending.stop.aborted) {
    const message = await claim(destination, deps);
    if (message === undefined) break;
    if (ending.stop.aborted) {
      await deps.store.release([message.id]);
      break;
    }
    const delivery =
      withoutAttempt(message, destination) ?? (await attempt(message, destination, deps, ending.abandon));
    const { settlement, notices } = endingOf(message, delivery, { destination, deps });
    await settle(destination, settlement, deps);
    tell(deps.log, message, delivery);
    for (const notice of notices) logNotice(deps.log, notice);
    if (delivery.kind === "sent") delivered += 1;
    else failed += 1;
  }
  return { delivered, failed };
}

/** The next message of a destination, once what is too much to be told one by one was summarised. */
async function claim(destination: Destination, deps: SendDeps): Promise<Message | undefined> {
  const { id } = destination;
  const { store, waitingNext } = deps;
  const now = deps.clock.now();
  const state = stateOf(id, store);
  if (state !== undefined && state.notBefore > now) return undefined;
  const { replacements, withheld } = traffic(id, deps);
  for (const replacement of replacements) await store.replaceMessages(replacement);
  const first = waitingNext.has(id) ? "waiting" : "fresh";
  const request = {
    now,
    perDestination: 1,
    destinations: [id],
    first,
    except: withheld,
    // On record with the attempt: whoever starts after a crash must wait as long.
    repeatAfterMs: uncertainPause(destination.kind),
  } as const;
  const [message] = await store.claimOutbox(request);
  // Without a message nobody had a turn: another sending may have one on the wire.
  if (message === undefined) return undefined;
  if (first === "waiting") waitingNext.delete(id);
  else waitingNext.add(id);
  return message;
}

function traffic(id: string, { store, clock, limits }: SendDeps): Traffic {
  return trafficOf({
    entries: store.traffic(id),
    perHour: limits.perHour,
    now: clock.now(),
    alert: (alertId) => store.alert(alertId),
  });
}

async function settle(destination: Destination, settlement: Settlement, deps: SendDeps): Promise<void> {
  try {
    await deps.store.settle(settlement);
  } catch (error) {
    // The message stays claimed, and with it the destination's turn, until its ending is on record.
    deps.unsettled.set(destination.id, settlement);
    throw error;
  }
}

async function settleLeftover(destination: Destination, deps: SendDeps): Promise<void> {
  const settlement = deps.unsettled.get(destination.id);
  if (settlement === undefined) return;
  // Taken out first: another drain must not take the same one, find it settled in memory, and forget it.
  deps.unsettled.delete(destination.id);
  await settle(destination, settlement, deps);
}

async function resumeFromAhead(destination: Destination, { store, clock }: SendDeps): Promise<void> {
  const now = clock.now();
  const {
    notBefore = now,
    problem,
    decidedAt = problem?.since ?? now,
  } = stateOf(destination.id, store) ?? {};
  if (wasSetBack(decidedAt, now) || notBefore - now > FURTHEST_AHEAD)
    await store.resumeDestination(destination.id);
}

/** What an attempt leaves in the store, and what operators are to know of it. */
function endingOf(
  message: Message,
  delivery: Delivery,
  { destination, deps }: { readonly destination: Destination; readonly deps: SendDeps },
): ReturnType<typeof tellingOperators> {
  const now = deps.clock.now();
  const before = stateOf(destination.id, deps.store);
  const settlement = settlementOf(delivery, {
    message,
    ...(before === undefined ? {} : { destination: before }),
    now,
    random: deps.random(),
    uncertainPauseMs: isAtMostOnce(destination) ? "never" : uncertainPause(destination.kind),
  });
  const { replacedBy: _halves, ...whole } = settlement;
  // Whoever was taken out gets no part of a summary either, and that is no news to operators.
  if (delivery === NOT_WANTED) return { settlement: whole, notices: [] };
  const { destinations, operators } = deps;
  const ended = { destination: destination.id, now, destinations, operators };
  const about = before === undefined ? ended : { ...ended, before };
  return tellingOperators(delivery === NOT_REPEATED ? whole : settlement, about);
}

async function attempt(
  message: Message,
  destination: Destination,
  deps: SendDeps,
  abandon: AbortSignal,
): Promise<Delivery> {
  const about = { destination: destination.id, message: message.id };
  let channel: Channel;
  try {
    channel = await deps.channelOf(destination);
  } catch (error) {
    deps.log.error("channel.crashed", { ...about, ...faultFields(error) });
    // Certainly not sent, and no message of this destination can be.
    return { kind: "retry", scope: "destination", reason: `the channel cannot be opened: ${nameOf(error)}` };
  }
  try {
    return await channel.send(message, AbortSignal.any([abandon, deps.deadline()]));
  } catch (error) {
    // A bug in one channel must not stop the others, and whether the receiver saw the message is not known.
    deps.log.error("message.crashed", { ...about, ...faultFields(error) });
    return { kind: "uncertain", reason: `unexpected: ${nameOf(error)}` };
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "error";
}

function stateOf(id: string, store: Store): DestinationState | undefined {
  return store.destinationStates().find(({ destination }) => destination === id);
}

/** A bot's repeat within a minute meets its own nonce; a relay may still be delivering the first copy of a mail. */
function uncertainPause(kind: Destination["kind"]): number {
  switch (kind) {
    case "discord-bot":
      return 5 * SECOND;
    case "discord-webhook":
      return MINUTE;
    case "email":
      return 15 * MINUTE;
  }
}

function tell(log: Log, { destination, id }: Message, delivery: Delivery): void {
  const fields = { destination, message: id, ending: delivery.kind };
  if (delivery.kind === "sent") log.info("message.settled", fields);
  else log.warn("message.settled", { ...fields, reason: delivery.reason });
}

/** What became of one message has its own line in the log. */
function logNotice(log: Log, notice: Notice): void {
  const { event, level, fields } = noticeEvent(notice);
  if (notice.kind !== "message-given-up") log[level](event, fields);
}
