import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { readYaml } from "../../../src/config/yaml/read-yaml.ts";
import { PROFILE } from "../../../src/config/profiles/profile-schema.ts";
import { type Draft, profileOf } from "../../../src/profile/draw/draft.ts";
import { writeDraft } from "../../../src/profile/draw/write-draft.ts";

function aDraft(text: string): Draft {
  const term = { text, language: undefined, isExact: false, evidence: text, covers: [] };
  return {
    id: "trams",
    name: { fr: text, en: text },
    documents: [0],
    names: [text],
    grouping: text,
    concepts: [
      { id: "tram", role: "core", weight: 60, review: text, terms: [term, { ...term, isExact: true }] },
    ],
    exclude: [{ terms: [text], weight: 60, review: text }],
    tests: [{ title: text, summary: text, language: "fr", expect: "alert" }],
    notes: [text],
  };
}

test.each([
  "no",
  "null",
  "1e3",
  "Paris : la police",
  "Briefcam #1",
  "*x",
  "@x",
  'say "no"',
  "a\nid: other",
  "a\u2028status: active",
  "- x",
  "Clearview AI",
])("%j comes back from the file of a draft as it went in", (text) => {
  const draft = aDraft(text);
  expect(PROFILE.parse(parse(writeDraft(draft)))).toEqual(profileOf(draft));
});

test("no text of a document can end its scalar, its comment or its line", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => text.trim() !== ""),
      (text) => {
        const draft = aDraft(text);
        const read = readYaml("trams.yaml", writeDraft(draft));
        expect(read.kind).toBe("read");
        expect(PROFILE.parse(parse(writeDraft(draft))).id).toBe("trams");
        expect(PROFILE.parse(parse(writeDraft(draft))).status).toBe("draft");
      },
    ),
    { numRuns: 60 },
  );
});
