import { describe, expect, test } from "vitest";
import { vocabularyOf } from "../../../src/profile/lint/vocabulary.ts";
import { aConcept } from "../../support/a-profile.ts";
import { lint, lintConcept, places, TRAM } from "../../support/lint.ts";

const FRENCH = `La vidéosurveillance et la reconnaissance faciale : l’étude de la préfecture sur Briefcam. Les règles de la
  détention, la déclaration, l’interdite.`;
const ENGLISH =
  "The watchlist of the surveillance cameras, and what the parliament and the councillor of Croydon said of it.";
/** Each word of them stands there often enough to be one. */
const vocabulary = vocabularyOf([FRENCH, FRENCH, FRENCH, ENGLISH, ENGLISH, ENGLISH]);
const misspelt = (term: string, language?: "fr" | "en") =>
  lintConcept({ role: "context", any: ["navette", term] }, { vocabulary, languageAt: () => language });

describe("a word that stands in no text and is one slip away from one that does often", () => {
  test.each([
    ["reconaissance faciale", '"reconnaissance"', 0],
    ["la maudite vidéosurveilance", '"vidéosurveillance"', 11],
    ["prefeture", '"préfecture"', 0],
    ["watchlsit", '"watchlist"', 0],
    ["logiciel Breifcam", '"Briefcam"', 9],
    ["surveillence", '"surveillance"', 0],
  ])("is told, with the word meant: %s → %s", (term, meant, offset) => {
    const findings = misspelt(term).filter(({ code }) => code === "misspelt");
    expect(findings).toMatchObject([{ severity: "warning", path: ["concepts", "city", "any", 1], offset }]);
    expect(findings[0]?.message).toContain(`did you mean ${meant}?`);
  });

  test("may be two slips away when it is long and the language is known", () => {
    expect(places(misspelt("vidéosureveilance", "fr"))).toEqual(["misspelt concepts.city.any.1"]);
    expect(misspelt("vidéosureveilance")).toEqual([]);
  });

  test("is found among common words too, without any text", () => {
    expect(places(lintConcept({ any: ["goverment building"] }))).toEqual(["misspelt concepts.city.any.0"]);
    expect(places(lintConcept({ any: ["gouvernment français"] }))).toEqual(["misspelt concepts.city.any.0"]);
  });

  test("is found under near and in queries, where it stands", () => {
    const near = [{ words: 5, ordered: false, all: [["quais"], ["reconaissance"]] }];
    const query = "tramway AND reconaissance";
    expect(lintConcept({ near, query }, { vocabulary })).toMatchObject([
      { code: "misspelt", path: ["concepts", "city", "near", 0, "all", 1, 0], offset: 0 },
      { code: "misspelt", path: ["concepts", "city", "query"], offset: 12 },
    ]);
  });
});

describe("a word is no slip", () => {
  test.each([
    ["that stands in a text, in whatever form", "interdites"],
    ["that is a form of one that does", "interdire"],
    ["that is nothing like them", "moratoire"],
    ["of four letters or fewer", "préf"],
    ["in capitals", "BREIFCAM"],
    ["before a star", "reconaissanc*"],
    ["that is another name", "Crosson"],
    ["that begins with another letter", "tréfecture"],
    ["that is common", "région"],
    ["whose compound stands in a text", "vidéo-surveillance"],
    ["of another language than the one it is near to", "parlement"],
  ])("%s: %s", (_, term) => {
    expect(misspelt(term, "fr").filter(({ code }) => code === "misspelt")).toEqual([]);
  });

  test.each(["behaviour", "neighbour", "organise", "defence", "programme"])(
    "in its British or its American form: %s",
    (term) => {
      const american = vocabularyOf(
        Array.from({ length: 3 }, () => "the behavior of a neighbor: organize the defense program"),
      );
      expect(lintConcept({ role: "context", any: [`late ${term}`] }, { vocabulary: american })).toEqual([]);
    },
  );

  test("under exact, where every letter is meant", () => {
    expect(lintConcept({ exact: ["reconaissance"] }, { vocabulary })).toEqual([]);
  });

  test("that three terms have: it is meant so", () => {
    const any = ["reconaissance", "reconaissance vocale", "test de reconaissance"];
    const findings = lint({ concepts: [TRAM, aConcept("city", { any })] }, { vocabulary });
    expect(findings.filter(({ code }) => code === "misspelt")).toEqual([]);
  });
});

describe("a French word without its accents", () => {
  test("is told in a French list, and that it is found all the same", () => {
    const findings = misspelt("declaration", "fr");
    expect(findings).toMatchObject([{ code: "missing-accent", severity: "warning", offset: 0 }]);
    expect(findings[0]?.message).toContain('"déclaration"; it is found all the same');
  });

  test("is told without a language where the term is clearly French", () => {
    expect(places(misspelt("declaration de principe"))).toEqual(["missing-accent concepts.city.any.1"]);
    expect(misspelt("declaration of rights")).toEqual([]);
  });

  test.each([
    ["in an English list", "detention", "en" as const],
    ["in capitals, which often lack them", "DECLARATION", "fr" as const],
    ["with its accents", "déclaration", "fr" as const],
    ["when the texts write it without, too", "surveillance", "fr" as const],
  ])("is none %s", (_, term, language) => {
    expect(misspelt(term, language)).toEqual([]);
  });
});
