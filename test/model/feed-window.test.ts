import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinOf, newestOf, type Seen } from "../../src/model/feed-window.ts";
import { rhythmOf } from "../../src/model/feed-rhythm.ts";
import { DAY, HOUR, MINUTE } from "../../src/model/time.ts";

const NOW = Date.UTC(2026, 2, 2, 12);
/** Items `from` to `to`, one an hour, item 0 the newest of `at`. */
const aWindow = (from: number, to: number, at = NOW): readonly Seen[] =>
  Array.from({ length: to - from + 1 }, (_, index) => ({
    itemId: `${from + index}-item`,
    published: at - (from + index) * HOUR,
  }));

describe("two windows of a feed", () => {
  it("join while one of the ten newest items is left", () => {
    expect(joinOf(newestOf(aWindow(0, 19)), aWindow(9, 19), NOW)).toBe("joined");
  });

  it("join by whole ids, too, as older versions remembered them", () => {
    const ids = aWindow(0, 9).map(({ itemId }) => itemId);
    expect(joinOf(ids, aWindow(9, 19), NOW)).toBe("joined");
    expect(joinOf(ids, aWindow(10, 19), NOW)).not.toBe("joined");
  });

  it("leave a gap when none is left and the new ones are new", () => {
    expect(joinOf(newestOf(aWindow(50, 69)), aWindow(0, 19), NOW - 40 * HOUR)).toBe("gap");
  });

  it("are the same feed under other names when most items are older than the last visit", () => {
    const renamed = aWindow(0, 19).map(({ itemId, published = NOW }) => ({
      itemId: `other-${itemId}`,
      published,
    }));
    expect(joinOf(newestOf(aWindow(0, 19)), renamed, NOW)).toBe("renamed");
  });

  it("join when one of them is empty: an empty document says nothing of what was missed", () => {
    expect(joinOf("", aWindow(0, 3), NOW)).toBe("joined");
    expect(joinOf(newestOf(aWindow(0, 3)), [], NOW)).toBe("joined");
  });

  it("are compared by date where all items have one, so that a pinned entry on top hides no gap", () => {
    const pinned = { itemId: "pinned", published: NOW - 900 * DAY };
    expect(newestOf([pinned, ...aWindow(0, 11)])).not.toContain("pinned");
  });
});

describe("a feed's rhythm", () => {
  it("is the time in which half of a full window turns over", () => {
    const every = (ms: number) => Array.from({ length: 21 }, (_, index) => NOW - index * ms);
    expect(rhythmOf(every(MINUTE), NOW)).toBe(10 * MINUTE);
    expect(rhythmOf(every(DAY), NOW)).toBe(DAY);
  });

  it("is not known of feeds that give no dates, or few", () => {
    expect(rhythmOf([undefined, undefined, undefined, NOW], NOW)).toBeUndefined();
    expect(rhythmOf([NOW, NOW], NOW)).toBeUndefined();
  });

  it("is never negative, whatever dates lie ahead", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 * NOW }), { minLength: 3 }), (dates) => {
        expect(rhythmOf(dates, NOW)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
