import type { Destination } from "../model/config.ts";
import type { DestinationProblem, DestinationState } from "../model/delivery.ts";
import type { Notice } from "../model/notice.ts";
import { type Instant, MINUTE } from "../model/time.ts";
import type { Settlement } from "../ports/store.ts";
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
  const subject = { at: now, destination };
  const isGivenUp = entry.state === "dead" && replacedBy === undefined;
  return [
    ...troubleOf(after?.problem, subject),
    ...(entry.state === "sent" ? endOf(before?.problem, subject) : []),
    ...(isGivenUp ? [{ kind: "message-given-up", ...subject, detail: entry.lastError ?? "" } as const] : []),
  ];
}

interface Subject {
  readonly at: Instant;
  readonly destination: string;
}

function troubleOf(problem: DestinationProblem | undefined, subject: Subject): readonly Notice[] {
  if (problem === undefined || problem.toldAt !== undefined) return [];
  const { reason: detail, since, held } = problem;
  const isLasting = held || subject.at - since >= TROUBLE_AFTER;
  return isLasting ? [{ kind: "destination-failing", ...subject, detail, since, held }] : [];
}

/** Who was told of a trouble is told of its end. */
function endOf(problem: DestinationProblem | undefined, subject: Subject): readonly Notice[] {
  if (problem?.toldAt === undefined) return [];
  return [{ kind: "destination-recovered", ...subject, since: problem.since }];
}
