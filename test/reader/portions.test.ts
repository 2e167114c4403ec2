import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { portionFrom } from "../../src/reader/portions.ts";

describe("entries on their way between threads", () => {
  it("all arrive, in their order, whatever their number and length", () => {
    const lengths = fc.array(fc.oneof(fc.integer({ min: 0, max: 500 }), fc.constant(300_000)), {
      maxLength: 2000,
    });
    fc.assert(
      fc.property(lengths, (entries) => {
        const arrived: number[] = [];
        for (let isLast = false; !isLast;) {
          const portion = portionFrom(entries, arrived.length, (length) => length);
          arrived.push(...portion.entries);
          ({ isLast } = portion);
        }
        expect(arrived).toEqual(entries);
      }),
    );
  });

  it("come in portions of 250 entries or 256 K characters, whichever is less, and never of none", () => {
    const sizes = (entries: readonly number[]): number =>
      portionFrom(entries, 0, (length) => length).entries.length;
    expect(sizes(Array.from({ length: 1000 }, () => 10))).toBe(250);
    expect(sizes(Array.from({ length: 1000 }, () => 100_000))).toBe(2);
    expect(sizes([10_000_000, 1])).toBe(1);
  });
});
