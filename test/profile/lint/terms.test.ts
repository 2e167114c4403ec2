import { describe, expect, test } from "vitest";
import { anExclusion } from "../../support/a-profile.ts";
import { lint, lintConcept, places } from "../../support/lint.ts";

const near = (words: readonly string[]) => [{ words: 5, ordered: false, all: [["quai"], words] }];

describe("a term that can never match", () => {
  test.each(["…", "!?", "* *", "🚋"])("%s, without a letter or digit, is an error", (term) => {
    expect(lintConcept({ any: [term] })).toMatchObject([
      { code: "never-matches", severity: "error", path: ["concepts", "city", "any", 0] },
    ]);
  });

  test.each(["métro", "R2", "東京", "Ω3"])("%s is none", (term) => {
    expect(lintConcept({ any: [term] })).toEqual([]);
  });

  test("is found under near and in exclusions too", () => {
    expect(places(lintConcept({ near: near(["navette", "—"]) }))).toEqual([
      "never-matches concepts.city.near.0.all.1.1",
    ]);
    expect(places(lint({ exclude: [anExclusion({ any: ["navette", "?"] })] }))).toEqual([
      "never-matches exclude.0.any.1",
    ]);
  });

  test("makes a near list void when its group holds nothing else", () => {
    expect(places(lintConcept({ near: near(["—"]) }))).toEqual([
      "never-matches concepts.city.near.0.all.1.0",
      "never-matches concepts.city.near.0",
    ]);
    expect(places(lintConcept({ near: near([]) }))).toEqual(["never-matches concepts.city.near.0"]);
  });
});

describe("a star", () => {
  test.each([
    ["*faciale", "at the end of the last word"],
    ["sur*ance", "at the end of the last word"],
    ["surveil* vidéo", "at the end of the last word"],
    ["vidéo *", "at the end of the last word"],
    ["tra*", "at least 4 letters"],
    ["ligne é*", "at least 4 letters"],
  ])("in %s is not read, and the message says why", (term, reason) => {
    const [finding] = lintConcept({ any: [term] });
    expect(finding).toMatchObject({ code: "stray-wildcard", severity: "error" });
    expect(finding?.message).toContain(reason);
  });

  test.each(["tramw*", "ligne étudi*", "fluv*"])("in %s is read", (term) => {
    expect(lintConcept({ any: [term] })).toEqual([]);
  });

  test("under exact is not read, and under near has the same limits", () => {
    expect(places(lintConcept({ exact: ["Tramw*"] }))).toEqual(["stray-wildcard concepts.city.exact.0"]);
    expect(places(lintConcept({ near: near(["na*"]) }))).toEqual([
      "stray-wildcard concepts.city.near.0.all.1.0",
    ]);
  });
});

describe("a term of one letter", () => {
  test("is an error, and only a doubt where it is meant as written", () => {
    expect(lintConcept({ any: ["T"], exact: ["X"] })).toMatchObject([
      { code: "one-letter", severity: "error", path: ["concepts", "city", "any", 0] },
      { code: "one-letter", severity: "warning", path: ["concepts", "city", "exact", 0] },
    ]);
  });

  test("is a word where one sign is a word", () => {
    expect(lintConcept({ any: ["犬"] })).toEqual([]);
  });
});

describe("a term of many words", () => {
  const words = (count: number): string => Array.from({ length: count }, (_, word) => `mot${word}`).join(" ");

  test("is doubted from the thirteenth word on", () => {
    expect(places(lintConcept({ any: [words(13)] }))).toEqual(["too-long concepts.city.any.0"]);
    expect(lintConcept({ any: [words(12)] })).toEqual([]);
  });
});

describe("a leading article", () => {
  test.each([
    ["la vidéosurveillance", "vidéosurveillance"],
    ["l’enquête administrative", "enquête administrative"],
    ["l'arrêt de bus", "arrêt de bus"],
    ["d’analyse biométrique", "analyse biométrique"],
    ["les caméras piétons", "caméras piétons"],
    ["the watch list", "watch list"],
  ])("of %s is better dropped: %s", (term, rest) => {
    const [finding, ...more] = lintConcept({ any: [term] });
    expect(finding).toMatchObject({ code: "leading-article", severity: "warning" });
    expect(finding?.message).toContain(`"${rest}"`);
    expect(more).toEqual([]);
  });

  test.each(["Le Monde", "La Rochelle", "The Guardian", "L’Équipe", "the Met", "lettres", "them"])(
    "is none, or part of the name, in %s",
    (term) => {
      expect(places(lintConcept({ role: "context", any: [term] }))).not.toContain(
        "leading-article concepts.city.any.0",
      );
    },
  );

  test("is as written under exact", () => {
    expect(lintConcept({ exact: ["la mairie"] })).toEqual([]);
  });
});

describe("an acronym that is also a word", () => {
  test.each(["ICE", "MET", "US", "EU"])("%s belongs under exact", (term) => {
    expect(lintConcept({ role: "context", any: [term] })).toMatchObject([
      { code: "ambiguous-acronym", severity: "warning", path: ["concepts", "city", "any", 0] },
    ]);
    expect(lintConcept({ role: "context", exact: [term] })).toEqual([]);
  });

  test.each(["CNIL", "NYPD", "CCTV", "ICE agents"])("%s is none", (term) => {
    expect(lintConcept({ any: [term] })).toEqual([]);
  });
});

describe("a name that is also a word", () => {
  test("is doubted as a core term, and in a context when the word is common", () => {
    expect(places(lintConcept({ any: ["Liberty"] }))).toEqual(["ambiguous-name concepts.city.any.0"]);
    expect(places(lintConcept({ role: "context", any: ["Met", "Liberty"] }))).toEqual([
      "ambiguous-name concepts.city.any.0",
    ]);
  });

  test("is none when it is written as the word, or is no word", () => {
    expect(lintConcept({ any: ["liberty", "Marseille", "Met Police", "Nice*"] })).toEqual([]);
  });
});
