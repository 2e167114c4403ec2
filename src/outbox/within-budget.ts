import type { Alert } from "../model/alert.ts";
import { byRank } from "../model/alert-rank.ts";
import type { OutboxEntry } from "../model/delivery.ts";
import type { Instant } from "../model/time.ts";
import type { Queued } from "./to-alerts.ts";
import { addresseeKey, toSummaries } from "./to-summaries.ts";

/** What one reading of a feed is held to. */
export interface PollBudget {
  /** Messages of their own for one channel, or for one reader of a mailing. */
  readonly perPoll: number;
  /** The feed's display name. */
  readonly source: string;
  readonly now: Instant;
}

/**
 * What one reading of a feed queues, with the best of it as messages of their own and the rest, for each channel and
 * reader, in one ranked summary. What is held for a digest is none of this.
 */
export function withinBudget({ alerts, messages }: Queued, budget: PollBudget): Queued {
  const byId = new Map(alerts.map((alert) => [alert.id, alert]));
  const kept: OutboxEntry[] = [];
  for (const group of addressed(messages)) kept.push(...budgeted(group, byId, budget));
  return { alerts, messages: kept };
}

function addressed(messages: readonly OutboxEntry[]): Iterable<readonly OutboxEntry[]> {
  const groups = new Map<string, OutboxEntry[]>();
  for (const message of messages) {
    const key = JSON.stringify([message.destination, message.state, addresseeKey(message)]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [message]);
    else group.push(message);
  }
  return groups.values();
}

function budgeted(
  messages: readonly OutboxEntry[],
  byId: ReadonlyMap<string, Alert>,
  { perPoll, source, now }: PollBudget,
): readonly OutboxEntry[] {
  const [first] = messages;
  if (first === undefined || first.state !== "pending" || messages.length <= perPoll) return messages;
  const alertsOf = ({ alertIds }: OutboxEntry): readonly Alert[] =>
    alertIds.flatMap((id) => byId.get(id) ?? []);
  const ranked = messages
    .map((message) => ({ message, alerts: alertsOf(message) }))
    .toSorted(({ alerts: [a] }, { alerts: [b] }) => (a === undefined || b === undefined ? 0 : byRank(a, b)));
  // A summary of one story would be a message of its own in another dress.
  const alone = ranked.length === perPoll + 1 ? perPoll - 1 : perPoll;
  const rest = ranked.slice(alone).flatMap(({ alerts }) => alerts);
  return [
    ...ranked.slice(0, alone).map(({ message }) => message),
    ...toSummaries(rest, first, { kind: "flood", source }, now),
  ];
}
