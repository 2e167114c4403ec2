import { feedProblem } from "../model/feed-problem.ts";
import type { DestinationNotice, Notice } from "../model/notice.ts";

/** A notice in a few words; names are as their feeds have them. */
export function noticeLine(notice: Notice): string {
  if ("destination" in notice) return destinationLine(notice);
  switch (notice.kind) {
    case "feed-failing":
      return `${notice.feed.name} cannot be read: ${feedProblem(notice.errorKind, "en")}`;
    case "feed-recovered":
      return `${notice.feed.name} can be read again`;
    case "feed-gone":
      return `${notice.feed.name} is gone for good`;
    case "feed-moved":
      return `${notice.feed.name} has moved to ${notice.to}`;
    case "feed-gap":
      return `${notice.feed.name}: items may be missing`;
    case "feed-renamed":
      return `${notice.feed.name}: old items under new names`;
    case "offline":
      return "vigie is offline";
    case "online":
      return "vigie is online again";
  }
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
