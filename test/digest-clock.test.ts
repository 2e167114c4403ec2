import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WEEKDAYS } from "../src/model/digest.ts";
import { DAY, HOUR, type Instant, MINUTE } from "../src/model/time.ts";
import { createMemoryStore } from "../src/store/memory-store.ts";
import { openDigests } from "../src/worker.ts";
import { aLog } from "./support/a-log.ts";
import { aReader } from "./support/a-mail.ts";
import { alertOf, anEntry, aPoll } from "./support/a-poll.ts";
import { aConfig } from "./support/an-app.ts";

const BEGIN = Date.UTC(2026, 5, 1, 9, 7);
const LOOK_EVERY = 40 * MINUTE;
const STORY_EVERY = 5 * HOUR;
const READER = aReader({ timezone: "Europe/Paris" });
const MORNING = {
  id: "morning",
  kind: "email" as const,
  mode: "digest" as const,
  schedule: { at: "08:00", days: WEEKDAYS },
  readers: [READER],
};

/** For so long from `at` on, the clock is wrong by `by`. */
interface WrongClock {
  readonly at: Instant;
  readonly ms: number;
  readonly by: number;
}

const wrongs = fc.oneof(
  fc.integer({ min: 2 * MINUTE, max: 3 * DAY }),
  fc.integer({ min: 3 * DAY, max: 2000 * DAY }),
  fc.integer({ min: -3 * DAY, max: -2 * MINUTE }),
);

const wrongClocks = fc.array(
  fc.record({
    at: fc.integer({ min: BEGIN + DAY, max: BEGIN + 8 * DAY }),
    ms: fc.integer({ min: MINUTE, max: 3 * DAY }),
    by: wrongs,
  }),
  { minLength: 1, maxLength: 4 },
);

interface Telling {
  readonly mail: string;
  readonly story: number;
  /** When it was queued and told, by a clock that is right. */
  readonly queuedAt: Instant;
  readonly toldAt: Instant;
}

/** All that a reader is told in three weeks. */
async function threeWeeks(wrong: readonly WrongClock[]): Promise<readonly Telling[]> {
  const store = createMemoryStore();
  let now = BEGIN;
  const clock = {
    now: () => now + (wrong.findLast(({ at, ms }) => at <= now && now < at + ms)?.by ?? 0),
  };
  const deps = { store, clock, log: aLog(), config: aConfig({ destinations: [MORNING] }) };
  const tellings: Telling[] = [];
  for (let stories = 0; now < BEGIN + 21 * DAY; now += LOOK_EVERY) {
    if (now >= queuedAtOf(stories) && now < BEGIN + 19 * DAY)
      await store.commitPoll(aStory(stories++, clock.now()));
    await openDigests(deps);
    const at = clock.now();
    for (const { id, alerts } of await store.claimOutbox({
      now: at,
      perDestination: 9,
      destinations: ["morning"],
    })) {
      await store.settle({ entry: { id, state: "sent", attempts: 1, nextAttemptAt: at, endedAt: at } });
      for (const alert of alerts) {
        const story = Number(alert.id.replace("alert-", ""));
        tellings.push({ mail: id, story, queuedAt: queuedAtOf(story), toldAt: now });
      }
    }
  }
  return tellings;
}

function queuedAtOf(story: number): Instant {
  return BEGIN + story * STORY_EVERY;
}

function aStory(story: number, now: Instant) {
  const held = { destination: "morning", reader: READER, state: "held", queuedAt: now } as const;
  return aPoll({
    alerts: [alertOf(String(story), { destination: "morning", queuedAt: now })],
    messages: [anEntry(String(story), held)],
    at: now,
  });
}

describe("digests under a clock that is wrong for hours, days or years, several times", () => {
  it("bring every story once, and within a day of its news or of the clock's being right again", async () => {
    await fc.assert(
      fc.asyncProperty(wrongClocks, async (wrong) => {
        const tellings = await threeWeeks(wrong);
        const stories = tellings.map(({ story }) => story).toSorted((a, b) => a - b);
        expect(stories.length).toBeGreaterThan(80);
        expect(stories).toEqual(stories.map((_, index) => index));
        const rightSince = Math.max(...wrong.map(({ at, ms }) => at + ms));
        const waited = tellings.map(({ queuedAt, toldAt }) => toldAt - Math.max(queuedAt, rightSince));
        expect(Math.max(...waited)).toBeLessThanOrEqual(DAY + 2 * LOOK_EVERY);
        const mails = new Map(tellings.map(({ mail, toldAt }) => [mail, toldAt]));
        expect(mails.size).toBe(new Set(mails.values()).size);
      }),
      { numRuns: 12 },
    );
  });
});
