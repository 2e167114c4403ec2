import { describe, expect, it } from "vitest";
import { momentsIn } from "../../src/console/moments.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../src/model/time.ts";

const NOW = Date.UTC(2026, 2, 29, 0, 30);

describe("a moment", () => {
  it.each([
    [-20 * SECOND, "now", "maintenant"],
    [-59 * MINUTE, "59 min ago", "il y a 59 min"],
    [-23 * HOUR, "23 hr ago", "il y a 23 h"],
    [-30 * HOUR, "1 day ago", "il y a 1 j"],
    [119 * SECOND, "in 1 min", "dans 1 min"],
    [3 * DAY, "in 3 days", "dans 3 j"],
  ])("%i ms from now is «%s»", (delta, en, fr) => {
    expect(momentsIn("en", "Europe/Paris", NOW).relative(NOW + delta)).toBe(en);
    expect(
      momentsIn("fr", "Europe/Paris", NOW)
        .relative(NOW + delta)
        .replaceAll(/\s/g, " "),
    ).toBe(fr);
  });

  it("is written in the configured zone, also on the night when clocks change", () => {
    const paris = momentsIn("fr", "Europe/Paris", NOW);
    expect(paris.clock(NOW)).toBe("01:30");
    expect(paris.clock(NOW + HOUR)).toBe("03:30");
    expect(paris.day(NOW)).toBe("dimanche 29 mars 2026");
    expect(momentsIn("en", "America/New_York", NOW).day(NOW)).toBe("Saturday, 28 March 2026");
  });
});
