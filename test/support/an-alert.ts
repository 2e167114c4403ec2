import type { Alert } from "../../src/model/alert.ts";
import type { Message } from "../../src/model/delivery.ts";

/** An alert about a tram line, with a score of 71 made of two reasons; name only what the test is about. */
export function anAlert(given: Partial<Alert> = {}): Alert {
  return {
    id: "a".repeat(24),
    destination: "researchers",
    profile: { id: "trams", name: { fr: "Tramways", en: "Trams" }, hash: "0123abcd" },
    story: {
      id: "s".repeat(24),
      title: "Night trams return to the harbour",
      link: "https://example.org/trams",
      published: Date.UTC(2026, 2, 2, 9, 0),
      firstSeenAt: Date.UTC(2026, 2, 2, 9, 5),
      language: "en",
      itemId: "i".repeat(24),
      feedId: "example",
      source: "Example",
    },
    score: 71,
    threshold: 50,
    evidence: 71,
    excludedPercent: 0,
    reasons: [
      { concept: "tram", text: "trams", field: "title", count: 2, points: 51 },
      { concept: "harbour", text: "harbour", field: "title", count: 1, points: 20 },
    ],
    excerpt: {
      text: "The night trams will run to the harbour again from Monday.",
      marks: [
        [10, 15],
        [32, 39],
      ],
      titleMarks: [[6, 11]],
      cutBefore: false,
      cutAfter: false,
    },
    queuedAt: Date.UTC(2026, 2, 2, 9, 6),
    ...given,
  };
}

/** A message with one alert that was never attempted. */
export function aMessage(given: Partial<Message> = {}): Message {
  return {
    id: "m".repeat(24),
    destination: "researchers",
    alerts: [anAlert()],
    queuedAt: Date.UTC(2026, 2, 2, 9, 6),
    earlier: { count: 0, uncertain: false },
    ...given,
  };
}
