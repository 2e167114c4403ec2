import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE } from "../../src/model/time.ts";
import { isDue, nextPollAt, type Rhythm } from "../../src/schedule/due.ts";
import { aFeed, aFeedState } from "../support/a-feed.ts";

const NOW = Date.UTC(2026, 2, 29, 1, 30);
const rhythm: Rhythm = { everyMs: 15 * MINUTE, fastestMs: 5 * MINUTE, slowestMs: 6 * HOUR };
const at = { now: NOW, random: 0.5, rhythm };

describe("a feed is due", () => {
  it("when it was never polled", () => {
    expect(isDue(aFeed(), undefined, NOW)).toBe(true);
  });

  it("from its stored time on, however many ticks were missed in between", () => {
    const state = aFeedState({ nextPollAt: NOW });
    expect(isDue(aFeed(), state, NOW - 1)).toBe(false);
    expect(isDue(aFeed(), state, NOW)).toBe(true);
    expect(isDue(aFeed(), state, NOW + 9 * HOUR)).toBe(true);
  });

  it("when its address changed, even if the old address was gone for good", () => {
    const state = aFeedState({ url: "https://old.example.org/feed", goneAt: NOW, nextPollAt: NOW + DAY });
    expect(isDue(aFeed(), state, NOW)).toBe(true);
  });

  it("never again once the publisher said it is gone", () => {
    expect(isDue(aFeed(), aFeedState({ goneAt: NOW - DAY, nextPollAt: NOW - DAY }), NOW)).toBe(false);
  });

  it("when a clock that ran ahead left a time weeks away", () => {
    expect(isDue(aFeed(), aFeedState({ nextPollAt: NOW + 365 * DAY }), NOW)).toBe(true);
  });
});

describe("a feed whose last poll lies in the future", () => {
  it("is due: the clock was set back, and what was planned by it is void", () => {
    const state = aFeedState({ lastPollAt: NOW, nextPollAt: NOW + 15 * MINUTE });
    expect(isDue(aFeed(), state, NOW - DAY)).toBe(true);
    // Clocks are put right by seconds all the time.
    expect(isDue(aFeed(), state, NOW - 5000)).toBe(false);
  });
});

