import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readQuery } from "../../../src/match/query/read-query.ts";
import { writeQuery } from "../../../src/match/query/write-query.ts";

const PAGE = readFileSync(join(import.meta.dirname, "../../../docs/queries.md"), "utf8");

/** The rows of the tables with this many cells, without the head; code without its marks. */
function rows(cells: number, part: string): readonly (readonly string[])[] {
  return part
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) => line.slice(2, -2).split(" | "))
    .filter((row) => row.length === cells && row[0] !== "write" && row[0] !== "you write")
    .map((row) => row.map((cell) => cell.replaceAll(/^`|`$/gu, "")));
}

const [examples = "", mistakes = ""] = PAGE.split("## Common mistakes");

describe("the page on queries", () => {
  test("shows examples that are read without doubts", () => {
    const lines = rows(4, examples).flatMap(([, english = "", french = ""]) => [english, french]);
    expect(lines.length).toBeGreaterThanOrEqual(30);
    const doubted = lines.filter((line) => {
      const reading = readQuery(line);
      return reading.kind === "invalid" || reading.warnings.length > 0;
    });
    expect(doubted).toEqual([]);
  });

  test("shows refusals as they are", () => {
    const refusals = rows(3, mistakes);
    expect(refusals.length).toBeGreaterThan(8);
    for (const [line = "", column, message] of refusals) {
      expect(readQuery(line)).toEqual({ kind: "invalid", problems: [{ column: Number(column), message }] });
    }
  });

  test("shows warnings as they are", () => {
    const warned = rows(4, mistakes);
    expect(warned.length).toBeGreaterThan(3);
    for (const [line = "", written, column, message] of warned) {
      const reading = readQuery(line);
      expect(reading).toMatchObject({ kind: "query", warnings: [{ column: Number(column), message }] });
      expect(reading.kind === "query" && writeQuery(reading.query)).toBe(written);
    }
  });
});
