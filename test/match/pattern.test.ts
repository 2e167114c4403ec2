import { describe, expect, test } from "vitest";
import { compile } from "../../src/match/compile.ts";
import { readPattern } from "../../src/match/pattern.ts";
import { requiredLetters } from "../../src/match/required-letters.ts";
import { matchItem } from "../../src/match/score.ts";
import { aConcept, aProfile } from "../support/a-profile.ts";

describe("the letters that every hit of an expression holds", () => {
  test.each([
    ["ligne \\d+", "ligne "],
    ["R[0-9]+-tram", "-tram"],
    ["trams?", "tram"],
    ["tram+way", "tram"],
    ["a{2}bcd", "bcd"],
    ["(tram|bus) de nuit", " de nuit"],
    ["tram|bus", ""],
    ["\\bquai\\b", "quai"],
    ["\\p{L}+ville", "ville"],
    ["gare\\.nord", "gare.nord"],
    ["[^|]port", "port"],
    ["(?i)Quai", "Quai"],
    ["x{0}yz", "yz"],
  ])("%s: “%s”", (expression, letters) => {
    expect(requiredLetters(expression)).toBe(letters);
  });
});

describe("an expression", () => {
  test.each([
    ["tram(?=way)", 5, "invalid or unsupported Perl syntax"],
    ["(tram", 1, "missing closing )"],
    ["tram\\1", 5, "invalid escape sequence"],
    ["[z-a]tram", 2, "invalid character class range"],
    ["tram|bus", 1, "needs 3 letters in a row that every hit holds"],
    [".*", 1, "needs 3 letters"],
    ["t".repeat(201), 201, "is longer than 200 characters"],
  ])("%s is refused at column %d: %s", (written, column, message) => {
    const reading = readPattern(written);
    expect(reading).toMatchObject({ kind: "invalid", column });
    expect(reading.kind === "invalid" && reading.message).toContain(message);
  });

  const match = (expression: string, summary: string) =>
    matchItem(compile([aProfile({ concepts: [aConcept("line", { regex: [expression] })] })]), {
      title: "",
      summary,
    })[0];

  test("finds what it describes, where it stands", () => {
    const found = match("(?i)ligne [A-Z]\\d", "👮 La Ligne T3 et la ligne t4");
    expect(found?.hits.map(({ text, start }) => [text, start])).toEqual([
      ["Ligne T3", 6],
      ["ligne t4", 21],
    ]);
    expect(match("ligne [A-Z]\\d", "La ligne du nord")).toBeUndefined();
  });

  test("takes part in the longest hit that wins", () => {
    const concepts = [aConcept("word", { any: ["ligne"] }), aConcept("line", { regex: ["ligne T\\d nord"] })];
    const [found] = matchItem(compile([aProfile({ concepts })]), { title: "", summary: "La ligne T3 nord" });
    expect(found?.hits.map(({ concept }) => concept)).toEqual(["line"]);
  });

  test("that would keep a backtracking engine busy for hours ends at once", () => {
    const started = process.cpuUsage();
    expect(match("(a+)+ tram$", `${"a".repeat(15_000)} tram!`)).toBeUndefined();
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(2000);
  });
});