describe("the next poll", () => {
  const intervals = fc.integer({ min: MINUTE, max: 24 * HOUR });

  it("after a success lies half an interval to one and a half away, at the same point of every interval", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 2 ** 42 }), intervals, (id, now, everyMs) => {
        const feed = aFeed({ id, everyMs });
        const next = nextPollAt(feed, { failures: 0 }, { ...at, now });
        expect(next - now).toBeGreaterThanOrEqual(everyMs / 2);
        expect(next - now).toBeLessThan(everyMs * 1.5);
        expect((nextPollAt(feed, { failures: 0 }, { ...at, now: next }) - next) % everyMs).toBe(0);
      }),
    );
  });

  it("spreads 1,000 feeds over the interval: no minute of fifteen gets more than twice its share", () => {
    const perMinute = Array.from({ length: 15 }, () => 0);
    for (let i = 0; i < 1000; i += 1) {
      const next = nextPollAt(aFeed({ id: `feed-${i}` }), { failures: 0 }, at);
      const minute = Math.floor((next % (15 * MINUTE)) / MINUTE);
      perMinute[minute] = (perMinute[minute] ?? 0) + 1;
    }
    expect(Math.max(...perMinute)).toBeLessThan((2 * 1000) / 15);
  });

  it("follows the operator's own interval for a feed, and keeps the default within the limits", () => {
    const own = nextPollAt(aFeed({ everyMs: 2 * MINUTE }), { failures: 0 }, at);
    expect(own - NOW).toBeLessThan(3 * MINUTE + 1);
    const clamped = nextPollAt(aFeed(), { failures: 0 }, { ...at, rhythm: { ...rhythm, everyMs: MINUTE } });
    expect(clamped - NOW).toBeGreaterThanOrEqual(2.5 * MINUTE);
  });

  it("doubles with each failure in a row, up to a day, give or take a tenth", () => {
    const pause = (failures: number, random: number): number =>
      nextPollAt(aFeed(), { failures }, { ...at, random }) - NOW;
    expect(pause(1, 0.5)).toBe(15 * MINUTE);
    expect(pause(2, 0.5)).toBe(30 * MINUTE);
    expect(pause(4, 0.5)).toBe(2 * HOUR);
    expect(pause(500, 0.5)).toBe(DAY);
    expect(pause(1, 0)).toBeCloseTo(13.5 * MINUTE);
    expect(pause(1, 0.999)).toBeLessThan(16.5 * MINUTE);
  });

  it("comes sooner for a feed that moves fast, later for one that hardly moves, within the limits", () => {
    const meanPause = (rhythmMs: number): number => {
      const feeds = Array.from({ length: 50 }, (_, n) => aFeed({ id: `feed-${n}` }));
      const pauses = feeds.map((feed) => nextPollAt(feed, { failures: 0, rhythmMs }, at) - NOW);
      return pauses.reduce((sum, one) => sum + one, 0) / pauses.length;
    };
    expect(meanPause(2 * MINUTE)).toBeLessThan(7 * MINUTE);
    expect(meanPause(3 * HOUR)).toBeGreaterThan(12 * MINUTE);
    expect(meanPause(3 * HOUR)).toBeLessThan(18 * MINUTE);
    expect(meanPause(2 * DAY)).toBeGreaterThan(1.5 * HOUR);
    expect(meanPause(100 * DAY)).toBeLessThan(8 * HOUR);
  });

  it("comes twice as soon after a gap, whatever the publisher wishes", () => {
    const ending = { failures: 0, rhythmMs: 2 * HOUR, freshForMs: DAY } as const;
    expect(nextPollAt(aFeed(), ending, at) - NOW).toBeGreaterThanOrEqual(DAY);
    expect(nextPollAt(aFeed(), { ...ending, gap: true }, at) - NOW).toBeLessThan(12 * MINUTE);
  });

  it("is not before the publisher wishes, up to a day", () => {
    const next = (wish: number): number =>
      nextPollAt(aFeed(), { failures: 0, hints: { everyMs: wish } }, at) - NOW;
    expect(next(3 * HOUR)).toBe(3 * HOUR);
    expect(next(365 * DAY)).toBe(DAY);
    expect(next(MINUTE)).toBeLessThan(23 * MINUTE);
  });

  it("leaves out the hours and days in which the publisher says that nothing changes", () => {
    const hints = { skipHours: [2, 3, 4] };
    const next = nextPollAt(aFeed(), { failures: 0, hints: { ...hints, everyMs: HOUR } }, at);
    expect(new Date(next).toISOString()).toBe("2026-03-29T05:00:00.000Z");
    const monday = nextPollAt(
      aFeed(),
      { failures: 0, hints: { skipDays: [0] } },
      { ...at, now: NOW + 20 * HOUR },
    );
    expect(new Date(monday).toISOString()).toBe("2026-03-30T00:00:00.000Z");
  });

  it("is a day away at most when the publisher says that nothing ever changes", () => {
    const skipDays = [0, 1, 2, 3, 4, 5, 6];
    expect(nextPollAt(aFeed(), { failures: 0, hints: { skipDays } }, at) - NOW).toBeLessThan(25 * HOUR);
  });

  it("comes at the slow end while news is pushed", () => {
    expect(nextPollAt(aFeed(), { failures: 0, pushed: true }, at) - NOW).toBeGreaterThanOrEqual(3 * HOUR);
  });

  it("waits for people, not longer and longer, when only they can open the address", () => {
    const pause = (failures: number): number =>
      nextPollAt(aFeed(), { failures, kind: "blocked-address" }, at) - NOW;
    expect(pause(9)).toBe(pause(1));
  });

  it("leaves a host that refuses us alone for four hours", () => {
    expect(nextPollAt(aFeed(), { failures: 1, kind: "http-403" }, at) - NOW).toBe(4 * HOUR);
  });

  it("comes within minutes when nothing at all could be reached", () => {
    const ending = { failures: 0, kind: "dns", offline: true } as const;
    expect(nextPollAt(aFeed(), ending, at) - NOW).toBe(5 * MINUTE);
  });

  it("is never before what the host asked for", () => {
    fc.assert(
      fc.property(fc.nat({ max: 30 }), fc.integer({ min: 0, max: 7 * DAY }), (failures, retryAfterMs) => {
        const next = nextPollAt(aFeed(), { failures, retryAfterMs }, at);
        expect(next).toBeGreaterThanOrEqual(NOW + retryAfterMs);
      }),
    );
  });
});
