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

  it("is never before what the host asked for", () => {
    fc.assert(
      fc.property(fc.nat({ max: 30 }), fc.integer({ min: 0, max: 7 * DAY }), (failures, retryAfterMs) => {
        const next = nextPollAt(aFeed(), { failures, retryAfterMs }, at);
        expect(next).toBeGreaterThanOrEqual(NOW + retryAfterMs);
      }),
    );
  });
});
