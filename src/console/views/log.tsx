import type { JSX } from "hono/jsx/jsx-runtime";
import type { LogEntry } from "../log-entries.ts";
import type { Page } from "../page.ts";
import type { Snapshot } from "../snapshot.ts";
import { EmptyLog } from "./empty-log.tsx";
import { Entry } from "./entry.tsx";

/** The last alerts, one entry per story and profile, under the day they were raised. */
export function Log({ seen, page }: { seen: Snapshot; page: Page }): JSX.Element {
  const { entries, deliveries } = seen;
  return (
    <section id="alerts" class="log" aria-labelledby="alerts-title">
      <h2 id="alerts-title">
        {page.words.alerts}
        {entries.length > 0 && <small> {page.words.latest(entries.length)}</small>}
      </h2>
      {entries.length === 0 && <EmptyLog seen={seen} page={page} />}
      {[...byDay(entries, page)].map(([day, ofDay]) => (
        <>
          <h3>{day}</h3>
          <ol class="entries">
            {ofDay.map((entry) => (
              <Entry entry={entry} deliveries={deliveries} page={page} />
            ))}
          </ol>
        </>
      ))}
    </section>
  );
}

function byDay(entries: readonly LogEntry[], page: Page): ReadonlyMap<string, readonly LogEntry[]> {
  const days = new Map<string, LogEntry[]>();
  for (const entry of entries) {
    const day = page.moments.day(entry.alert.queuedAt);
    const ofDay = days.get(day) ?? [];
    ofDay.push(entry);
    days.set(day, ofDay);
  }
  return days;
}
