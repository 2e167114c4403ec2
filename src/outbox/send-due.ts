import type { Destination } from "../model/config.ts";
import type { Delivery, DrainReport, Message } from "../model/delivery.ts";
import { MINUTE, SECOND } from "../model/time.ts";
import type { Channel, Clock, Log, Store } from "../ports.ts";
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
}

/** `stop`: claim nothing more. `abandon`: end what is on the wire too. */
export interface SendEnding {
  readonly stop: AbortSignal;
  readonly abandon: AbortSignal;
}

/**
 * Sends what is due for one destination, one message after the other. An attempt is durable before its request is
 * made: a crash after it leaves the message uncertain, never forgotten; a crash before it costs nothing.
 */
export async function sendDue(
  destination: Destination,
  deps: SendDeps,
  ending: SendEnding,
): Promise<DrainReport> {
  let delivered = 0;
  let failed = 0;
  while (!ending.stop.aborted) {
    const claim = { now: deps.clock.now(), perDestination: 1, destinations: [destination.id] };
    const [message] = await deps.store.claimOutbox(claim);
    if (message === undefined) break;
    if (ending.stop.aborted) {
      await deps.store.release([message.id]);
      break;
    }
    const delivery = await attempt(message, destination, deps, ending.abandon);
    await deps.store.settle(settlementOf(delivery, { message, ...circumstances(destination, deps) }));
    deps.log.info("message.settled", {
      destination: destination.id,
      message: message.id,
      ...endingOf(delivery),
    });
    if (delivery.kind === "sent") delivered += 1;
    else failed += 1;
  }
  return { delivered, failed };
}

async function attempt(
  message: Message,
  destination: Destination,
  deps: SendDeps,
  abandon: AbortSignal,
): Promise<Delivery> {
  try {
    const channel = await deps.channelOf(destination);
    return await channel.send(message, abandon);
  } catch (error) {
    // A bug in one channel must not stop the others, and whether the receiver saw the message is not known.
    const reason = `unexpected: ${error instanceof Error ? error.name : "error"}`;
    deps.log.error("message.crashed", { destination: destination.id, message: message.id, error: reason });
    return { kind: "uncertain", reason };
  }
}

function circumstances(
  destination: Destination,
  deps: SendDeps,
): Omit<Parameters<typeof settlementOf>[1], "message"> {
  const state = deps.store.destinationStates().find((one) => one.destination === destination.id);
  return {
    ...(state === undefined ? {} : { destination: state }),
    now: deps.clock.now(),
    random: deps.random(),
    uncertainPauseMs: uncertainPause(destination.kind),
  };
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

function endingOf(delivery: Delivery): { readonly ending: string; readonly reason?: string } {
  return delivery.kind === "sent" ? { ending: "sent" } : { ending: delivery.kind, reason: delivery.reason };
}
