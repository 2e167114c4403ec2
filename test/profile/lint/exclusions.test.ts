import { describe, expect, test } from "vitest";
import { aConcept, anExclusion } from "../../support/a-profile.ts";
import { lint, places, TRAM } from "../../support/lint.ts";

describe("an exclusion", () => {
  test("of what a core concept looks for is an error, and names it", () => {
    const findings = lint({ exclude: [anExclusion({ any: ["maquette", "Tramways"], weight: 80 })] });
    expect(findings).toMatchObject([
      { code: "contradictory", severity: "error", path: ["exclude", 0, "any", 1] },
    ]);
    expect(findings[0]?.message).toContain(
      'takes 80 % from every item in which the concept "tram" finds "tramway"',
    );
  });

  test("that lies within a longer term of a concept is one", () => {
    const concepts = [TRAM, aConcept("met", { any: ["Met Police", "Met Police officers"] })];
    const findings = lint({ concepts, exclude: [anExclusion({ any: ["met"] })] });
    expect(places(findings)).toContain("contradictory exclude.0.any.0");
    expect(findings.find(({ code }) => code === "contradictory")?.message).toContain("and 1 more");
  });

  test("of what a context looks for is a doubt", () => {
    const concepts = [TRAM, aConcept("site", { role: "context", any: ["law firm"] })];
    expect(lint({ concepts, exclude: [anExclusion({ any: ["law firm"] })] })).toMatchObject([
      { code: "contradictory", severity: "warning" },
    ]);
  });

  test.each([
    ["takes less than half", { any: ["tramway"], weight: 49 }],
    ["looks at one field alone", { any: ["tramway"], in: "title" as const }],
    ["is longer than the term", { any: ["tramway miniature"] }],
    ["is written otherwise, to the letter", { exact: ["TRAMWAY"] }],
    ["is of another matter", { any: ["maquette"] }],
  ])("that %s contradicts nothing", (_, exclude) => {
    expect(lint({ exclude: [anExclusion(exclude)] })).toEqual([]);
  });
});
