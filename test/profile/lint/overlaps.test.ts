import { describe, expect, test } from "vitest";
import { aConcept, anExclusion } from "../../support/a-profile.ts";
import { lint, lintConcept, places, TRAM } from "../../support/lint.ts";

describe("two terms of one concept", () => {
  test.each([
    ["caméra", "caméras"],
    ["reconnaissance faciale", "RECONNAISSANCE FACIALE"],
    ["Sénat", "senat"],
    ["technology", "technologie"],
    ["police department", "police departments"],
    ["watch-list", "watch list"],
    ["Brief-Cam", "Briefcam"],
  ])("%s and %s are found at the same places: the later one is told", (first, second) => {
    const [finding, ...more] = lintConcept({ role: "context", any: ["navette", first, second] });
    expect(finding?.path).toEqual(["concepts", "city", "any", 2]);
    expect(["duplicate", "shadowed"]).toContain(finding?.code);
    expect(more).toEqual([]);
  });

  test.each([
    ["loi", "lois"],
    ["surveillé", "surveillance"],
    ["commune", "communisme"],
  ])("%s and %s are two terms", (first, second) => {
    expect(lintConcept({ role: "context", any: [first, second] })).toEqual([]);
  });

  test("of which one lies within the other are one too many, and the longer one is told", () => {
    const [finding, ...more] = lintConcept({
      any: ["logiciel de reconnaissance faciale", "reconnaissance faciale"],
    });
    expect(finding).toMatchObject({
      code: "shadowed",
      severity: "warning",
      path: ["concepts", "city", "any", 0],
    });
    expect(finding?.message).toContain('"reconnaissance faciale" beside it');
    expect(more).toEqual([]);
  });

  test("of which one begins as a prefix are one too many", () => {
    expect(places(lintConcept({ any: ["biométri*", "biométrique", "contrôle biométrique"] }))).toEqual([
      "shadowed concepts.city.any.1",
      "shadowed concepts.city.any.2",
    ]);
  });

  test("are both needed where the prefix misses a plural of the word", () => {
    expect(lintConcept({ role: "context", any: ["régional*", "régional"] })).toEqual([]);
  });

  test("are both needed when the shorter one is bound to its case", () => {
    expect(lintConcept({ any: ["Met Police"], exact: ["Met"] })).toEqual([]);
    expect(lintConcept({ any: ["CNIL", "avis de la CNIL"] })).toEqual([]);
  });

  test("are one too many when the longer one alone is bound to its case", () => {
    expect(places(lintConcept({ any: ["tramline"], exact: ["Tramline Tower"] }))).toEqual([
      "shadowed concepts.city.exact.0",
    ]);
  });

  test("of which one stands under any and under exact are one too many", () => {
    const findings = lintConcept({ any: ["Batobus"], exact: ["Batobus"] });
    expect(places(findings)).toEqual(["shadowed concepts.city.exact.0"]);
    expect(findings[0]?.message).toContain("stands under `any` too");
  });

  test("in exact are two, unless they are written alike", () => {
    expect(places(lintConcept({ exact: ["NEC", "Nec", "NEC"] }))).toEqual([
      "duplicate concepts.city.exact.2",
    ]);
  });

  test("are both needed when the longer one keeps words from another concept", () => {
    const concepts = [
      aConcept("city", { any: ["navette", "navette fluviale"] }),
      aConcept("river", { role: "context", any: ["fluviale"] }),
    ];
    expect(lint({ concepts })).toEqual([]);
  });

  test("may say the same in lists of two languages", () => {
    const concepts = [TRAM, aConcept("city", { any: ["navette", "Senate", "Sénat"] })];
    const languageAt = (path: readonly (string | number)[]) => (path.at(-1) === 2 ? "fr" : "en");
    expect(lint({ concepts }, { languageAt })).toEqual([]);
  });

  test("are told in an exclusion and in a group of near words as well", () => {
    expect(places(lint({ exclude: [anExclusion({ any: ["maquette", "maquettes"] })] }))).toEqual([
      "duplicate exclude.0.any.1",
    ]);
    const near = [{ words: 5, ordered: false, all: [["quai"], ["navette", "navettes", "navette fluviale"]] }];
    expect(places(lintConcept({ near }))).toEqual(["duplicate concepts.city.near.0.all.1.1"]);
    const wider = [{ words: 5, ordered: false, all: [["quai"], ["biométrique", "biométri*"]] }];
    expect(places(lintConcept({ near: wider }))).toEqual(["shadowed concepts.city.near.0.all.1.0"]);
  });
});

describe("a term in two concepts", () => {
  test("never counts in the weaker one, and both are named", () => {
    const concepts = [
      aConcept("site", { role: "context", weight: 25, any: ["quais", "navettes"] }),
      aConcept("shuttle", { weight: 60, any: ["navette"] }),
    ];
    const findings = lint({ concepts });
    expect(places(findings)).toEqual(["overruled concepts.site.any.1"]);
    expect(findings[0]?.message).toBe(
      '"navettes" never counts here: the concept "shuttle", which is stronger (core, 60), takes the same words by "navette"; drop one of them',
    );
  });

  test("of the same role goes to the heavier one", () => {
    const concepts = [
      aConcept("a", { weight: 60, any: ["navette"] }),
      aConcept("b", { weight: 70, any: ["navette"] }),
    ];
    expect(places(lint({ concepts }))).toEqual(["overruled concepts.a.any.0"]);
  });

  test("counts in both when the stronger one takes some of its writings only", () => {
    const concepts = [
      aConcept("site", { role: "context", any: ["navette"] }),
      aConcept("shuttle", { exact: ["Navette"] }),
    ];
    expect(lint({ concepts })).toEqual([]);
  });

  test("is no matter when one is part of a longer one", () => {
    const concepts = [aConcept("a", { any: ["navette fluviale"] }), aConcept("b", { any: ["navette"] })];
    expect(lint({ concepts })).toEqual([]);
  });
});
