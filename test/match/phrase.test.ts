import { describe, expect, test } from "vitest";
import { phraseKey, phrasesOf } from "../../src/match/phrase.ts";

function keys(term: string, exact = false): readonly string[] {
  return phrasesOf(term, exact).map(phraseKey);
}

describe("the phrases of a term", () => {
  test("are folded and stemmed, so spellings and plurals are one", () => {
    expect(keys("Caméras FACIALES")).toEqual(keys("camera faciale"));
    expect(keys("l’État")).toEqual(keys("l'etat"));
  });

  test("a hyphen means hyphen, space or nothing", () => {
    expect(keys("watch-list")).toEqual([...keys("watch list"), ...keys("watchlist")]);
    expect(keys("porte-à-porte")).toHaveLength(4);
    expect(keys("watch – list")).toEqual(keys("watch list"));
  });

  test("many hyphens do not make many phrases", () => {
    expect(keys("a-b-c-d-e-f-g-h-i-j").length).toBeLessThanOrEqual(16);
  });

  test("a final star after four letters finds every word that begins so", () => {
    expect(keys("surveil*")).toEqual(["surveil*"]);
    expect(keys("état surveil*")).toEqual(["etat surveil*"]);
    expect(keys("sur*")).toEqual(["sur"]);
  });

  test("two to six capitals are an acronym, with or without dots; longer words and names are not", () => {
    const ruleOf = (term: string): string | undefined => phrasesOf(term, false)[0]?.rule;
    expect(["CNIL", "C.N.I.L.", "EU", "G7UE", "PSNI"].map(ruleOf)).toEqual(
      Array.from({ length: 5 }, () => "acronym"),
    );
    expect(["Cnil", "PARLEMENT", "A", "G7", "CNIL et RGPD"].map(ruleOf)).toEqual(
      Array.from({ length: 5 }, () => "folded"),
    );
  });

  test("exact terms keep their case and differ by it", () => {
    expect(keys("Met", true)).not.toEqual(keys("met", true));
    expect(keys("Sénat", true)).toEqual(keys("Senat", true));
  });

  test("a term without a letter stands for nothing", () => {
    expect(keys("…!")).toEqual([]);
    expect(keys("")).toEqual([]);
  });
});
