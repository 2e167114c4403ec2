import { describe, expect, it } from "vitest";
import { WEEKDAYS } from "../../src/model/digest.ts";
import { DAY, HOUR, MINUTE } from "../../src/model/time.ts";
import { newestPeriod } from "../../src/schedule/digest-due.ts";

const daily = (at: string) => ({ at, days: WEEKDAYS });
const utc = (text: string): number => new Date(text).getTime();

describe("the newest digest period", () => {
  it("is yesterday's until the local clock reaches the hour, then today's", () => {
    expect(newestPeriod(daily("08:00"), "Europe/Paris", utc("2026-01-15T06:59:59Z"))).toBe("2026-01-14");
    expect(newestPeriod(daily("08:00"), "Europe/Paris", utc("2026-01-15T07:00:00Z"))).toBe("2026-01-15");
  });

  it("belongs to the last wanted weekday", () => {
    const weekdays = { at: "08:00", days: ["mon", "tue", "wed", "thu", "fri"] as const };
    expect(newestPeriod(weekdays, "Europe/Paris", utc("2026-03-29T12:00:00Z"))).toBe("2026-03-27");
    expect(newestPeriod(weekdays, "Europe/Paris", utc("2026-03-30T05:59:00Z"))).toBe("2026-03-27");
    expect(newestPeriod(weekdays, "Europe/Paris", utc("2026-03-30T06:00:00Z"))).toBe("2026-03-30");
  });

  it("begins at 03:00 when the clock jumps over 02:30, and once when it passes 02:30 twice", () => {
    expect(newestPeriod(daily("02:30"), "Europe/Paris", utc("2026-03-29T00:59:00Z"))).toBe("2026-03-28");
    expect(newestPeriod(daily("02:30"), "Europe/Paris", utc("2026-03-29T01:00:00Z"))).toBe("2026-03-29");
    expect(newestPeriod(daily("02:30"), "Europe/Paris", utc("2026-10-25T00:30:00Z"))).toBe("2026-10-25");
  });

  it("over a year of half-hour ticks comes once for every day, in every zone and at every hour", () => {
    for (const zone of [
      "Europe/Paris",
      "America/New_York",
      "Australia/Lord_Howe",
      "America/Santiago",
      "Asia/Kolkata",
    ]) {
      for (const at of ["00:00", "02:30", "08:00", "23:45"]) {
        const opened: string[] = [];
        for (let now = utc("2026-01-01T12:00:00Z"); now < utc("2027-01-01T12:00:00Z"); now += 30 * MINUTE) {
          const period = newestPeriod(daily(at), zone, now);
          if (period !== opened.at(-1)) {
            // A clock put back across the hour shows yesterday's period again: it is not later, so not due.
            if (period > (opened.at(-1) ?? "")) opened.push(period);
          }
        }
        expect(opened).toHaveLength(new Set(opened).size);
        const days = opened.map((day) => utc(`${day}T00:00:00Z`));
        expect(days.slice(1).every((day, i) => day - (days[i] ?? 0) === DAY)).toBe(true);
        expect(days.length).toBeGreaterThanOrEqual(365);
      }
    }
  });

  it("after an outage of three days is one period, the newest", () => {
    const before = newestPeriod(daily("08:00"), "Europe/London", utc("2026-05-01T09:00:00Z"));
    const after = newestPeriod(daily("08:00"), "Europe/London", utc("2026-05-01T09:00:00Z") + 72 * HOUR);
    expect([before, after]).toEqual(["2026-05-01", "2026-05-04"]);
  });
});
