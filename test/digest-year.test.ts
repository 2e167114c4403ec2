import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Destination } from "../src/model/config.ts";
import { WEEKDAYS } from "../src/model/digest.ts";
import { DAY, HOUR, type Instant, MINUTE } from "../src/model/time.ts";
import type { Store } from "../src/ports/store.ts";
import { createMemoryStore } from "../src/store/memory-store.ts";
import { openDigests } from "../src/worker.ts";
import { aLog } from "./support/a-log.ts";
import { aReader } from "./support/a-mail.ts";
import { alertOf, anEntry, aPoll } from "./support/a-poll.ts";
import { aConfig } from "./support/an-app.ts";

const ZONES = [
  "Europe/Paris",
  "Europe/London",
  "America/New_York",
  "America/Santiago",
  "America/St_Johns",
  "Australia/Lord_Howe",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Africa/Casablanca",
  "Pacific/Apia",
  "Pacific/Chatham",
  "Pacific/Kiritimati",
];
const HOURS = ["00:00", "02:30", "08:00", "23:45"];
const BEGIN = Date.UTC(2026, 0, 1);
const YEAR = 365 * DAY;
const LOOK_EVERY = 110 * MINUTE;
const STORY_EVERY = 53 * HOUR;

const MAILINGS = HOURS.map((at) => ({
  id: `at-${at.replace(":", "")}`,
  kind: "email" as const,
  mode: "digest" as const,
  schedule: { at, days: WEEKDAYS },
  readers: ZONES.map((timezone) =>
    aReader({ timezone, address: `${timezone.replace("/", ".")}@example.org` }),
  ),
}));

/** Nothing runs from `at` on for so long. */
interface Outage {
  readonly at: Instant;
  readonly ms: number;
}

const outages = fc.array(
  fc.record({
    at: fc.integer({ min: BEGIN + 2 * DAY, max: BEGIN + YEAR - 10 * DAY }),
    ms: fc.integer({ min: HOUR, max: 4 * DAY }),
  }),
  { minLength: 5, maxLength: 40 },
);

/** When each story was told to each reader, by `reader at hour`, over a year with these outages. */
async function aYear(down: readonly Outage[]): Promise<ReadonlyMap<string, readonly Telling[]>> {
  const store = createMemoryStore();
  let now = BEGIN;
  const deps = { store, clock: { now: () => now }, log: aLog(), config: aConfig({ destinations: MAILINGS }) };
  const tellings = new Map<string, Telling[]>();
  let stories = 0;
  for (; now < BEGIN + YEAR; now += LOOK_EVERY) {
    if (down.some(({ at, ms }) => at <= now && now < at + ms)) continue;
    // The last days only bring what was queued before to its readers.
    if (now - BEGIN >= stories * STORY_EVERY && now < BEGIN + YEAR - 3 * DAY)
      await store.commitPoll(aStory(`story-${(stories += 1)}`, now));
    await openDigests(deps);
    for (const { id } of MAILINGS) {
      for (const { name, ...telling } of await delivered(store, id, now))
        tellings.set(name, [...(tellings.get(name) ?? []), telling]);
    }
    if (now % (30 * DAY) < LOOK_EVERY) await store.prune(now);
  }
  return tellings;
}

/** What a mailing's readers are told now, story by story. */
async function delivered(store: Store, mailing: string, now: Instant) {
  const claimed = await store.claimOutbox({ now, perDestination: 100, destinations: [mailing] });
  for (const { id } of claimed)
    await store.settle({ entry: { id, state: "sent", attempts: 1, nextAttemptAt: now, endedAt: now } });
  return claimed.flatMap(({ alerts, reader, digest }) =>
    alerts.map(({ queuedAt }) => ({
      name: `${reader?.timezone ?? ""} ${mailing}`,
      story: queuedAt,
      at: now,
      period: digest?.period ?? "",
    })),
  );
}

interface Telling {
  /** When the story was queued: no two at the same moment. */
  readonly story: Instant;
  readonly at: Instant;
  readonly period: string;
}

function aStory(name: string, now: Instant) {
  const mailings: readonly Extract<Destination, { kind: "email" }>[] = MAILINGS;
  return aPoll({
    alerts: mailings.map(({ id }) => alertOf(`${name}-${id}`, { destination: id, queuedAt: now })),
    messages: mailings.flatMap(({ id, readers }) =>
      readers.map((reader) =>
        anEntry(`${name}-${id}-${reader.timezone}`, {
          destination: id,
          alertIds: [`alert-${name}-${id}`],
          reader,
          state: "held",
          queuedAt: now,
        }),
      ),
    ),
    at: now,
  });
}

describe("a year of digests in twelve time zones at four hours", () => {
  it("tells each reader every story once, within a day or the end of an outage, and no date twice", async () => {
    await fc.assert(
      fc.asyncProperty(outages, async (down) => {
        const tellings = await aYear(down);
        expect(tellings.size).toBe(ZONES.length * HOURS.length);
        const all = new Set([...tellings.values()].flat().map(({ story }) => story));
        expect(all.size).toBeGreaterThan(100);
        for (const told of tellings.values()) {
          expect(told.map(({ story }) => story)).toEqual([...all]);
          const mails = new Map(told.map(({ at, period }) => [at, period]));
          expect(new Set(mails.values()).size).toBe(mails.size);
          const waited = told.map(({ story, at }) => at - story - outageWithin(down, story, at));
          // A day has 25 hours when clocks go back.
          expect(Math.max(...waited)).toBeLessThanOrEqual(25 * HOUR + LOOK_EVERY);
        }
      }),
      { numRuns: 1 },
    );
  });
});

/** More than there was, where outages overlap. */
function outageWithin(down: readonly Outage[], from: Instant, to: Instant): number {
  return down.reduce((sum, { at, ms }) => sum + Math.max(0, Math.min(to, at + ms) - Math.max(from, at)), 0);
}
