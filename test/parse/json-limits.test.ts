import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exceeds } from "../../src/parse/json-limits.ts";

function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

function countOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce((sum: number, held) => sum + countOf(held), 1);
}

const isDeeperThan = (text: string, depth: number): boolean => exceeds(text, { depth, count: Infinity });

describe("the depth of a JSON text", () => {
  it("is that of the value which it stands for, whatever its strings hold", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), fc.integer({ min: 0, max: 9 }), (value, limit) => {
        expect(isDeeperThan(JSON.stringify(value), limit)).toBe(depthOf(value) > limit);
      }),
    );
  });

  it("is found in brackets alone, and not in a string that never ends", () => {
    expect(isDeeperThan("[".repeat(1_000_000), 256)).toBe(true);
    expect(isDeeperThan(`"${"[".repeat(1_000_000)}`, 256)).toBe(false);
    expect(isDeeperThan('["\\"[[[["]', 1)).toBe(false);
  });
});

describe("the number of lists and objects in a JSON text", () => {
  it("is that of the value which it stands for, whatever its strings hold", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.nat({ max: 20 }), (value, count) => {
        expect(exceeds(JSON.stringify(value), { depth: Infinity, count })).toBe(countOf(value) > count);
      }),
    );
  });
});
