import { foldWord } from "./fold.ts";
import { UNIT_KIND, WORD } from "./unit-kind.ts";

/** In `FOLDED_UNIT`: no letter that folds to one unit by itself, whatever stands beside it. */
export const NOT_SIMPLE = 0;

/** Beyond: scripts whose letters fold to several units or stand unspaced, and single cases that are read slowly. */
const LAST_SIMPLE = 0x1f_ff;

/**
 * For each UTF-16 unit what `foldWord` makes of it, where that is one unit; 128 KiB. A word of such letters is folded by
 * looking each one up; any other word goes through `foldWord`.
 */
export const FOLDED_UNIT: Uint16Array = Uint16Array.from({ length: 0x1_00_00 }, (_, unit) =>
  foldedUnit(unit),
);

function foldedUnit(unit: number): number {
  if (unit > LAST_SIMPLE || UNIT_KIND[unit] !== WORD) return NOT_SIMPLE;
  const folded = foldWord(String.fromCharCode(unit));
  return folded.length === 1 ? folded.charCodeAt(0) : NOT_SIMPLE;
}
