import { describe, expect, test } from "vitest";
import { compile } from "../../src/match/compile.ts";
import { matchItem } from "../../src/match/score.ts";
import type { Matchable } from "../../src/model/item.ts";
import type { Match } from "../../src/model/match.ts";
import type { Concept, Near } from "../../src/model/profile.ts";
import { anItem } from "../support/an-item.ts";
import { aConcept, aProfile } from "../support/a-profile.ts";

function matchOf(concepts: readonly Concept[], item: Partial<Matchable>): Match | undefined {
  return matchItem(compile([aProfile({ concepts })]), anItem(item))[0];
}

function nearly(near: Partial<Near>): Concept {
  const all = [["grue", "crane"], ["quai"]];
  return aConcept("near", { near: [{ words: 3, ordered: false, all, ...near }] });
}

const words = (count: number): string => "mot ".repeat(count);

describe("words near each other", () => {
  test("count with at most so many words between them, in any order, and not beyond", () => {
    expect(matchOf([nearly({})], { summary: `une grue ${words(3)} quai` })?.score).toBe(60);
    expect(matchOf([nearly({})], { summary: `le quai ${words(3)} crane` })?.score).toBe(60);
    expect(matchOf([nearly({})], { summary: `une grue ${words(4)} quai` })).toBeUndefined();
    expect(matchOf([nearly({})], { summary: "une grue" })).toBeUndefined();
  });

  test("count only in their order when it is asked for", () => {
    expect(matchOf([nearly({ ordered: true })], { summary: "une grue au quai" })?.score).toBe(60);
    expect(matchOf([nearly({ ordered: true })], { summary: "au quai une grue" })).toBeUndefined();
  });

  test("do not meet across title and summary", () => {
    expect(matchOf([nearly({})], { title: "Une grue", summary: "Quai fermé" })).toBeUndefined();
  });

  test("are shown as they stand, and a long stretch by its ends", () => {
    expect(matchOf([nearly({})], { summary: "La grue du vieux quai" })?.hits).toMatchObject([
      { text: "grue du vieux quai", term: "grue … quai", points: 60 },
    ]);
    const far = matchOf([nearly({ words: 50 })], { summary: `La grue ${words(40)} quai` });
    expect(far?.hits[0]?.text).toMatch(/^grue mot .* … .* quai$/u);
  });

  test("may be three, each near the stretch so far", () => {
    const three = nearly({ all: [["grue"], ["quai"], ["nuit"]] });
    expect(matchOf([three], { summary: `grue quai ${words(3)} nuit` })?.score).toBe(60);
    expect(matchOf([three], { summary: `grue quai ${words(4)} nuit` })).toBeUndefined();
  });

  test("take nothing away from a term that counts alone", () => {
    const strong = aConcept("strong", { weight: 90, any: ["grue"] });
    const weak = { ...nearly({}), role: "weak" as const, weight: 5 };
    const alone = matchOf([strong, weak], { summary: "une grue" })?.score ?? 0;
    expect(matchOf([strong, weak], { summary: "une grue au quai" })?.score).toBeGreaterThan(alone);
  });
});

describe("a query as a concept", () => {
  const asking = (query: string): Concept => aConcept("asked", { query });

  test("gives the points of its words when it holds, and none when it does not", () => {
    const concept = asking('grue AND (quai OR "bassin nord") NOT vélo');
    expect(matchOf([concept], { summary: "Une grue au bassin nord" })?.hits.map(({ text }) => text)).toEqual([
      "grue",
      "bassin nord",
    ]);
    expect(matchOf([concept], { summary: "Une grue" })).toBeUndefined();
    expect(matchOf([concept], { summary: "Une grue au quai, un vélo" })).toBeUndefined();
  });

  test("that lists terms is the same as the list", () => {
    const listed = matchOf([aConcept("asked", { any: ["grue", "grue du quai"] })], {
      summary: "la grue du quai",
    });
    const asked = matchOf([asking('grue OR "grue du quai"')], { summary: "la grue du quai" });
    expect(asked?.hits).toEqual(listed?.hits);
  });

  test("may ask for a field, a source, a language, a number of times", () => {
    const item = { title: "Grue", summary: "Grue au quai", source: "Le Quai", language: "fr" };
    expect(matchOf([asking("title:grue")], item)?.hits).toHaveLength(1);
    expect(matchOf([asking("title:quai")], item)).toBeUndefined();
    expect(matchOf([asking('grue AND source:"le quai"')], item)).toBeDefined();
    expect(matchOf([asking("grue AND lang:en")], item)).toBeUndefined();
    expect(matchOf([asking("count(grue) >= 2")], item)).toBeDefined();
    expect(matchOf([asking("count(grue) >= 3")], item)).toBeUndefined();
  });

  test("finds an exact term only as it is written", () => {
    expect(matchOf([asking("=Quai")], { summary: "Un club, le Quai" })).toBeDefined();
    expect(matchOf([asking("=Quai")], { summary: "Un club sur le quai" })).toBeUndefined();
  });
});
