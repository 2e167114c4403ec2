import type { Alert } from "../../src/model/alert.ts";
import type { Message, Summary } from "../../src/model/delivery.ts";
import { HOUR } from "../../src/model/time.ts";
import { aMessage, anAlert } from "./an-alert.ts";

/** So many alerts about stories of their own, each with its link; the first has the lowest score. */
export function someAlerts(count: number, given: Partial<Alert> = {}): readonly Alert[] {
  const { story } = anAlert();
  return Array.from({ length: count }, (_, n) =>
    anAlert({
      id: `alert-${n}`,
      score: 50 + (n % 50),
      story: {
        ...story,
        id: `story-${n}`,
        title: `Night tram ${n} returns`,
        link: `https://example.org/${n}`,
      },
      ...given,
    }),
  );
}

export const A_FLOOD: Summary = { cause: { kind: "flood", source: "Harbour News" } };

export const A_BACKLOG: Summary = {
  cause: { kind: "backlog", since: aMessage().queuedAt - 14 * HOUR },
  place: { part: 1, of: 2 },
};

/** A message that is a summary of these alerts. */
export function aSummaryMessage(alerts: readonly Alert[], summary: Summary = A_FLOOD): Message {
  return aMessage({ alerts, summary });
}
