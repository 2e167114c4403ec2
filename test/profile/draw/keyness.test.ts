import fc from "fast-check";
import { expect, test } from "vitest";
import { backgroundOf } from "../../../src/profile/draw/background.ts";
import { keyness } from "../../../src/profile/draw/keyness.ts";

test("keyness is the log-likelihood ratio of the two counts", () => {
  // 10 in 1,000 here, 10 in a million of a hundred million there: worked out by hand.
  const [y, n, b, big] = [10, 1000, 1000, 100e6];
  const [e1, e2] = [(n * (y + b)) / (n + big), (big * (y + b)) / (n + big)];
  expect(keyness(10, 1000, 10)).toBeCloseTo(2 * (y * Math.log(y / e1) + b * Math.log(b / e2)), 6);
});

test("a word that is no more frequent here than there is worth nothing, one that is unknown there the most", () => {
  expect(keyness(1, 1000, 1000)).toBe(0);
  expect(keyness(3, 1000, 0)).toBeGreaterThan(keyness(3, 1000, 1));
});

test("more occurrences are never less telling", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 50 }),
      fc.double({ min: 0, max: 5000, noNaN: true }),
      (count, rate) => {
        expect(keyness(count + 1, 1000, rate)).toBeGreaterThanOrEqual(keyness(count, 1000, rate));
      },
    ),
    { numRuns: 50 },
  );
});

test("the archive makes common what the lists do not know, the more the longer it is", () => {
  const byStem = new Map([
    ["vsa", 50],
    ["polic", 50],
  ]);
  const rate = (items: number): number => backgroundOf({ items, byStem }).perMillion("vsa", "fr");
  expect(backgroundOf().perMillion("vsa", "fr")).toBe(0);
  expect(rate(100)).toBeGreaterThan(0);
  expect(rate(10_000)).toBeGreaterThan(rate(100));
});
