import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FIELDS } from "../../src/model/item.ts";
import type { Hit, Match } from "../../src/model/match.ts";
import { reasonsOf } from "../../src/outbox/reasons.ts";

function aHit(given: Partial<Hit> = {}): Hit {
  return {
    concept: "tram",
    role: "core",
    term: "tram",
    field: "title",
    text: "tram",
    start: 0,
    end: 4,
    points: 60,
    ...given,
  };
}

function aMatch(hits: readonly Hit[]): Match {
  const evidence = hits.reduce((sum, { points }) => sum + points, 0);
  const rest = { threshold: 50, alert: true, excluded: [], heldBack: [] };
  return { profileId: "trams", profileHash: "0123abcd", score: evidence, evidence, hits, ...rest };
}

describe("the reasons of an alert", () => {
  it("are one for each concept, best first", () => {
    const hits = [
      aHit({ concept: "town", text: "mairie", points: 20 }),
      aHit(),
      aHit({ concept: "port", points: 20 }),
    ];
    expect(reasonsOf(aMatch(hits)).map(({ concept, points }) => `${concept} ${points}`)).toEqual([
      "tram 60",
      "port 20",
      "town 20",
    ]);
  });

  it("show the words of the most telling field, how often they stand there, and the points of all", () => {
    const hits = [
      aHit({ field: "body", text: "trams", points: 5 }),
      aHit({ field: "title", term: "tramway", text: "Tramway", start: 9, points: 30 }),
      aHit({ field: "title", text: "Tram", start: 2, points: 0 }),
    ];
    expect(reasonsOf(aMatch(hits))).toEqual([
      { concept: "tram", text: "Tramway, Tram", field: "title", count: 2, points: 35 },
    ]);
  });

  it("show the words of two terms at most", () => {
    const hits = ["Tram", "trams", "rail", "metro"].map((text, index) =>
      aHit({ text, term: index < 2 ? "tram" : text, start: 9 * index, points: 20 - index }),
    );
    expect(reasonsOf(aMatch(hits))).toMatchObject([{ text: "Tram, rail", count: 4 }]);
  });

  it("leave out a concept that gave nothing", () => {
    expect(reasonsOf(aMatch([aHit(), aHit({ concept: "town", points: 0 })]))).toHaveLength(1);
  });

  it("add up to the evidence, whatever was found", () => {
    const hit = fc.record({
      concept: fc.constantFrom("tram", "town", "port"),
      field: fc.constantFrom(...FIELDS),
      start: fc.nat(500),
      points: fc.nat(30),
    });
    fc.assert(
      fc.property(fc.array(hit), (found) => {
        const match = aMatch(found.map(aHit));
        expect(reasonsOf(match).reduce((sum, { points }) => sum + points, 0)).toBe(match.evidence);
      }),
    );
  });
});
