import type { Destination } from "../model/config.ts";
import type { OutboxEntry } from "../model/delivery.ts";
import type { Notice } from "../model/notice.ts";
import { DAY, type Instant } from "../model/time.ts";
import { hash } from "../text/hash.ts";

/** In one message: so many fit into a Discord post whatever their feeds are called. */
const MOST_IN_ONE = 4;

/**
 * The messages by which operators are told: one for each Discord channel and for each reader of an immediate mailing
 * among `operators`, the ids of destinations. A digest gets none, since it may be a day away, and neither does a
 * destination that is off. Ids are derived from destination, reader, and what is told of what since when, so the
 * same trouble queued twice is queued once.
 */
export function toNotices(
  notices: readonly Notice[],
  destinations: readonly Destination[],
  operators: readonly string[],
  now: Instant,
): readonly OutboxEntry[] {
  const told = destinations.filter(({ id, off }) => off === undefined && operators.includes(id));
  const batches = inBatches(notices);
  return told.flatMap((destination) =>
    addresseesOf(destination).flatMap((to) => batches.map((batch) => entry(batch, to, now))),
  );
}

function inBatches(notices: readonly Notice[]): readonly (readonly Notice[])[] {
  const count = Math.ceil(notices.length / MOST_IN_ONE);
  return Array.from({ length: count }, (_, n) => notices.slice(n * MOST_IN_ONE, (n + 1) * MOST_IN_ONE));
}

type Addressee = Pick<OutboxEntry, "destination" | "reader">;

function addresseesOf(destination: Destination): readonly Addressee[] {
  switch (destination.kind) {
    case "discord-webhook":
    case "discord-bot":
      return [{ destination: destination.id }];
    case "email":
      if (destination.mode === "digest") return [];
      return destination.readers.map((reader) => ({ destination: destination.id, reader }));
  }
}

function entry(notices: readonly Notice[], to: Addressee, now: Instant): OutboxEntry {
  const told = notices.map(identityOf).toSorted();
  return {
    id: hash(["notices", to.destination, to.reader?.address ?? "", ...told], 24),
    ...to,
    alertIds: [],
    notices,
    state: "pending",
    queuedAt: now,
    nextAttemptAt: now,
    attempts: 0,
  };
}

/** What makes it the same notice, however often and whenever it is found. */
function identityOf(notice: Notice): string {
  return `${notice.kind} ${subjectOf(notice)} ${beginningOf(notice)}`;
}

function subjectOf(notice: Notice): string {
  if ("feed" in notice) return notice.feed.id;
  return "destination" in notice ? notice.destination : "";
}

function beginningOf(notice: Notice): number {
  // Once a day: where one message is refused, others are too.
  if (notice.kind === "message-given-up") return Math.floor(notice.at / DAY);
  return "since" in notice ? notice.since : notice.at;
}
