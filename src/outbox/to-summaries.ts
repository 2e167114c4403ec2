import type { Alert } from "../model/alert.ts";
import type { OutboxEntry, Summary, SummaryCause } from "../model/delivery.ts";
import type { Instant } from "../model/time.ts";
import { hash } from "../text/hash.ts";
import { summaryParts } from "./summary-parts.ts";

/** A channel, or one reader of a mailing: who a message goes to. */
export type Addressee = Pick<OutboxEntry, "destination" | "reader">;

/** Names an addressee within its destination. */
export function addresseeKey({ reader }: Addressee): string {
  return reader?.address ?? "";
}

/**
 * The messages that list these alerts for one addressee, best first. Their ids are derived from the alerts that they
 * hold, so the same summary queued twice is queued once.
 */
export function toSummaries(
  alerts: readonly Alert[],
  to: Addressee,
  cause: SummaryCause,
  now: Instant,
): readonly OutboxEntry[] {
  const parts = summaryParts(alerts, to.reader === undefined ? "post" : "mail");
  return parts.map((part, index) => {
    const place = { part: index + 1, of: parts.length };
    return messageOf(part, to, parts.length === 1 ? { cause } : { cause, place }, now);
  });
}

/**
 * The two halves of a summary that its receiver refused: what was wrong with one story keeps only that one from its
 * readers, in the end. Undefined when there is nothing to be halved.
 */
export function halvesOf(
  {
    alerts,
    summary,
    ...to
  }: Addressee & { readonly alerts: readonly Alert[] } & Pick<OutboxEntry, "summary">,
  now: Instant,
): readonly OutboxEntry[] | undefined {
  if (summary === undefined || alerts.length < 2) return undefined;
  const middle = Math.ceil(alerts.length / 2);
  return [alerts.slice(0, middle), alerts.slice(middle)].map((half) =>
    messageOf(half, to, half.length === 1 ? undefined : { cause: summary.cause }, now),
  );
}

function messageOf(
  alerts: readonly Alert[],
  { destination, reader }: Addressee,
  summary: Summary | undefined,
  now: Instant,
): OutboxEntry {
  const alertIds = alerts.map(({ id }) => id);
  return {
    id: hash(["summary", destination, reader?.address ?? "", ...alertIds.toSorted()], 24),
    destination,
    ...(reader === undefined ? {} : { reader }),
    ...(summary === undefined ? {} : { summary }),
    alertIds,
    state: "pending",
    queuedAt: now,
    nextAttemptAt: now,
    attempts: 0,
  };
}
