import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readWords } from "../../src/text/tokens.ts";
import { anyText } from "../support/any-text.ts";

function wordsOf(text: string): readonly string[] {
  const { starts, ends } = readWords(text);
  return starts.map((start, word) => text.slice(start, ends[word]));
}

describe("reading the words of a text", () => {
  test("ranges point into the raw text, after emoji and ligatures and around soft hyphens", () => {
    expect(wordsOf("👮🏽‍♀️ L’oﬃcier a vu la recon\u00adnaissance\u00ad, e\u0301te\u0301.")).toEqual([
      "L",
      "oﬃcier",
      "a",
      "vu",
      "la",
      "recon\u00adnaissance",
      "e\u0301te\u0301",
    ]);
  });

  test("an emoji ends a word and is none", () => {
    expect(wordsOf("police🚔municipale \ud800 x")).toEqual(["police", "municipale", "x"]);
  });

  test("dots join single capitals only", () => {
    expect(wordsOf("C.N.I.L. U.S.-led A.B.C J.Smith e.g. fin.Suite")).toEqual([
      "C.N.I.L",
      "U.S",
      "led",
      "A.B.C",
      "J",
      "Smith",
      "e",
      "g",
      "fin",
      "Suite",
    ]);
  });

  test("a hashtag is read as its words and kept as a whole", () => {
    const words = readWords("voir #FacialRecognition");
    expect(wordsOf("voir #FacialRecognition")).toEqual(["voir", "Facial", "Recognition"]);
    expect(words.hashtags).toEqual([{ start: 6, end: 23, first: 1, count: 2 }]);
  });

  test("words never overlap, never are empty, and stay in the text, whatever it holds", () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const { starts, ends } = readWords(text);
        let border = 0;
        for (const [word, start] of starts.entries()) {
          const end = ends[word] ?? -1;
          expect(start).toBeGreaterThanOrEqual(border);
          expect(end).toBeGreaterThan(start);
          border = end;
        }
        expect(border).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
