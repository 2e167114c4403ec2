import { describe, expect, test } from "vitest";
import { languageOf } from "../../src/text/language.ts";

describe("the language of an item", () => {
  test.each([
    ["fr", "Le tribunal rejette la demande de la commune, selon les avocats."],
    ["fr", "LE TRIBUNAL REJETTE LA DEMANDE DE LA COMMUNE"],
    ["fr", "L’e\u0301te\u0301 a e\u0301te\u0301 chaud à Besançon, dit la météo"],
    ["en", "The court dismissed the claim, and the council will not appeal."],
    ["en", "Council votes to keep the library open until March"],
    ["es", "El tribunal de Madrid rechaza la demanda de los vecinos de la ciudad"],
    ["de", "Das Gericht in Berlin weist die Klage der Stadt und der Bürger ab"],
    ["it", "Il tribunale di Roma respinge la domanda della città per gli abitanti"],
  ])("is %s: %s", (language, title) => {
    expect(languageOf({ title })).toBe(language);
  });

  test.each([
    ["a word or two", "Police"],
    ["nothing", ""],
    ["figures", "12 000 34 000 56 000 78 000 90 000"],
  ])("is not guessed from %s", (_, title) => {
    expect(languageOf({ title })).toBeUndefined();
  });

  test("is the declared one where the words do not say", () => {
    expect(languageOf({ title: "Briefing", language: "fr" })).toBe("fr");
  });

  test("is that of the words where the feed declares the language of its template", () => {
    const title = "The court dismissed the claim, and the council will not appeal.";
    expect(languageOf({ title, language: "fr" })).toBe("en");
  });

  test("is read from the summary too", () => {
    expect(languageOf({ title: "Nîmes", summary: "La ville ouvre une enquête sur les marchés" })).toBe("fr");
  });
});
