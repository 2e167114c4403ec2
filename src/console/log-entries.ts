import type { Alert } from "../model/alert.ts";

/** One story for one profile, however many destinations it went to. */
export interface LogEntry {
  /** The newest of `alerts`: what the page shows. */
  readonly alert: Alert;
  /** One per destination, newest first. */
  readonly alerts: readonly Alert[];
}

/** Groups alerts (newest first) by story and profile; entries come in the order of their newest alert. */
export function logEntries(alerts: readonly Alert[]): readonly LogEntry[] {
  const byStory = new Map<string, LogEntry>();
  for (const alert of alerts) {
    const key = JSON.stringify([alert.profile.id, alert.story.id]);
    const entry = byStory.get(key) ?? { alert, alerts: [] };
    byStory.set(key, { ...entry, alerts: [...entry.alerts, alert] });
  }
  return [...byStory.values()];
}
