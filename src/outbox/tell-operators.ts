import type { Destination } from "../model/config.ts";
import type { DestinationState } from "../model/delivery.ts";
import type { Notice } from "../model/notice.ts";
import { type Instant, MINUTE } from "../model/time.ts";
import type { Settlement } from "../ports.ts";
import { toNotices } from "./to-notices.ts";

/** Failures shorter than this pass by themselves; a refusal does not. */
const TROUBLE_AFTER = 30 * MINUTE;

/** An attempt that has ended, and whom to tell. */
export interface Ended {
  readonly destination: string;
  /** What was known of the destination before. */
  readonly before?: DestinationState;
  readonly now: Instant;
  readonly destinations: readonly Destination[];
  /** Ids of the destinations whose readers are operators. */
  readonly operators: readonly string[];
}

/**
 * What operators are told of a settlement, and the settlement with the messages that tell it, by other destinations
 * than the one it is about: that a destination refuses everything or has failed for half an hour, that it is well
 * again, that a message was given up.
 */
export function tellingOperators(
  settlement: Settlement,
  ended: Ended,
): { readonly settlement: Settlement; readonly notices: readonly Notice[] } {
  const notices = noticesOf(settlement, ended);
  const others = ended.destinations.filter(({ id }) => id !== ended.destination);
  const told = toNotices(notices, others, ended.operators, ended.now);
  const { destination } = settlement;
  const { problem } = destination ?? {};
  const isNews = notices.some(({ kind }) => kind === "destination-failing");
  return {
    notices,
    settlement: {
      ...settlement,
      ...(destination !== undefined && problem !== undefined && isNews
        ? { destination: { ...destination, problem: { ...problem, toldAt: ended.now } } }
        : {}),
      ...(told.length === 0 ? {} : { told }),
    },
  };
}

function noticesOf(settlement: Settlement, { destination, before, now }: Ended): readonly Notice[] {
  const { entry, destination: after, replacedBy } = settlement;
  const notices: Notice[] = [];
  const trouble = after?.problem;
  if (trouble !== undefined && trouble.toldAt === undefined && isLasting(trouble, now)) {
    const { reason: detail, since, held } = trouble;
    notices.push({ kind: "destination-failing", at: now, destination, detail, since, held });
  }
  const ago = before?.problem;
  if (entry.state === "sent" && ago?.toldAt !== undefined)
    notices.push({ kind: "destination-recovered", at: now, destination, since: ago.since });
  if (entry.state === "dead" && replacedBy === undefined)
    notices.push({ kind: "message-given-up", at: now, destination, detail: entry.lastError ?? "" });
  return notices;
}

function isLasting({ since, held }: NonNullable<DestinationState["problem"]>, now: Instant): boolean {
  return held || now - since >= TROUBLE_AFTER;
}
