import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDuration, parseDuration } from "../../src/config/check/duration.ts";
import { parseSize } from "../../src/config/check/size.ts";

describe("a duration", () => {
  it.each([
    ["20s", 20_000],
    ["15m", 900_000],
    ["6h", 21_600_000],
    ["7d", 604_800_000],
  ])("%s is %i milliseconds", (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(["", "15", "15 m", "1.5h", "-1m", "1w", "15M", "1h30m", "9999999s"])("%j is none", (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it("is written so that it reads back the same", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), (seconds) => {
        expect(parseDuration(formatDuration(seconds * 1000))).toBe(seconds * 1000);
      }),
    );
  });
});

describe("a size", () => {
  it.each([
    ["512KiB", 524_288],
    ["2GiB", 2_147_483_648],
    ["10MiB", 10_485_760],
  ])("%s is %i bytes", (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });

  it.each(["10MB", "10", "10mib", "1.5MiB", "-1KiB"])("%j is none", (text) => {
    expect(parseSize(text)).toBeUndefined();
  });
});
