import { describe, expect, it } from "vitest";
import { relative } from "../../src/cli/when.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../src/model/time.ts";

const NOW = Date.UTC(2026, 2, 2, 12, 0);

describe("how far a time lies away", () => {
  it.each([
    [0, "now"],
    [-44 * SECOND, "now"],
    [45 * SECOND, "in 1 min"],
    [-12 * MINUTE, "12 min ago"],
    [89 * MINUTE, "in 89 min"],
    [-90 * MINUTE, "2 h ago"],
    [35 * HOUR, "in 35 h"],
    [-3 * DAY, "3 d ago"],
  ])("%d ms: %s", (distance, words) => {
    expect(relative(NOW + distance, NOW)).toBe(words);
  });
});
