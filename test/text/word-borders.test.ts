import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile } from "../../src/match/compile.ts";
import { matchItem } from "../../src/match/score.ts";
import { isOnWordBorders } from "../../src/text/word-borders.ts";
import { aConcept, aProfile } from "../support/a-profile.ts";

function finds(term: string, title: string): boolean {
  return matchItem(compile([aProfile({ concepts: [aConcept("a", { any: [term] })] })]), { title }).length > 0;
}

describe("words of scripts that do not space them", () => {
  test.each([
    ["电车", "市政府宣布电车停运"],
    ["東京", "東京の電車"],
    ["รถราง", "ข่าวรถรางใหม่"],
    ["電車", "東京で電車が止まった"],
  ])("%s is found in %s", (term, title) => {
    expect(finds(term, title)).toBe(true);
  });

  test("a part of a word is none", () => {
    expect(finds("京都", "東京都庁")).toBe(false);
  });

  test("other scripts are cut at spaces, whatever stands beside", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme-ascii" }), (text) => {
        expect(isOnWordBorders(text, 0, text.length)).toBe(true);
      }),
    );
  });
});
