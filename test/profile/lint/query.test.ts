import { describe, expect, test } from "vitest";
import { lintConcept } from "../../support/lint.ts";

describe("a query", () => {
  test.each([
    "tramway AND navette NOT tramway",
    "navette AND NOT Navettes",
    '"navette fluviale" AND NOT navette',
    "navette OR (quais AND NOT quais)",
    "title:navette AND NOT navette",
    "title:(navette AND NOT navettes)",
    "(navette NEAR/5 quais) AND NOT (quais OR musée)",
    "navette count>=2 AND NOT navette",
  ])("%s asks for a thing and its absence", (query) => {
    expect(lintConcept({ query })).toMatchObject([
      { code: "never-matches", severity: "error", path: ["concepts", "city", "query"] },
    ]);
  });

  test.each([
    "tramway AND NOT navette",
    'navette AND NOT "navette fluviale"',
    "navette AND NOT title:navette",
    "(navette OR quais) AND NOT navette",
    "=ICE AND NOT =Ice",
    "title:navette AND NOT summary:navette",
  ])("%s may hold", (query) => {
    expect(lintConcept({ query })).toEqual([]);
  });

  test("shows its own doubts at their column", () => {
    const findings = lintConcept({ query: "navette AND quais OR tramway" });
    expect(findings).toMatchObject([{ code: "doubtful-query", severity: "warning" }]);
    expect(findings[0]?.message).toMatch(/^column \d+: AND binds before OR/u);
    expect(findings[0]?.offset).toBeGreaterThan(0);
  });
});
