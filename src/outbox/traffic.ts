import type { Alert } from "../model/alert.ts";
import type { OutboxEntry, Summary } from "../model/delivery.ts";
import { HOUR, type Instant, MINUTE } from "../model/time.ts";
import type { Replacement } from "../ports/store.ts";
import { addresseeKey, toSummaries } from "./to-summaries.ts";

/** How a destination's messages may go on. */
export interface Traffic {
  /** Messages that give way to summaries before anything more is claimed. */
  readonly replacements: readonly Replacement[];
  /** Messages that are beyond what this hour may bring: not to be claimed now. */
  readonly withheld: ReadonlySet<string>;
}

/** What deciding on the traffic needs to know. */
export interface TrafficDeps {
  /** The messages of one destination: all that have not ended, and those that were attempted in the last hour. */
  readonly entries: readonly OutboxEntry[];
  readonly perHour: number;
  readonly now: Instant;
  readonly alert: (id: string) => Alert | undefined;
}

/** Of a backlog, so many of the latest stay messages of their own. */
const LATEST = 5;
/** Summaries of what waits are at least this far apart: else a flood that goes on would be one of small summaries. */
const BETWEEN_SUMMARIES = 15 * MINUTE;

/**
 * What becomes of messages when more of them wait than the hour may still bring: all but the latest few are listed in
 * one ranked summary. Digests, notices, what was attempted for its own sake and what may have arrived stay as they are.
 */
export function trafficOf(deps: TrafficDeps): Traffic {
  const replacements: Replacement[] = [];
  const withheld = new Set<string>();
  for (const entries of byAddressee(deps.entries)) {
    const flow = flowOf(entries, deps);
    if (flow.replacement !== undefined) replacements.push(flow.replacement);
    for (const id of flow.withheld) withheld.add(id);
  }
  return { replacements, withheld };
}

/** Whether a message was queued by itself and nothing came of it yet, so that a summary may take it up. */
function isLoose(entry: OutboxEntry): boolean {
  return isUntried(entry) && entry.summary?.cause.kind !== "backlog";
}

function isUntried(entry: OutboxEntry): boolean {
  const { state, attempts, wasUncertain } = entry;
  // An attempt that failed for its destination's sake is not counted, and was certainly not accepted.
  return state === "pending" && attempts === 0 && wasUncertain !== true && isCounted(entry);
}

/** Whether a message waits to be tried again that has failed for its own sake, or may have arrived. */
function isTriedAgain(entry: OutboxEntry): boolean {
  return (entry.state === "pending" || entry.state === "uncertain") && isCounted(entry) && !isUntried(entry);
}

/** Whether a message is one of those that an hour brings only so many of. */
function isCounted({ digest, alertIds }: OutboxEntry): boolean {
  return digest === undefined && alertIds.length > 0;
}

function byNextAttempt(a: OutboxEntry, b: OutboxEntry): number {
  return a.nextAttemptAt - b.nextAttemptAt;
}

function byAddressee(entries: readonly OutboxEntry[]): Iterable<readonly OutboxEntry[]> {
  const groups = new Map<string, OutboxEntry[]>();
  for (const entry of entries) {
    const group = groups.get(addresseeKey(entry));
    if (group === undefined) groups.set(addresseeKey(entry), [entry]);
    else group.push(entry);
  }
  return groups.values();
}

interface Flow {
  readonly replacement?: Replacement;
  readonly withheld: readonly string[];
}

function flowOf(entries: readonly OutboxEntry[], deps: TrafficDeps): Flow {
  const { perHour, now } = deps;
  const loose = entries.filter(isLoose).toSorted((a, b) => b.queuedAt - a.queuedAt);
  const spent = entries.filter((entry) => isSpent(entry) && isWithin(entry.lastAttemptAt, HOUR, now));
  const toSpend = Math.max(0, perHour - countOf(spent));
  // What is tried again takes half of it at most: a day of broken connections must not keep news back.
  const again = entries.filter((entry) => isTriedAgain(entry) && !spent.includes(entry));
  const inTurn = again.toSorted(byNextAttempt).slice(0, Math.ceil(toSpend / 2));
  const late = again.filter((entry) => !inTurn.includes(entry)).map(({ id }) => id);
  const left = toSpend - inTurn.length;
  if (countOf(loose) <= left) return { withheld: late };
  const summarisedLately = spent.some(
    ({ summary, lastAttemptAt }) =>
      summary?.cause.kind === "backlog" && isWithin(lastAttemptAt, BETWEEN_SUMMARIES, now),
  );
  const replacement = summarisedLately ? undefined : replacementOf(entries, loose, left, deps);
  if (replacement !== undefined) return { replacement, withheld: late };
  return { withheld: [...late, ...loose.slice(left).map(({ id }) => id)] };
}

function replacementOf(
  entries: readonly OutboxEntry[],
  loose: readonly OutboxEntry[],
  left: number,
  { now, alert }: TrafficDeps,
): Replacement | undefined {
  const single = loose.filter(({ summary }) => summary === undefined);
  const latest = new Set(single.slice(0, Math.min(LATEST, left)));
  const taken = loose.filter((entry) => !latest.has(entry));
  const [first] = taken;
  if (first === undefined || taken.length < 2) return undefined;
  const earlier = entries.filter((entry) => isUntried(entry) && !isLoose(entry));
  const all = [...earlier, ...taken];
  const since = Math.min(...all.map(beginningOf));
  const alerts = all.flatMap(({ alertIds }) => alertIds.flatMap((id) => alert(id) ?? []));
  return {
    taken: all.map(({ id }) => id),
    by: toSummaries(alerts, first, { kind: "backlog", since }, now),
  };
}

/** A summary counts once, however many parts it has. */
function countOf(entries: readonly OutboxEntry[]): number {
  return new Set(
    entries.map(({ id, summary, queuedAt }) =>
      summary === undefined ? id : `${queuedAt} ${sourceOf(summary)}`,
    ),
  ).size;
}

function sourceOf({ cause }: Summary): string {
  return cause.kind === "flood" ? cause.source : "";
}

/** Since when the oldest story of a message waits. */
function beginningOf({ queuedAt, summary }: OutboxEntry): Instant {
  return summary?.cause.kind === "backlog" ? summary.cause.since : queuedAt;
}

/** Whether an alert or a summary went out, or may have, or was refused for its own sake. */
function isSpent(entry: OutboxEntry): boolean {
  return isCounted(entry) && (entry.state !== "pending" || entry.attempts > 0);
}

function isWithin(at: Instant | undefined, span: number, now: Instant): boolean {
  return at !== undefined && at > now - span && at <= now;
}
