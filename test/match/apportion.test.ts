import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apportion } from "../../src/match/apportion.ts";

describe("splitting points", () => {
  test("the largest remainder gets what rounding left, the earlier one first", () => {
    expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(apportion(71, [0.69, 0.29])).toEqual([50, 21]);
    expect(apportion(1, [1, 2])).toEqual([0, 1]);
  });

  test("nothing to share, or nobody to share with", () => {
    expect(apportion(0, [1, 2])).toEqual([0, 0]);
    expect(apportion(7, [0, 0])).toEqual([0, 0]);
    expect(apportion(7, [])).toEqual([]);
  });

  test("always adds up, and is never more than one point from the exact share", () => {
    const shares = fc.array(fc.double({ min: 0.001, max: 10, noNaN: true }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(fc.nat({ max: 100 }), shares, (whole, parts) => {
        const points = apportion(whole, parts);
        const sum = parts.reduce((a, b) => a + b, 0);
        expect(points.reduce((a, b) => a + b, 0)).toBe(whole);
        for (const [index, part] of parts.entries()) {
          expect(Math.abs((points[index] ?? 0) - (whole * part) / sum)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
