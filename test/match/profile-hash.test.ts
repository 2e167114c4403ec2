import { describe, expect, test } from "vitest";
import { profileHash } from "../../src/match/profile-hash.ts";
import { aConcept, anExclusion, aProfile } from "../support/a-profile.ts";

describe("the hash of a profile", () => {
  test("is eight hexadecimal digits", () => {
    expect(profileHash(aProfile())).toMatch(/^[0-9a-f]{8}$/);
  });

  test("does not see its tests, nor the order of keys", () => {
    const { id, ...rest } = aProfile();
    expect(profileHash({ ...rest, id })).toBe(profileHash(aProfile()));
    expect(profileHash(aProfile({ tests: [{ title: "Tram", expect: "alert" }] }))).toBe(
      profileHash(aProfile()),
    );
  });

  test.each([
    ["threshold", { threshold: 51 }],
    ["a weight", { concepts: [aConcept("tram", { any: ["tramway", "tram"], weight: 61 })] }],
    ["an exclusion", { exclude: [anExclusion({ any: ["jouet"] })] }],
    ["its readers", { destinations: ["morning"] }],
  ])("changes with %s", (_, change) => {
    expect(profileHash(aProfile(change))).not.toBe(profileHash(aProfile()));
  });
});
