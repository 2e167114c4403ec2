import { feedProblem } from "../model/feed-problem.ts";
import type { DestinationNotice, Notice } from "../model/notice.ts";

type Plain = Exclude<
  Exclude<Notice, DestinationNotice>["kind"],
  "feed-failing" | "feed-moved" | "offline" | "online"
>;

/** What stands after the name of the feed. */
const SAID: Readonly<Record<Plain, string>> = {
  "feed-recovered": " can be read again",
  "feed-gone": " is gone for good",
  "feed-gap": ": items may be missing",
  "feed-renamed": ": old items under new names",
  "feed-silent": " has been silent for longer than usual",
  "feed-heard": " has something new again",
  "feed-empty": " is suddenly empty",
  "feed-filled": " lists items again",
};

/** A notice in a few words; names are as their feeds have them. */
export function noticeLine(notice: Notice): string {
  if ("destination" in notice) return destinationLine(notice);
  if (notice.kind === "offline") return "vigie is offline";
  if (notice.kind === "online") return "vigie is online again";
  const { name } = notice.feed;
  if (notice.kind === "feed-failing") return `${name} cannot be read: ${feedProblem(notice.errorKind, "en")}`;
  if (notice.kind === "feed-moved") return `${name} has moved to ${notice.to}`;
  return `${name}${SAID[notice.kind]}`;
}

function destinationLine(notice: DestinationNotice): string {
  switch (notice.kind) {
    case "destination-failing":
      return `${notice.destination} ${notice.held ? "refuses every message" : "cannot be reached"}`;
    case "destination-recovered":
      return `${notice.destination} takes messages again`;
    case "message-given-up":
      return `a message to ${notice.destination} was given up`;
  }
}
