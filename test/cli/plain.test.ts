import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clip, plain, table } from "../../src/cli/plain.ts";
import { anyText } from "../support/any-text.ts";

describe("text from outside, on a terminal", () => {
  it("is one line that moves no cursor, whatever it holds", () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        expect(plain(text)).not.toMatch(/[\p{Cc}\p{Cf}\n\r]/u);
      }),
    );
    expect(plain("  A \u{1b}[31mred\u{1b}[0m\n headline\u{202e} ")).toBe("A [31mred [0m headline");
  });

  it("keeps its letters, accents and emoji", () => {
    expect(plain("Déjà vu à l’Élysée 🚋")).toBe("Déjà vu à l’Élysée 🚋");
  });
});

describe("a clipped text", () => {
  it("is never wider than asked, and whole when it fits", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 50 }), (text, width) => {
        const clipped = clip(text, width);
        expect(Array.from(clipped).length).toBeLessThanOrEqual(width);
        expect(clipped === text || clipped.endsWith("…")).toBe(true);
      }),
    );
  });

  it("cuts no character in half", () => {
    expect(clip("🚋🚋🚋🚋", 3)).toBe("🚋🚋…");
  });
});

describe("a table", () => {
  it("has columns as wide as their widest cell, and no blanks behind the last", () => {
    const rows = [
      ["a", "north", "first"],
      ["bbb", "s", "second"],
    ];
    expect(table(["ID", "WHERE", "WHAT"], rows, 100)).toEqual([
      "ID   WHERE  WHAT",
      "a    north  first",
      "bbb  s      second",
    ]);
  });

  it("is cut to the terminal, and a row of a feed's text stays one row", () => {
    const [, row = ""] = table(["ID", "TITLE"], [["a", `two\nlines ${"x".repeat(200)}`]], 60);
    expect(row).toMatch(/^a {3}two lines x+…$/);
    expect(row).toHaveLength(60);
  });

  it("takes as many rows as a month of messages has", () => {
    const rows = Array.from({ length: 200_000 }, (_, i) => [String(i), "sent"]);
    expect(table(["ID", "STATE"], rows, 80)).toHaveLength(200_001);
  });
});
