import { expect, test } from "vitest";
import { compile } from "../../src/match/compile.ts";
import { matchItem } from "../../src/match/score.ts";
import { aConcept, aProfile } from "../support/a-profile.ts";

const SMALL = 350;
const FACTOR = 8;
/** A quadratic cost would be 64 times as large; twice the linear one leaves room for a busy machine. */
const MOST = 2 * FACTOR;

const matcher = compile([
  aProfile({
    concepts: [
      aConcept("phrases", { any: ["tram de nuit", "tram de jour", "de de de tram", "tramwa*", "ICE"] }),
      aConcept("near", {
        near: [{ words: 50, ordered: false, all: [["tram"], ["nuit", "jour"], ["quai"]] }],
      }),
      aConcept("query", { query: "(tram NEAR/50 tram NEAR/50 tram) AND NOT zeppelin" }),
      aConcept("count", { query: "count(tram NEAR/20 de) >= 100" }),
      aConcept("regex", { regex: ["tram( +tram)*!"] }),
    ],
  }),
]);

/** The least CPU time of several tries, in microseconds. */
function costOf(text: string): number {
  const tries = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    matchItem(matcher, { title: "", summary: text });
    const { user, system } = process.cpuUsage(before);
    return user + system;
  });
  return Math.min(...tries);
}

test.each([
  ["one word without end", "tram "],
  ["the beginnings of phrases", "tram de "],
  ["all words of a near list", "tram nuit quai jour "],
  ["ordinary words in capitals", "ICE MET US "],
  ["one letter and one accent", "e\u0301 "],
  ["initials", "A.B."],
  ["hashtags of many words", "#AaBbCcDdEe "],
  ["words of unspaced scripts", "電車東京"],
  ["soft hyphens", "tr\u00ad\u00ad\u00adam "],
])("the time grows with the text and not with its square: %s", (_, piece) => {
  costOf(piece.repeat(SMALL));
  const small = costOf(piece.repeat(SMALL));
  const large = costOf(piece.repeat(SMALL * FACTOR));
  expect(large).toBeLessThan(MOST * Math.max(small, 500));
});
