import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { didYouMean } from "../../src/config/check/did-you-mean.ts";

const KEYS = ["url", "name", "language", "first-poll", "maxBody", "destinations", "mon", "tue"];

describe("the word that was probably meant", () => {
  it.each([
    ["langauge", "language", "letters swapped"],
    ["languag", "language", "a letter lost"],
    ["Language", "language", "another case"],
    ["first_poll", "first-poll", "an underscore for a hyphen"],
    ["max-body", "maxBody", "another way of joining words"],
    ["destination", "destinations", "the singular"],
    ["monday", "mon", "a longer form"],
    ["ulr", "url", "a short word with two letters swapped"],
  ])("for %s is %s (%s)", (written, meant) => {
    expect(didYouMean(written, KEYS)).toBe(meant);
  });

  it.each(["password", "x", "", "interval"])("for %j is none of ours", (written) => {
    expect(didYouMean(written, KEYS)).toBeUndefined();
  });

  it("is never the word itself, and is always one of the candidates", () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (written, candidates) => {
        const meant = didYouMean(written, candidates);
        return meant === undefined || (candidates.includes(meant) && meant !== written);
      }),
    );
  });

  it("is found in time whatever the length of the word", () => {
    expect(didYouMean("x".repeat(1_000_000), KEYS)).toBeUndefined();
  });
});
