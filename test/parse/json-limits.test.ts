import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type JsonLimits, withinLimits } from "../../src/parse/json/json-limits.ts";

function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

function countOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce((sum: number, held) => sum + countOf(held), 1);
}

const NONE: JsonLimits = { depth: Infinity, count: Infinity, width: Infinity, values: Infinity };
const exceeds = (text: string, limits: Partial<JsonLimits>): boolean =>
  withinLimits(text, { ...NONE, ...limits }) === undefined;
const isDeeperThan = (text: string, depth: number): boolean => exceeds(text, { depth });

/** What is left of a value when each list and object in it has only its first so many. */
function narrowed(value: unknown, width: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.slice(0, width).map((held) => narrowed(held, width));
  const entries = Object.entries(value).slice(0, width);
  return Object.fromEntries(entries.map(([name, held]) => [name, narrowed(held, width)]));
}

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
        expect(exceeds(JSON.stringify(value), { count })).toBe(countOf(value) > count);
      }),
    );
  });
});

describe("a list or an object in a JSON text", () => {
  it("has what follows its width left out, whatever that holds", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.integer({ min: 1, max: 5 }), (value, width) => {
        const text = withinLimits(JSON.stringify(value), { ...NONE, width }) ?? "";
        expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(narrowed(value, width)));
      }),
    );
  });

  it("is left as it is written when nothing is left out", () => {
    const text = '{ "a" : [1, 2,], "b\\": "\\\"[{,"}';
    expect(withinLimits(text, { ...NONE, width: 3 })).toBe(text);
  });

  it("counts by its values against those of the whole text, but for what is left out", () => {
    expect(exceeds("[1,[2,3],4]", { values: 4 })).toBe(true);
    expect(exceeds("[1,[2,3],4]", { values: 5 })).toBe(false);
    expect(exceeds("[1,[2,3],4]", { values: 2, width: 1 })).toBe(false);
  });

  it("is not to be parsed for its rest when it never ends", () => {
    expect(withinLimits("[1,2,3,4", { ...NONE, width: 2 })).toBe("[1,2");
  });
});
