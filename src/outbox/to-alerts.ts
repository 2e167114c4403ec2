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
import { reasonsOf } from "./reasons.ts";

/** A match that reached its threshold, with what is needed to tell readers about it. */
export interface AlertingMatch {
  readonly match: Match;
  readonly profile: Profile;
  readonly item: Item;
  readonly story: Story;
}

/** What one poll adds to the outbox: alerts, and the messages that will carry them. */
export interface Queued {
  readonly alerts: readonly Alert[];
  readonly messages: readonly OutboxEntry[];
}

/**
 * The alerts of a match, one for each destination of its profile, and their messages: a post for a Discord channel, a
 * mail for each reader of an immediate mailing, an entry held for each reader of a digest. Ids are derived from
 * destination, profile and story, so the same story queued twice is queued once. A destination that is off gets the
 * alert, which operators see, and no message.
 */
export function toAlerts(found: AlertingMatch, destinations: readonly Destination[], now: Instant): Queued {
  const alerts: Alert[] = [];
  const messages: OutboxEntry[] = [];
  for (const destination of destinations) {
    if (!found.profile.destinations.includes(destination.id)) continue;
    const alert = toAlert(found, destination.id, now);
    alerts.push(alert);
    if (destination.off === undefined) messages.push(...messagesFor(alert, destination));
  }
  return { alerts, messages };
}

function toAlert(found: AlertingMatch, destination: string, now: Instant): Alert {
  const { match, profile, item, story } = found;
  return {
    id: hash(["alert", destination, profile.id, story.id], 24),
    destination,
    profile: { id: profile.id, name: profile.name, hash: match.profileHash },
    story,
    score: match.score,
    threshold: match.threshold,
    reasons: reasonsOf(match),
    evidence: match.evidence,
    excludedPercent: Math.max(0, ...match.excluded.map((exclusion) => exclusion.percent)),
    excerpt: excerpt(item, match.hits),
    queuedAt: now,
  };
}

function messagesFor(alert: Alert, destination: Destination): readonly OutboxEntry[] {
  switch (destination.kind) {
    case "discord-webhook":
    case "discord-bot":
      return [entry(alert, "pending")];
    case "email": {
      const state = destination.mode === "digest" ? "held" : "pending";
      return destination.readers.map((reader) => entry(alert, state, reader));
    }
  }
}

function entry(alert: Alert, state: "held" | "pending", reader?: Reader): OutboxEntry {
  return {
    id: hash(["message", alert.id, reader?.address ?? ""], 24),
    destination: alert.destination,
    ...(reader === undefined ? {} : { reader }),
    alertIds: [alert.id],
    state,
    queuedAt: alert.queuedAt,
    nextAttemptAt: alert.queuedAt,
    attempts: 0,
  };
}
