import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unifiedDiff } from "../../src/cli/unified-diff.ts";

const lines = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}`);

describe("a unified diff", () => {
  it("of the same text is empty", () => {
    expect(unifiedDiff("a.yaml", "a\nb\n", "a\nb\n")).toEqual([]);
  });

  it("shows what goes and what comes with three lines around, and where", () => {
    const before = lines(1, 9).join("\n");
    expect(unifiedDiff("a.yaml", before, before.replace("line 5", "line five\nand more"))).toEqual([
      "--- a.yaml",
      "+++ a.yaml",
      "@@ -2,7 +2,8 @@",
      ...lines(2, 4).map((line) => ` ${line}`),
      "-line 5",
      "+line five",
      "+and more",
      ...lines(6, 8).map((line) => ` ${line}`),
    ]);
  });

  it("shows changes far from each other apart", () => {
    const before = lines(1, 20).join("\n");
    const after = before.replace("line 2\n", "two\n").replace("line 18", "eighteen");
    expect(unifiedDiff("a.yaml", before, after).filter((line) => line.startsWith("@@"))).toEqual([
      "@@ -1,5 +1,5 @@",
      "@@ -15,6 +15,6 @@",
    ]);
  });

  it("turns the one text into the other", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = unifiedDiff("a.yaml", before.join("\n"), after.join("\n"));
        expect(patched(before, diff.slice(2))).toEqual(after);
      }),
      { numRuns: 200 },
    );
  });
});

/** Takes a diff at its word: lines and numbers. */
function patched(before: readonly string[], diff: readonly string[]): readonly string[] {
  const after: string[] = [];
  let at = 0;
  for (const line of diff) {
    const start = /^@@ -(\d+),\d+ \+(\d+),\d+ @@$/u.exec(line);
    if (start !== null) {
      after.push(...before.slice(at, Number(start[1]) - 1));
      at = Number(start[1]) - 1;
      expect(after).toHaveLength(Number(start[2]) - 1);
      continue;
    }
    if (line[0] !== "+") expect(before[at]).toBe(line.slice(1));
    if (line[0] !== "+") at += 1;
    if (line[0] !== "-") after.push(line.slice(1));
  }
  return [...after, ...before.slice(at)];
}
