import { describe, expect, test } from "vitest";
import { vocabularyOf } from "../../../src/profile/lint/vocabulary.ts";
import { aConcept, aProfile } from "../../support/a-profile.ts";
import { anArchive, somethingElse } from "../../support/an-archive.ts";
import { lint, places } from "../../support/lint.ts";

const profile = aProfile({
  concepts: [
    aConcept("shuttle", { any: ["navette", "funiculaire", "telephérque"], exact: ["STIF"] }),
    aConcept("site", { role: "context", any: ["fluviale"] }),
  ],
});
const titles = ["Une navette, deux navettes", ...Array.from({ length: 350 }, somethingElse)];

describe("core terms that a month of news did not hold", () => {
  test("are told at their concept, in one line, with what was probably meant", () => {
    const text = "Le téléphérique de la ville";
    const vocabulary = vocabularyOf([text, text, text]);
    const findings = lint(profile, { vocabulary, archive: anArchive(profile, titles, 31) });
    expect(findings.filter(({ code }) => code === "dead")).toMatchObject([
      { severity: "warning", path: ["concepts", "shuttle"], at: "key" },
    ]);
    expect(findings.find(({ code }) => code === "dead")?.message).toBe(
      '3 of 4 terms stood in none of 351 items of the last 31 days: "funiculaire", "telephérque" (did you mean "téléphérique"?), "STIF"; drop what nobody writes',
    );
  });

  test("are not looked for in less than 30 days or 300 items", () => {
    expect(lint(profile, { archive: anArchive(profile, titles, 29) })).toEqual([]);
    expect(lint(profile, { archive: anArchive(profile, titles.slice(0, 299), 90) })).toEqual([]);
  });

  test("are named up to eight, and counted", () => {
    const any = ["navette", ...Array.from({ length: 11 }, (_, place) => `ligne ${place}`)];
    const many = aProfile({ concepts: [aConcept("shuttle", { any })] });
    const findings = lint(many, { archive: anArchive(many, titles, 40) });
    expect(places(findings)).toEqual(["dead concepts.shuttle"]);
    expect(findings[0]?.message).toContain("and 3 more");
  });
});
