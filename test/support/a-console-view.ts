import type { ConsoleView } from "../../src/console/view-model.ts";

/** The present of every view built here: 2 March 2026, 13:00 in Paris. */
export const NOW: number = Date.UTC(2026, 2, 2, 12, 0);

/** A console that sees nothing at all; name only what the test is about. */
export function aConsoleView(given: Partial<ConsoleView> = {}): ConsoleView {
  return {
    alerts: () => [],
    deliveries: () => new Map(),
    feeds: () => [],
    destinations: () => [],
    health: () => ({ ready: true, checks: [] }),
    now: () => NOW,
    language: "en",
    timezone: "Europe/Paris",
    version: "1.2.3",
    ...given,
  };
}
