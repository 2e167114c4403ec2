import fc from "fast-check";
import { expect, test } from "vitest";
import { markdownRuns, markdownText, plainText } from "../../../src/deliver/render/discord-text.ts";

const roomy = { graphemes: 4000, units: 4000 };

test.each([
  ["[free](https://evil.example)", "\\[free\\](https:\\//evil.example)"],
  ["-# small print", "\\-# small print"],
  ["# heading", "\\# heading"],
  ["> quote", "\\> quote"],
  ["1. first", "1\\. first"],
  ["+ list", "\\+ list"],
  ["at 2. half", "at 2. half"],
  ["<t:0:R> </cmd:1> <#1> <@!2>", "\\<t:0:R\\> \\</cmd:1\\> \\<#1\\> \\<@!2\\>"],
  ["**a** __b__ ~~c~~ ||d|| `e` \\", "\\*\\*a\\*\\* \\_\\_b\\_\\_ \\~\\~c\\~\\~ \\|\\|d\\|\\| \\`e\\` \\\\"],
  ["line\r\nbreak\u2028here\tand  space", "line break here and space"],
])("%s is written so that Discord shows it as it is", (text, written) => {
  expect(markdownText(text, roomy)).toBe(written);
});

test("what cannot be seen is taken out, what belongs to an emoji or to French typography stays", () => {
  expect(plainText("a\u202Eb\u200Bc\uFEFFd\u0000e\u00ADf\u{E0041}", roomy)).toBe("abcdef");
  expect(plainText("👩‍🚀 🏳️‍🌈 a\u200Db", roomy)).toBe("👩‍🚀 🏳️‍🌈 ab");
  expect(plainText("Briefcam\u202F: non\u00A0!", roomy)).toBe("Briefcam\u202F: non\u00A0!");
  expect(plainText("half \uD83D pair", roomy)).toBe("half \uFFFD pair");
});

test("nothing looks like a ping, also when a hit ends within the word", () => {
  expect(markdownText("@everyone @HERE @ada", roomy)).toBe("@\u200Beveryone @\u200BHERE @ada");
  const runs = ["@", "", "eve", "ry", "one"].map((text, index) => ({ text, bold: index % 2 === 1 }));
  expect(markdownRuns(runs, roomy)).toBe("@\u200Beve**ry**one");
});

test("a letter under a thousand marks is written without them", () => {
  expect(plainText(`a${"\u0301".repeat(1000)}b`, roomy)).toBe("ab");
});

test("a text is cut at the end of a word and says so", () => {
  expect(plainText("the quick brown fox jumps", { graphemes: 18, units: 100 })).toBe("the quick brown…");
});

test("bold closes before the ellipsis and stands clear of spaces", () => {
  const runs = [
    { text: "about ", bold: false },
    { text: " facial recognition ", bold: true },
    { text: "in the streets", bold: false },
  ];
  expect(markdownRuns(runs, roomy)).toBe("about **facial recognition** in the streets");
  expect(markdownRuns(runs, { graphemes: 16, units: 100 })).toBe("about **facial**…");
});

test("no cut leaves half an emoji, half an escape or an open bold", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ text: fc.string({ unit: "grapheme" }), bold: fc.boolean() })),
      fc.integer({ min: 1, max: 60 }),
      (runs, units) => {
        const text = markdownRuns(runs, { graphemes: 40, units });
        expect(text.length).toBeLessThanOrEqual(units);
        expect(text).not.toMatch(/\p{Surrogate}/u);
        const bare = text.replaceAll(/\\[^\p{L}\p{N}\s]/gu, "");
        expect(bare).not.toContain("\\");
        expect((bare.match(/\*\*/g) ?? []).length % 2).toBe(0);
        expect(bare.replaceAll("**", "")).not.toContain("*");
      },
    ),
    { numRuns: 500 },
  );
});

test.each(["👩‍🚀", "\u0301", "[", "\u200D", "@", " ", " \u200B"])("a megabyte of «%s» is no work", (unit) => {
  const started = process.cpuUsage();
  expect(markdownText(unit.repeat(500_000), roomy).length).toBeLessThanOrEqual(roomy.units);
  const { user } = process.cpuUsage(started);
  expect(user).toBeLessThan(2_000_000);
});
