import type { Alert } from "../../model/alert.ts";
import type { OutboxEntry } from "../../model/delivery.ts";
import type { FeedState } from "../../model/feed.ts";
import type { ArchivedItem, PollCommit, SeenKey } from "../../ports/store.ts";

/** A poll, or as much of it as goes into one transaction. Only the last part of a poll has the feed's state. */
export interface PollPart extends Omit<PollCommit, "feed"> {
  readonly feedId: string;
  readonly feed?: FeedState;
}

/** Characters of JSON, roughly: a transaction of so many costs the process about ten milliseconds. */
const MOST_IN_PART = 1 << 18;
const ALERT = 1500;
const MESSAGE = 400;
const KEY = 80;
const HIT = 160;

/**
 * Cuts a poll that is too large for one transaction into several, to be committed in this order: first what is told,
 * each message with all of its alerts, then the keys by which items are known, then the feed's state and what operators
 * are told of it. A crash between two parts lets the next poll find the rest again: an alert has an id that is not
 * queued twice, and an item that is known by its keys was told before.
 */
export function pollParts({ feed, at, ...brought }: PollCommit): readonly PollPart[] {
  const { feedId } = feed;
  const parts: Growing[] = [];
  const partFor = (weight: number): Growing => {
    let part = parts.at(-1);
    if (part === undefined || part.weight + weight > MOST_IN_PART) {
      part = { items: [], alerts: [], messages: [], keys: [], weight: 0 };
      parts.push(part);
    }
    part.weight += weight;
    return part;
  };
  for (const item of brought.items) partFor(weightOf(item)).items.push(item);
  const { told, others } = bundles(brought);
  for (const { alerts, messages } of told) {
    const part = partFor(alerts.length * ALERT + messages.length * MESSAGE);
    part.alerts.push(...alerts);
    part.messages.push(...messages);
  }
  for (const key of brought.keys) partFor(KEY).keys.push(key);
  const last = partFor(0);
  last.messages.push(...others);
  const toPart = ({ items, alerts, messages, keys }: Growing): PollPart => ({
    feedId,
    items,
    alerts,
    messages,
    keys,
    at,
  });
  return [...parts.slice(0, -1).map(toPart), { ...toPart(last), feed }];
}

interface Growing extends Bundle {
  readonly items: ArchivedItem[];
  readonly keys: SeenKey[];
  weight: number;
}

function weightOf({ item, matches }: ArchivedItem): number {
  const hits = matches.reduce((sum, match) => sum + match.hits.length, 0);
  const { title, summary = "", body = "", categories } = item;
  return title.length + summary.length + body.length + (hits + categories.length) * HIT;
}

/** Alerts, and the messages that hold them. */
interface Bundle {
  readonly alerts: Alert[];
  readonly messages: OutboxEntry[];
}

/** The fewest alerts and messages that no transaction may part, and the messages that hold no alert of this poll. */
function bundles({ alerts, messages }: Pick<PollCommit, "alerts" | "messages">): {
  readonly told: Iterable<Bundle>;
  readonly others: readonly OutboxEntry[];
} {
  const byAlert = new Map<string, Bundle>();
  for (const alert of alerts) {
    if (!byAlert.has(alert.id)) byAlert.set(alert.id, { alerts: [alert], messages: [] });
  }
  const others: OutboxEntry[] = [];
  for (const message of messages) {
    let bundle: Bundle | undefined;
    for (const id of message.alertIds) {
      const found = byAlert.get(id);
      if (found === undefined || found === bundle) continue;
      if (bundle === undefined) bundle = found;
      else join(bundle, found, byAlert);
    }
    if (bundle === undefined) others.push(message);
    else bundle.messages.push(message);
  }
  return { told: new Set(byAlert.values()), others };
}

function join(bundle: Bundle, joined: Bundle, byAlert: Map<string, Bundle>): void {
  bundle.alerts.push(...joined.alerts);
  bundle.messages.push(...joined.messages);
  for (const { id } of joined.alerts) byAlert.set(id, bundle);
}
