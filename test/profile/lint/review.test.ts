import { expect, test } from "vitest";
import { aConcept, anExclusion } from "../../support/a-profile.ts";
import { lint, places, TRAM } from "../../support/lint.ts";

const OPEN = {
  concepts: [TRAM, aConcept("site", { role: "context", any: ["fluviale"], review: "core or context?" })],
  exclude: [anExclusion({ any: ["modèle réduit"], review: "is it meant?" })],
};

const BOTH_TESTED = {
  tests: [
    { title: "Un tramway", expect: "alert" },
    { title: "Un bus", expect: "silent" },
  ],
} as const;

test("a draft is told all that is left to decide, where it stands", () => {
  const findings = lint({ status: "draft", ...OPEN });
  expect(places(findings)).toEqual([
    "undecided concepts.site.review",
    "undecided exclude.0.review",
    "untested tests",
    "untested tests",
  ]);
  expect(findings.map(({ severity }) => severity)).toEqual(Array(4).fill("warning"));
  expect(findings[0]?.message).toBe("to decide: core or context?");
});

test("a draft of which all is decided raises nothing", () => {
  expect(lint({ status: "draft", ...BOTH_TESTED })).toEqual([]);
});

test("in a profile that is in force, what was left open is an error", () => {
  const findings = lint(OPEN);
  expect(places(findings)).toEqual(["undecided concepts.site.review", "undecided exclude.0.review"]);
  expect(findings.map(({ severity }) => severity)).toEqual(["error", "error"]);
  expect(findings[0]?.message).toContain("status: draft");
});
