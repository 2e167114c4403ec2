import { expect, test } from "vitest";
import { compile } from "../../src/match/compile.ts";
import { explainMatch } from "../../src/match/explain.ts";
import { profileHash } from "../../src/match/profile-hash.ts";
import { matchItem } from "../../src/match/score.ts";
import { isNearMiss } from "../../src/model/match.ts";
import { testProfile } from "../../src/profile/test-profile.ts";
import { aConcept, aProfile } from "../support/a-profile.ts";

const active = aProfile({ tests: [{ title: "Un tramway", expect: "alert" }] });
const draft = aProfile({ ...active, status: "draft" });
const item = { title: "Le tramway revient à la mairie" };

test("a draft scores as it will in force, and alerts nobody, nor is it nearly an alert", () => {
  const [drafted] = matchItem(compile([draft]), item);
  const [inForce] = matchItem(compile([active]), item);
  expect(inForce?.alert).toBe(true);
  expect(drafted).toEqual({ ...inForce, alert: false, withheld: [{ kind: "draft" }] });
  expect(drafted && isNearMiss(drafted)).toBe(false);
});

test("an explanation says that it is a draft", () => {
  expect(explainMatch(compile([draft]), "trams", item)?.match.withheld).toEqual([{ kind: "draft" }]);
});

test("the tests of a draft are run as if it were in force", () => {
  expect(testProfile(draft)).toEqual([]);
});

test("neither its status nor the notes of its review change what a profile asks for", () => {
  const noted = aProfile({
    ...draft,
    concepts: draft.concepts.map((concept) => aConcept(concept.id, { ...concept, review: "sure?" })),
  });
  expect(profileHash(noted)).toBe(profileHash(active));
});
