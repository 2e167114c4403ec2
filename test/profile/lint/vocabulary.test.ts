import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { editDistance } from "../../../src/model/edit-distance.ts";
import { vocabularyOf } from "../../../src/profile/lint/vocabulary.ts";
import { WordIndex } from "../../../src/profile/lint/word-index.ts";

describe("a vocabulary", () => {
  const vocabulary = vocabularyOf([
    "La caméra de la ville. UNE CAMÉRA, UNE CAMERA ; l’été, dans les caméras de 2024.",
    "The Met Police and the cameras of the city",
  ]);

  test("knows words by their stem, whatever their accents", () => {
    expect(["camera", "cameras", "villes", "ete"].map((word) => vocabulary.knows(word))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(vocabulary.knows("tramway")).toBe(false);
  });

  test("counts in which language a word stands, and how it is written in small letters", () => {
    expect(vocabulary.use("camera")).toMatchObject({ fr: 3, en: 0, forms: new Map([["caméra", 1]]) });
    expect(vocabulary.use("cameras")).toMatchObject({ fr: 1, en: 1 });
    expect(vocabulary.use("police")).toMatchObject({ fr: 0, en: 1, capitalised: 1 });
  });

  test("holds no number", () => {
    expect(vocabulary.knows("2024")).toBe(false);
  });
});

describe("an index of words", () => {
  const words = fc.stringMatching(/^[a-d]{3,7}$/u);

  test("finds exactly the words with the same first letter within the distance", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(words, { maxLength: 30 }),
        words,
        fc.integer({ min: 1, max: 2 }),
        (all, word, slips) => {
          const near = all.filter(
            (each) => each[0] === word[0] && each !== word && editDistance(each, word) <= slips,
          );
          expect(new WordIndex(all).near(word, slips).toSorted()).toEqual(near.toSorted());
        },
      ),
    );
  });
});
