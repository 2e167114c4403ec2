import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldAccents, foldText, foldWord } from "../../src/text/fold.ts";

describe("folding a text", () => {
  test.each([
    ["accents and case", "État ETAT etat Éta\u0301t", "etat etat etat etat"],
    ["ligatures", "Œuvre, oﬃcier, ægis, Straße STRASSE", "oeuvre officier aegis strasse strasse"],
    ["letters without a decomposition", "Łódź Øresund Đà ışık", "lodz oresund da isik"],
    ["every apostrophe", "l’un l'un lʼun l‘un l′un", "l un l un l un l un l un"],
    ["spaces of all kinds", "une\u00a0ville\u202fet\u2009une\u3000autre_rue", "une ville et une autre rue"],
    [
      "hyphens, dashes and slashes",
      "facial-recognition a‐b a‑b a–b a/b",
      "facial recognition a b a b a b a b",
    ],
    ["soft hyphens and zero-width characters", "recon\u00adnais\u200bsan\u2060ce", "reconnaissance"],
    ["full width, superscripts, Roman numerals", "ＡＩ m² Ⅳ ½", "ai m2 iv 12"],
    ["signs that are not letters", "NEC™ Canon® n°1", "nec canon n 1"],
    ["initials", "la C.N.I.L. et les U.S. de J.Smith, etc. Fin", "la cnil et les us de j smith etc fin"],
    ["letters beyond U+FFFF, and emoji", "𝗣𝗼𝗹𝗶𝗰𝗲🚔police", "police police"],
    ["hashtags", "#FacialRecognition #LFR BriefCam", "facial recognition lfr briefcam"],
    ["scripts without spaces", "顔認識 が", "顔 認 識 か\u3099"],
  ])("%s", (_, text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  test("vowel signs of Devanagari and voicing marks of kana are not accents", () => {
    expect(foldWord("हिन्दी")).toBe("हिन्दी".normalize("NFKD"));
    expect(foldWord("が")).not.toBe(foldWord("か"));
  });

  test("accents fold and case stays where case is asked for", () => {
    expect(foldAccents("C.N.I.L")).toBe("CNIL");
    expect(foldAccents("Défenseure")).toBe("Defenseure");
  });

  test("a text and its decomposed form fold alike, whatever the script", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(foldText(text.normalize("NFD"))).toBe(foldText(text.normalize("NFC")));
      }),
    );
  });

  test("folding twice is folding once", () => {
    const unit = fc.constantFrom(...Array.from("aÉœﬁß’ -\u00ad\u00a0.#TE1½が顔🚔𝗣"));
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        const once = foldText(text);
        expect(foldText(once)).toBe(once);
      }),
    );
  });
});
