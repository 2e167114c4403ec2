import { describe, expect, test } from "vitest";
import { testProfile } from "../../src/profile/test-profile.ts";
import { aConcept, aProfile } from "../support/a-profile.ts";

describe("the tests that a profile carries", () => {
  test("hold when every example ends as it says", () => {
    const tests = [
      { title: "Le tram arrive", expect: "alert" },
      { title: "La mairie", summary: "Rien d’autre", expect: "silent" },
    ] as const;
    expect(testProfile(aProfile({ tests }))).toEqual([]);
  });

  test("say how many points an expected alert misses, and what hit", () => {
    const [failure] = testProfile(
      aProfile({
        concepts: [aConcept("tram", { weight: 20, any: ["tram"] })],
        tests: [{ title: "Rien", summary: "Le tram", expect: "alert" }],
      }),
    );
    expect(failure).toMatchObject({ points: 30, test: { title: "Rien" } });
    expect(failure?.explanation.match.hits.map(({ text }) => text)).toEqual(["tram"]);
  });

  test("say by how many points an unwanted alert passed", () => {
    const [failure] = testProfile(aProfile({ tests: [{ title: "Le tram", expect: "silent" }] }));
    expect(failure?.points).toBe(25);
  });

  test("of a profile without any are none", () => {
    expect(testProfile(aProfile())).toEqual([]);
  });
});
