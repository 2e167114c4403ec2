import type { MessageState } from "../model/delivery.ts";
import { feedBoard, type FeedBoard } from "./feed-board.ts";
import { logEntries, type LogEntry } from "./log-entries.ts";
import type { ConsoleView, DestinationView, Health } from "./view-model.ts";

/** More would not be read on one page; a story has one alert for each of its destinations. */
const ALERTS_ASKED = 200;
const ENTRIES_SHOWN = 60;

/** Everything the log book shows, asked for once, so that no two parts of a page disagree. */
export interface Snapshot {
  /** Newest first. */
  readonly entries: readonly LogEntry[];
  /** By alert id; an alert that is absent has no known delivery. */
  readonly deliveries: ReadonlyMap<string, MessageState>;
  readonly feeds: FeedBoard;
  readonly destinations: readonly DestinationView[];
  readonly health: Health;
}

/** Takes a snapshot of what the application lets the console see. */
export function takeSnapshot(view: ConsoleView): Snapshot {
  const entries = logEntries(view.alerts(ALERTS_ASKED)).slice(0, ENTRIES_SHOWN);
  return {
    entries,
    deliveries: view.deliveries(entries.flatMap(({ alerts }) => alerts.map(({ id }) => id))),
    feeds: feedBoard(view.feeds()),
    destinations: view.destinations(),
    health: view.health(),
  };
}
