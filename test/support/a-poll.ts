import type { Alert } from "../../src/model/alert.ts";
import type { OutboxEntry } from "../../src/model/delivery.ts";
import type { Item } from "../../src/model/item.ts";
import type { ArchivedItem, PollCommit } from "../../src/ports/store.ts";
import { aFeedState } from "./a-feed.ts";
import { aFailingNotice } from "./a-notice.ts";
import { anAlert } from "./an-alert.ts";

export const POLLED_AT: number = Date.UTC(2026, 2, 2, 9, 6);

/** A poll of the example feed that found nothing new; name only what the test is about. */
export function aPoll(given: Partial<PollCommit> = {}): PollCommit {
  return { feed: aFeedState(), items: [], keys: [], alerts: [], messages: [], at: POLLED_AT, ...given };
}

/** A poll that found one item and raised one alert with one message, all named after `name`. */
export function anAlertingPoll(name: string, given: Partial<PollCommit> = {}): PollCommit {
  return aPoll({
    items: [anArchivedItem(name)],
    keys: [{ key: `guid:${name}`, itemId: `item-${name}` }],
    alerts: [alertOf(name)],
    messages: [anEntry(name)],
    ...given,
  });
}

export function alertOf(name: string, given: Partial<Alert> = {}): Alert {
  return anAlert({ id: `alert-${name}`, queuedAt: POLLED_AT, ...given });
}

/** A message that is due at once and holds the alert of the same name. */
export function anEntry(name: string, given: Partial<OutboxEntry> = {}): OutboxEntry {
  return {
    id: `message-${name}`,
    destination: "researchers",
    alertIds: [`alert-${name}`],
    state: "pending",
    queuedAt: POLLED_AT,
    nextAttemptAt: POLLED_AT,
    attempts: 0,
    ...given,
  };
}

/** A message to operators that is due at once. */
export function aNoticeEntry(name: string, given: Partial<OutboxEntry> = {}): OutboxEntry {
  return anEntry(name, { alertIds: [], notices: [aFailingNotice()], ...given });
}

export function anArchivedItem(name: string, given: Partial<Item> = {}): ArchivedItem {
  return {
    item: {
      id: `item-${name}`,
      feedId: "example",
      source: "Example",
      title: `About ${name}`,
      link: `https://example.org/${name}`,
      firstSeenAt: POLLED_AT,
      categories: [],
      ...given,
    },
    matches: [],
  };
}
