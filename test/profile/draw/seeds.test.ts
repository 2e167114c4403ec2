import { describe, expect, test } from "vitest";
import { compile } from "../../../src/match/compile.ts";
import { explainMatch } from "../../../src/match/explain.ts";
import { matchItem } from "../../../src/match/score.ts";
import { readYaml } from "../../../src/config/yaml/read-yaml.ts";
import { profileOf } from "../../../src/profile/draw/draft.ts";
import { topTerms, writeReview } from "../../../src/profile/draw/write-review.ts";
import { writeDraft } from "../../../src/profile/draw/write-draft.ts";
import { lintProfile } from "../../../src/profile/lint/lint.ts";
import { vocabularyOf } from "../../../src/profile/lint/vocabulary.ts";
import { testProfile } from "../../../src/profile/test-profile.ts";
import { drawn, inForce, seedDocuments } from "../../support/a-drawing.ts";

const documents = seedDocuments();
const drawing = drawn(documents);
const texts = drawing.drafts.map(writeDraft);

describe("the ten strongest terms of each seed hold what a reader would name", () => {
  test.each([
    [0, ["reconnaissance faciale", "reconnaissance faciale en direct", "Big Brother Watch", "Chris Philp"]],
    [1, ["reconnaissance faciale", "Clearview AI", "LAPD", "Immigration and Customs Enforcement"]],
    [2, ["reconnaissance faciale", "Briefcam", "CNIL", "police nationale", "logiciel israélien", "Disclose"]],
    [3, ["reconnaissance faciale", "Cédric O", "CNIL", "RGPD", "images de vidéosurveillance", "vie privée"]],
    [4, ["facial recognition", "live facial recognition", "Met", "human rights", "NEC"]],
  ])("seed %i", (place, wanted) => {
    const top = topTerms(drawing, place).map(({ text }) => text);
    expect(top).toHaveLength(10);
    expect(wanted.filter((term) => !top.includes(term))).toEqual([]);
  });
});

test("the two British articles are found by the names they share across languages, the others stand alone", () => {
  expect(drawing.drafts.map((draft) => draft.documents)).toEqual([[0, 1, 2, 3, 4], [0, 4], [1], [2], [3]]);
  expect(drawing.drafts[1]?.grouping).toContain("Liberty");
});

test("the subject is paired across languages, and core in every draft", () => {
  for (const { concepts } of drawing.drafts) {
    expect(concepts[0]).toMatchObject({
      role: "core",
      terms: [
        { text: "reconnaissance faciale", language: "fr" },
        { text: "facial recognition", language: "en" },
      ],
    });
  }
});

test("acronyms get the long form that an article gives, a bracket that is none does not", () => {
  const pairs = drawing.acronyms.map(({ short, long }) => `${short} = ${long}`);
  expect(pairs).toContain("DGPN = Direction générale de la police nationale");
  expect(pairs).toContain("VSA = vidéosurveillance algorithmique");
  expect(pairs.filter((pair) => pair.startsWith("NEC"))).toEqual([]);
});

test("a name that is an ordinary word is found as written only, and its other meanings are excluded", () => {
  const met = drawing.drafts[1]?.concepts.find(({ id }) => id === "met");
  expect(met?.terms).toMatchObject([{ text: "Met", isExact: true }]);
  expect(drawing.drafts[1]?.exclude.flatMap(({ terms }) => terms)).toContain("Met Office");
});

test("a body that an article spells out is no matter of its own", () => {
  const core = drawing.drafts.flatMap(({ concepts }) => concepts.filter(({ role }) => role === "core"));
  expect(core.map(({ id }) => id)).toContain("briefcam");
  expect(core.map(({ id }) => id)).not.toContain("cnil");
});

test("every term has its evidence, and the matcher finds it where the evidence says", () => {
  const sentences = new Map(drawing.terms.map(({ text, sentence }) => [text, sentence]));
  for (const draft of drawing.drafts) {
    for (const concept of draft.concepts) {
      for (const term of concept.terms) {
        expect(term.evidence).toMatch(/\d+ × \(\[\d\] \d+.*; .*“/u);
        const alone = profileOf({ ...draft, concepts: [{ ...concept, role: "core", terms: [term] }] });
        const found = explainMatch(compile([alone]), draft.id, {
          title: "",
          summary: sentences.get(term.text) ?? "",
        });
        expect([term.text, found?.match.hits.length]).not.toEqual([term.text, 0]);
      }
    }
  }
});

test.each(drawing.drafts.map((draft) => [draft.id, draft] as const))(
  "%s loads as it is printed, passes its own tests, lints without an error, and alerts nobody",
  (id, draft) => {
    const text = writeDraft(draft);
    expect(readYaml(`${id}.yaml`, text)).toMatchObject({ kind: "read", problems: [] });
    const profile = { ...inForce(draft), status: "draft" } as const;
    expect(profile).toEqual(profileOf(draft));
    expect(testProfile(profile)).toEqual([]);
    const findings = lintProfile(profile, { vocabulary: vocabularyOf([]) });
    expect(findings.filter(({ code }) => code !== "undecided" && code !== "untested")).toEqual([]);
    const items = documents.map(({ title = "", kept }) => ({
      title,
      body: kept.map((line) => line.text).join("\n"),
    }));
    const matcher = compile([profile]);
    expect(items.flatMap((item) => matchItem(matcher, item)).filter(({ alert }) => alert)).toEqual([]);
  },
);

test("the subject that drafts share alerts in none of them, however often it is said", () => {
  const shared = drawing.drafts.slice(1).map(inForce);
  const title = "Facial recognition, reconnaissance faciale";
  const matches = matchItem(compile(shared), { title, summary: `${title}. `.repeat(30) });
  expect(matches).toHaveLength(4);
  expect(matches.filter(({ alert }) => alert)).toEqual([]);
});

test("the same documents give the same bytes, in whatever order they come", () => {
  const shuffled = [3, 0, 4, 2, 1].flatMap((place) => documents[place] ?? []);
  const again = drawn(shuffled);
  expect(again.drafts.map(writeDraft)).toEqual(texts);
  expect(writeReview(again)).toBe(writeReview(drawing));
});

test("the record of the drawing names every document with its hash, and the lists", () => {
  const review = writeReview(drawing);
  for (const { name, sha256 } of documents)
    expect(review).toMatch(new RegExp(`${name}.*SHA-256 ${sha256}`, "u"));
  expect(review).toContain("OpenSubtitles 2024");
});
