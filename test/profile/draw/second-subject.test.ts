import { describe, expect, test } from "vitest";
import { parseDocument } from "yaml";
import { PROFILE } from "../../../src/config/profiles/profile-schema.ts";
import { compile } from "../../../src/match/compile.ts";
import { matchItem } from "../../../src/match/score.ts";
import type { Matchable } from "../../../src/model/item.ts";
import type { Profile } from "../../../src/model/profile.ts";
import { lintProfile } from "../../../src/profile/lint/lint.ts";
import { vocabularyOf } from "../../../src/profile/lint/vocabulary.ts";
import { testProfile } from "../../../src/profile/test-profile.ts";
import { writeDraft } from "../../../src/profile/draw/write-draft.ts";
import { drawn } from "../../support/a-drawing.ts";
import { ABOUT_WATER, NOT_ABOUT_WATER, WATER_ARTICLES } from "../../support/water-articles.ts";

/** What a person does with a draft, without the person: keep what is core, give it a destination, decide the rest. */
function reviewed(text: string): Profile {
  const document = parseDocument(text);
  for (const pair of Object.keys(document.toJS().concepts)) document.deleteIn(["concepts", pair, "review"]);
  for (const [index] of document.toJS().exclude.entries()) document.deleteIn(["exclude", index, "review"]);
  document.setIn(["destinations"], ["researchers"]);
  document.set("status", "active");
  return PROFILE.parse(document.toJS());
}

describe("a second subject, water", () => {
  const { drafts } = drawn(WATER_ARTICLES);
  const [first] = drafts;

  test("is found in both languages and paired", () => {
    const terms = first?.concepts[0]?.terms.map(({ text }) => text) ?? [];
    expect(terms).toContain("eau potable");
    expect(terms).toContain("drinking water");
  });

  test("once reviewed, it lints without an error, and its tests hold", () => {
    const profile = reviewed(first === undefined ? "" : writeDraft(first));
    expect(testProfile(profile)).toEqual([]);
    const findings = lintProfile(profile, { vocabulary: vocabularyOf([]) });
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  test("alerts on its own news and on no other", () => {
    const matcher = compile([reviewed(first === undefined ? "" : writeDraft(first))]);
    const alerts = (item: Matchable): boolean => matchItem(matcher, item).some(({ alert }) => alert);
    expect(ABOUT_WATER.filter((item) => !alerts(item))).toEqual([]);
    expect(NOT_ABOUT_WATER.filter(alerts)).toEqual([]);
  });
});
