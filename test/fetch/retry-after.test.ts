import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { retryAfterMs } from "../../src/fetch/retry-after.ts";
import { DAY, HOUR, MINUTE } from "../../src/model/time.ts";

const NOW = Date.UTC(2026, 2, 2, 9);

describe("Retry-After", () => {
  it.each([
    ["3600", HOUR],
    ["0", MINUTE],
    ["59", MINUTE],
    ["604801", 7 * DAY],
    ["9".repeat(400), 7 * DAY],
    ["Mon, 02 Mar 2026 10:00:00 GMT", HOUR],
    ["Mon, 02 Mar 2026 08:00:00 GMT", MINUTE],
    ["Tue, 02 Mar 2027 08:00:00 GMT", 7 * DAY],
  ])("of %s means a wait of %i ms", (header, wait) => {
    expect(retryAfterMs(header, NOW)).toBe(wait);
  });

  it.each([undefined, "", "soon", "-5", "1.5", "1e3", "0x10", "120, 240", "2026-03-02T10:00:00Z"])(
    "of %j says nothing",
    (header) => {
      expect(retryAfterMs(header, NOW)).toBeUndefined();
    },
  );

  it("never asks for less than a minute or more than seven days, whatever the header holds", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.bigInt({ min: 0n }).map(String),
          fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
        ),
        (header) => {
          const wait = retryAfterMs(header, NOW) ?? MINUTE;
          expect(wait).toBeGreaterThanOrEqual(MINUTE);
          expect(wait).toBeLessThanOrEqual(7 * DAY);
        },
      ),
    );
  });
});
