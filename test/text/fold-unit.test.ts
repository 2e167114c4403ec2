import { expect, test } from "vitest";
import { FOLDED_UNIT, NOT_SIMPLE } from "../../src/text/fold-unit.ts";
import { foldWord } from "../../src/text/fold.ts";
import { UNIT_KIND, WORD } from "../../src/text/unit-kind.ts";

test("a letter that is folded by the table is folded as any word is", () => {
  let simple = 0;
  for (let unit = 0; unit < 0x1_00_00; unit += 1) {
    const folded = FOLDED_UNIT[unit] ?? NOT_SIMPLE;
    if (folded === NOT_SIMPLE) continue;
    simple += 1;
    expect(UNIT_KIND[unit]).toBe(WORD);
    expect(String.fromCharCode(folded)).toBe(foldWord(String.fromCharCode(unit)));
  }
  expect(simple).toBeGreaterThan(1500);
});

test("letters that fold to several, accents by themselves and unspaced scripts are not in the table", () => {
  for (const letter of ["œ", "ß", "ﬁ", "\u0301", "京", "한", "-", "’"])
    expect(FOLDED_UNIT[letter.charCodeAt(0)]).toBe(NOT_SIMPLE);
});
