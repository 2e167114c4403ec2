import type { Alert } from "../model/alert.ts";
import type { Destination } from "../model/config.ts";
import type { OutboxEntry, Reader } from "../model/delivery.ts";
import type { Item } from "../model/item.ts";
import type { Match } from "../model/match.ts";
import type { Profile } from "../model/profile.ts";
import type { Story } from "../model/story.ts";
import type { Instant } from "../model/time.ts";
import { excerpt } from "../text/excerpt.ts";
import { hash } from "../text/hash.ts";
import { holdingBack, reasonsOf } from "./reasons.ts";

/** A new item with its story and the matches that reached their thresholds. */
export interface AlertingItem {
  readonly item: Item;
  readonly story: Story;
  readonly found: readonly { readonly match: Match; readonly profile: Profile }[];
}

/** What one item adds to the outbox: alerts, and the messages that will carry them. */
export interface Queued {
  readonly alerts: readonly Alert[];
  readonly messages: readonly OutboxEntry[];
}

/**
 * The alerts of an item, one for each destination of each profile that wants it, and their messages. A destination
 * gets one message about a story, whichever of its profiles matched: a post for a Discord channel, a mail for each
 * reader of an immediate mailing, an entry held for each reader of a digest. Ids are derived from destination, profile
 * and story, so the same story queued twice is queued once. A destination that is off gets the alerts, which operators
 * see, and no message.
 */
export function toAlerts(wanted: AlertingItem, destinations: readonly Destination[], now: Instant): Queued {
  const alerts: Alert[] = [];
  const messages: OutboxEntry[] = [];
  for (const destination of destinations) {
    const forIt = wanted.found
      .filter(({ profile }) => profile.destinations.includes(destination.id))
      .toSorted((a, b) => b.match.score - a.match.score)
      .map((found) => toAlert(wanted, found, destination.id, now));
    alerts.push(...forIt);
    if (destination.off === undefined && forIt.length > 0)
      messages.push(...messagesFor(forIt, destination, now));
  }
  return { alerts, messages };
}

function toAlert(
  { item, story }: AlertingItem,
  { match, profile }: AlertingItem["found"][number],
  destination: string,
  now: Instant,
): Alert {
  return {
    id: hash(["alert", destination, profile.id, story.id], 24),
    destination,
    profile: { id: profile.id, name: profile.name, hash: match.profileHash },
    story,
    score: match.score,
    threshold: match.threshold,
    reasons: reasonsOf(match),
    evidence: match.evidence,
    ...holdingBack(match),
    excerpt: excerpt(item, match.hits),
    queuedAt: now,
  };
}

function messagesFor(
  alerts: readonly Alert[],
  destination: Destination,
  now: Instant,
): readonly OutboxEntry[] {
  switch (destination.kind) {
    case "discord-webhook":
    case "discord-bot":
      return [entry(alerts, "pending", now)];
    case "email": {
      const state = destination.mode === "digest" ? "held" : "pending";
      return destination.readers.map((reader) => entry(alerts, state, now, reader));
    }
  }
}

function entry(
  alerts: readonly Alert[],
  state: "held" | "pending",
  now: Instant,
  reader?: Reader,
): OutboxEntry {
  const alertIds = alerts.map(({ id }) => id);
  return {
    id: hash(["message", ...alertIds.toSorted(), reader?.address ?? ""], 24),
    destination: alerts[0]?.destination ?? "",
    ...(reader === undefined ? {} : { reader }),
    alertIds,
    state,
    queuedAt: now,
    nextAttemptAt: now,
    attempts: 0,
  };
}
