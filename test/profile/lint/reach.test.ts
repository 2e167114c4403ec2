import { describe, expect, test } from "vitest";
import { matchItem } from "../../../src/match/score.ts";
import { compile } from "../../../src/match/compile.ts";
import { aConcept, aProfile } from "../../support/a-profile.ts";
import { lint, places, TRAM } from "../../support/lint.ts";

const context = aConcept("site", { role: "context", weight: 25, any: ["fluviale"] });

describe("a profile that can never alert", () => {
  test("is an error at its threshold, with the best score there is", () => {
    const concepts = [aConcept("tram", { weight: 20, any: ["tramway"] }), context];
    const findings = lint({ threshold: 90, concepts });
    expect(findings).toMatchObject([{ code: "unreachable", severity: "error", path: ["threshold"] }]);
    const best = Number(/scores (\d+)/u.exec(findings[0]?.message ?? "")?.[1]);
    const item = { title: "tramway fluviale ".repeat(200) };
    expect(matchItem(compile([aProfile({ concepts })]), item)[0]?.score).toBe(best);
    expect(lint({ threshold: best, concepts })).toEqual([]);
  });

  test("is reached after all with the source that is trusted most", () => {
    const concepts = [aConcept("tram", { weight: 20, any: ["tramway"] })];
    const profile = { threshold: 45, concepts };
    expect(places(lint(profile))).toEqual(["unreachable threshold"]);
    expect(lint({ ...profile, boost: [{ source: "example.org", factor: 1.5 }] })).toEqual([]);
    expect(places(lint({ ...profile, boost: [{ source: "example.org", factor: 0.5 }] }))).toEqual([
      "unreachable threshold",
    ]);
  });

  test("for want of any core or weak concept is told so", () => {
    const findings = lint({ threshold: 0, concepts: [context] });
    expect(places(findings)).toEqual(["unreachable concepts"]);
    expect(findings[0]?.message).toContain("role: core");
  });

  test("since it requires a concept whose terms all go to another one is an error there", () => {
    const lost = aConcept("site", { role: "context", any: ["tramways"] });
    const findings = lint({ concepts: [TRAM, lost], require: ["tram", "site"] });
    expect(places(findings)).toEqual(["overruled concepts.site.any.0", "unreachable require.1"]);
  });

  test("is another one than one that requires a context that counts", () => {
    expect(lint({ concepts: [TRAM, context], require: ["site"] })).toEqual([]);
  });
});

describe("a core concept", () => {
  test("that stays below with everything beside it is doubted, with its best score", () => {
    const findings = lint({
      threshold: 60,
      concepts: [TRAM, aConcept("stop", { weight: 5, any: ["arrêt de bus"] }), context],
    });
    expect(findings).toMatchObject([
      { code: "too-weak", severity: "warning", path: ["concepts", "stop"], at: "key" },
    ]);
    expect(findings[0]?.message).toMatch(/it scores \d\d of 60/u);
  });

  test("of little weight is fine when contexts carry it", () => {
    const carried = aConcept("site", { role: "context", weight: 40, any: ["fluviale"] });
    expect(
      lint({ concepts: [TRAM, aConcept("stop", { weight: 3, any: ["arrêt de bus"] }), carried] }),
    ).toEqual([]);
  });

  test("is not asked to carry a profile that cannot alert at all", () => {
    const concepts = [
      aConcept("a", { weight: 5, any: ["navette"] }),
      aConcept("b", { weight: 5, any: ["quais"] }),
    ];
    expect(places(lint({ concepts }))).toEqual(["unreachable threshold"]);
  });
});
