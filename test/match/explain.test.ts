import { describe, expect, test } from "vitest";
import { compile } from "../../src/match/compile.ts";
import { explainMatch } from "../../src/match/explain.ts";
import { matchItem } from "../../src/match/score.ts";
import { anItem } from "../support/an-item.ts";
import { aConcept, anExclusion, aProfile } from "../support/a-profile.ts";

const profile = aProfile({
  concepts: [
    aConcept("tram", { any: ["tram"] }),
    aConcept("town", { role: "context", weight: 25, any: ["mairie"] }),
    aConcept("agency", { role: "context", weight: 25, any: ["ICE"] }),
  ],
  exclude: [anExclusion({ any: ["jouet"], weight: 50 })],
});
const matcher = compile([aProfile({ id: "other" }), profile]);

describe("an explanation", () => {
  test("of a match names every concept, its points and its hits", () => {
    const item = anItem({ title: "Tram : la mairie répond" });
    const explanation = explainMatch(matcher, "trams", item);
    expect(explanation?.concepts.map(({ concept, outcome }) => [concept.id, outcome])).toEqual([
      ["tram", "counted"],
      ["town", "counted"],
      ["agency", "not-found"],
    ]);
    const points = explanation?.concepts.map((each) => each.points) ?? [];
    expect(points.reduce((a, b) => a + b, 0)).toBe(explanation?.match.evidence);
    expect(explanation?.missing).toBe(0);
    expect(explanation?.match).toEqual(
      matchItem(matcher, item).find(({ profileId }) => profileId === "trams"),
    );
  });

  test("of a context too far away says how far", () => {
    const item = anItem({ summary: `tram ${"mot ".repeat(82)}mairie` });
    const town = explainMatch(matcher, "trams", item)?.concepts[1];
    expect(town).toMatchObject({ outcome: "held-back", points: 0, wordsToCore: 82 });
    expect(town?.hits.map(({ text }) => text)).toEqual(["mairie"]);
  });

  test("of a context without any core has no distance", () => {
    const town = explainMatch(matcher, "trams", anItem({ title: "La mairie" }))?.concepts[1];
    expect(town?.outcome).toBe("held-back");
    expect(town?.wordsToCore).toBeUndefined();
  });

  test("of an excluded item says what is missing", () => {
    const explanation = explainMatch(matcher, "trams", anItem({ title: "Tram jouet" }));
    expect(explanation?.match).toMatchObject({ evidence: 75, score: 38 });
    expect(explanation?.missing).toBe(12);
  });

  test("names words whose capitals prove nothing", () => {
    const item = anItem({ title: "TRAM STOPPED BY ICE AND SNOW IN TOWN" });
    const agency = explainMatch(matcher, "trams", item)?.concepts[2];
    expect(agency).toMatchObject({ outcome: "not-found", points: 0 });
    expect(agency?.doubtful.map(({ text }) => text)).toEqual(["ICE"]);
  });

  test("of a silence is whole, and of an unknown profile there is none", () => {
    const explanation = explainMatch(matcher, "trams", anItem());
    expect(explanation?.match).toMatchObject({ score: 0, evidence: 0, alert: false, hits: [] });
    expect(explanation?.missing).toBe(50);
    expect(explanation?.concepts).toHaveLength(3);
    expect(explainMatch(matcher, "nobody", anItem())).toBeUndefined();
  });
});
