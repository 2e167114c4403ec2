import type { Destination } from "../model/config.ts";
import type { Delivery, Message } from "../model/delivery.ts";

/** Its reader was taken out of the configuration. */
export const NOT_WANTED: Delivery = {
  kind: "rejected",
  scope: "message",
  reason: "its reader is not in the configuration any more",
};

/** It may have arrived, and its destination prefers a lost post to a doubled one. */
export const NOT_REPEATED: Delivery = {
  kind: "rejected",
  scope: "message",
  reason: "not repeated, it may have arrived: vigie ended before the answer was on record",
};

/** The ending of a message that is not to be sent, whatever its receiver would say. */
export function withoutAttempt(message: Message, destination: Destination): Delivery | undefined {
  if (!isWanted(message, destination)) return NOT_WANTED;
  // An operator's retry counts the attempts anew: whoever asks for it has looked whether the post is there.
  const { uncertain, count } = message.earlier;
  return uncertain && count > 0 && isAtMostOnce(destination) ? NOT_REPEATED : undefined;
}

/** Whether a post whose answer was lost is given up instead of being repeated. */
export function isAtMostOnce(destination: Destination): boolean {
  return destination.kind === "discord-webhook" && destination.atMostOnce === true;
}

/** A reader who was taken out of the configuration gets no more mail, not even what was queued. */
function isWanted({ reader }: Message, destination: Destination): boolean {
  if (reader === undefined || destination.kind !== "email") return true;
  const address = reader.address.toLowerCase();
  return destination.readers.some((other) => other.address.toLowerCase() === address);
}
