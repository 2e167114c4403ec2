import { describe, expect, it } from "vitest";
import { admitProfiles } from "../../src/reload/admit-profiles.ts";
import type { Profile } from "../../src/model/profile.ts";
import { aConcept, aProfile } from "../support/a-profile.ts";

const TEST = { title: "A new tram line", expect: "alert" } as const;

/** A profile that wants one word, and says so by a test about trams. */
function wanting(word: string, id = "trams"): Profile {
  return aProfile({ id, concepts: [aConcept("it", { weight: 85, any: [word] })], tests: [TEST] });
}

describe("edited profiles", () => {
  it("come into force in the order of their files when their tests hold", () => {
    const loaded = [wanting("line", "lines"), wanting("tram")];
    expect(admitProfiles(loaded, [aProfile()])).toEqual({ profiles: loaded, heldBack: [] });
  });

  it("leave the version before in force when a test fails, and the others come into force", () => {
    const before = wanting("tram");
    const other = wanting("line", "lines");
    const { profiles, heldBack } = admitProfiles([other, wanting("bus")], [before]);
    expect(profiles).toEqual([other, before]);
    expect(heldBack).toMatchObject([{ id: "trams", isKept: true, failures: [{ test: TEST }] }]);
  });

  it("are taken as they are while they are drafts, which alert nobody", () => {
    const draft: Profile = { ...wanting("bus"), status: "draft" };
    expect(admitProfiles([draft], [])).toEqual({ profiles: [draft], heldBack: [] });
  });

  it("do not come into force when they are new and a test fails", () => {
    const { profiles, heldBack } = admitProfiles([wanting("bus", "buses")], []);
    expect(profiles).toEqual([]);
    expect(heldBack).toMatchObject([{ id: "buses", isKept: false }]);
  });

  it("go when their file does", () => {
    expect(admitProfiles([], [wanting("tram")])).toEqual({ profiles: [], heldBack: [] });
  });
});

describe("a profile that was not edited", () => {
  it("stays in force although its tests fail, as at the start", () => {
    const failing = wanting("bus");
    expect(admitProfiles([wanting("bus")], [failing])).toEqual({ profiles: [failing], heldBack: [] });
  });
});
