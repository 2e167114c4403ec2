import { describe, expect, test } from "vitest";
import { detectLanguage } from "../../src/text/language.ts";

describe("telling French from English", () => {
  test.each([
    ["fr", "Le tribunal rejette la demande de la commune, selon les avocats."],
    ["fr", "LE TRIBUNAL REJETTE LA DEMANDE DE LA COMMUNE"],
    ["fr", "L’e\u0301te\u0301 a e\u0301te\u0301 chaud à Besançon"],
    ["en", "The court dismissed the claim, and the council will not appeal."],
    ["en", "Council votes to keep the library open until March"],
  ])("%s: %s", (language, text) => {
    expect(detectLanguage(text)).toBe(language);
  });

  test.each([
    ["a word or two", "Police"],
    ["Spanish", "El tribunal de Madrid rechaza la demanda de los vecinos de la ciudad"],
    ["German", "Das Gericht in Berlin weist die Klage der Stadt und der Bürger ab"],
    ["Italian", "Il tribunale di Roma respinge la domanda della città per gli abitanti"],
    ["Dutch", "De rechter wijst het verzoek van de stad af en dat is niet nieuw"],
    [
      "half French, half English",
      "Le maire a dit que la ville est prête; the mayor said that the city is ready",
    ],
    ["nothing", ""],
    ["figures", "12 000 34 000 56 000 78 000 90 000"],
  ])("is unsure of %s", (_, text) => {
    expect(detectLanguage(text)).toBeUndefined();
  });
});
