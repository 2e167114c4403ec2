import { describe, expect, test } from "vitest";
import { compile } from "../../src/match/compile.ts";
import { matchItem } from "../../src/match/score.ts";
import type { Matchable } from "../../src/model/item.ts";
import { isNearMiss, type Match } from "../../src/model/match.ts";
import type { Profile } from "../../src/model/profile.ts";
import { DAY } from "../../src/model/time.ts";
import { anItem } from "../support/an-item.ts";
import { aProfile } from "../support/a-profile.ts";

const SEEN = Date.UTC(2026, 2, 2);

function matchOf(profile: Partial<Profile>, item: Partial<Matchable>): Match | undefined {
  return matchItem(compile([aProfile(profile)]), anItem(item))[0];
}

describe("an item that scores high stays silent", () => {
  test("when a concept that the profile requires is not in it, and is a near miss", () => {
    const profile = { require: ["tram", "town"] };
    const without = matchOf(profile, { title: "Un tram" });
    expect(without).toMatchObject({ score: 75, alert: false });
    expect(without?.withheld).toEqual([{ kind: "required", concept: "town" }]);
    expect(without !== undefined && isNearMiss(without)).toBe(true);
    expect(matchOf(profile, { title: "Un tram pour la mairie" })).toMatchObject({ alert: true });
  });

  test("when the required concept stands too far away to count", () => {
    const far = { summary: `tram ${"mot ".repeat(41)}mairie` };
    expect(matchOf({ require: ["town"] }, far)?.alert).toBe(false);
  });

  test("when its source is muted, and is no near miss", () => {
    const match = matchOf({ mute: ["example.org"] }, { title: "Un tram", link: "https://www.example.org/1" });
    expect(match).toMatchObject({ score: 75, alert: false });
    expect(match?.withheld).toEqual([{ kind: "muted", source: "example.org" }]);
    expect(match !== undefined && isNearMiss(match)).toBe(false);
  });

  test("when it was old when it was first seen; without a date it is as old as its first sight", () => {
    const profile = { maxAgeMs: 7 * DAY };
    const dated = (days: number): Partial<Matchable> => ({
      title: "Un tram",
      published: SEEN - days * DAY,
      firstSeenAt: SEEN,
    });
    expect(matchOf(profile, dated(7))?.alert).toBe(true);
    expect(matchOf(profile, dated(8))?.withheld).toEqual([
      { kind: "too-old", ageMs: 8 * DAY, maxAgeMs: 7 * DAY },
    ]);
    expect(matchOf(profile, { title: "Un tram", firstSeenAt: SEEN })?.alert).toBe(true);
  });
});

describe("a source", () => {
  const boost = [{ source: "example.org", factor: 1.3 }];

  test("that is trusted more counts more, in the evidence and never beyond 100", () => {
    const plain = matchOf({}, { title: "Un tram" });
    const trusted = matchOf({ boost }, { title: "Un tram", link: "https://example.org/1" });
    expect(trusted?.score).toBe(83);
    expect(trusted?.boost).toEqual({ source: "example.org", factor: 1.3 });
    expect(trusted?.hits.reduce((sum, { points }) => sum + points, 0)).toBe(83);
    expect(plain).toMatchObject({ score: 75 });
    expect(matchOf({ boost }, { title: "Un tram", link: "https://example.net/1" })?.score).toBe(75);
  });
});
