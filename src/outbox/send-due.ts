import type { Destination } from "../model/config.ts";
import type { Delivery, DestinationState, DrainReport, Message } from "../model/delivery.ts";
import { faultFields } from "../model/fault.ts";
import { DAY, MINUTE, SECOND, wasSetBack } from "../model/time.ts";
import type { Channel, Clock, Log, Settlement, Store } from "../ports.ts";
import { settlementOf } from "./retry.ts";

/** What sending needs from outside. */
export interface SendDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly destinations: readonly Destination[];
  channelOf(destination: Destination): Promise<Channel>;
  /** 0 ≤ random < 1. */
  random(): number;
  /** Endings that the store had no room for, by destination; each is recorded before anything more is claimed. */
  readonly unsettled: Map<string, Settlement>;
}

/** `stop`: claim nothing more. `abandon`: end what is on the wire too. */
export interface SendEnding {
  readonly stop: AbortSignal;
  readonly abandon: AbortSignal;
}

/** No destination is asked to wait longer; a time beyond was written under a clock that ran ahead. */
const FURTHEST = 2 * DAY;

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
    const claim = { now: deps.clock.now(), perDestination: 1, destinations: [destination.id] };
    const [message] = await deps.store.claimOutbox(claim);
    if (message === undefined) break;
    if (ending.stop.aborted) {
      await deps.store.release([message.id]);
      break;
    }
    const delivery =
      withoutAttempt(message, destination) ?? (await attempt(message, destination, deps, ending.abandon));
    await settle(destination, settlementOf(delivery, { message, ...circumstances(destination, deps) }), deps);
    tell(deps.log, message, delivery);
    if (delivery.kind === "sent") delivered += 1;
    else failed += 1;
  }
  return { delivered, failed };
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
  const { notBefore = now, problem } = stateOf(destination, store) ?? {};
  const isAhead = notBefore - now > FURTHEST || (problem !== undefined && wasSetBack(problem.since, now));
  if (isAhead) await store.resumeDestination(destination.id);
}

/** The ending of a message that is not to be sent, whatever its receiver would say. */
function withoutAttempt(message: Message, destination: Destination): Delivery | undefined {
  const reason = reasonAgainst(message, destination);
  return reason === undefined ? undefined : { kind: "rejected", scope: "message", reason };
}

function reasonAgainst(message: Message, destination: Destination): string | undefined {
  if (!isWanted(message, destination)) return "its reader is not in the configuration any more";
  // An operator's retry counts the attempts anew: whoever asks for it has looked whether the post is there.
  const { uncertain, count } = message.earlier;
  if (uncertain && count > 0 && isAtMostOnce(destination))
    return "not repeated, it may have arrived: vigie ended before the answer was on record";
  return undefined;
}

function isAtMostOnce(destination: Destination): boolean {
  return destination.kind === "discord-webhook" && destination.atMostOnce === true;
}

/** A reader who was taken out of the configuration gets no more mail, not even what was queued. */
function isWanted({ reader }: Message, destination: Destination): boolean {
  if (reader === undefined || destination.kind !== "email") return true;
  const address = reader.address.toLowerCase();
  return destination.readers.some((other) => other.address.toLowerCase() === address);
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
    return await channel.send(message, abandon);
  } catch (error) {
    // A bug in one channel must not stop the others, and whether the receiver saw the message is not known.
    deps.log.error("message.crashed", { ...about, ...faultFields(error) });
    return { kind: "uncertain", reason: `unexpected: ${nameOf(error)}` };
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "error";
}

function circumstances(
  destination: Destination,
  deps: SendDeps,
): Omit<Parameters<typeof settlementOf>[1], "message"> {
  const state = stateOf(destination, deps.store);
  return {
    ...(state === undefined ? {} : { destination: state }),
    now: deps.clock.now(),
    random: deps.random(),
    uncertainPauseMs: isAtMostOnce(destination) ? "never" : uncertainPause(destination.kind),
  };
}

function stateOf({ id }: Destination, store: Store): DestinationState | undefined {
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
