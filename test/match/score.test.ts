import { describe, expect, test } from "vitest";
import { compile } from "../../src/match/compile.ts";
import { matchItem } from "../../src/match/score.ts";
import type { Matchable } from "../../src/model/item.ts";
import type { Match } from "../../src/model/match.ts";
import type { Concept, Profile } from "../../src/model/profile.ts";
import { anItem } from "../support/an-item.ts";
import { aConcept, anExclusion, aProfile } from "../support/a-profile.ts";

function matchOf(profile: Profile, item: Partial<Matchable>): Match | undefined {
  return matchItem(compile([profile]), anItem(item))[0];
}

function scoreOf(concepts: readonly Concept[], item: Partial<Matchable>): number {
  return matchOf(aProfile({ concepts }), item)?.score ?? 0;
}

function textsOf(match: Match | undefined): readonly string[] {
  return match?.hits.map(({ text }) => text) ?? [];
}

const filler = (words: number): string => "mot ".repeat(words);

describe("the score of one concept", () => {
  const core = [aConcept("tram", { weight: 60, any: ["tram"] })];

  test("is its weight in a summary, more in a title, less in a body", () => {
    expect(scoreOf(core, { summary: "Le tram" })).toBe(60);
    expect(scoreOf(core, { title: "Le tram" })).toBe(75);
    expect(scoreOf(core, { body: "Le tram" })).toBe(47);
  });

  test("grows with repetition, but never past one and a half times the evidence", () => {
    expect(scoreOf(core, { summary: "tram, tram" })).toBe(67);
    expect(scoreOf(core, { summary: "tram ".repeat(10_000) })).toBe(74);
  });

  test("keeps at most twenty hits, whose points still add up", () => {
    const match = matchOf(aProfile({ concepts: core }), { body: "tram ".repeat(10_000) });
    expect(match?.hits).toHaveLength(20);
    expect(match?.hits.reduce((sum, { points }) => sum + points, 0)).toBe(match?.evidence);
  });

  test("counts synonyms as one idea", () => {
    const synonyms = [aConcept("tram", { any: ["tram", "tramway"] })];
    expect(scoreOf(synonyms, { summary: "tram tramway" })).toBe(scoreOf(core, { summary: "tram tram" }));
  });
});

describe("a context", () => {
  const concepts = [
    aConcept("tram", { any: ["tram"] }),
    aConcept("hint", { role: "weak", weight: 20, any: ["rail"] }),
    aConcept("town", { role: "context", weight: 25, any: ["mairie"] }),
  ];
  const profile = aProfile({ concepts });

  test("counts within forty words of a core hit and not beyond", () => {
    expect(scoreOf(concepts, { summary: `tram ${filler(40)} mairie` })).toBe(70);
    const far = matchOf(profile, { summary: `tram ${filler(41)} mairie` });
    expect(far?.score).toBe(60);
    expect(far?.heldBack).toEqual([{ concept: "town", reason: "no-core-near" }]);
    expect(far?.hits.at(-1)).toMatchObject({ text: "mairie", points: 0 });
  });

  test("counts before the core hit as after it, and across the border of title and summary", () => {
    expect(scoreOf(concepts, { summary: `mairie ${filler(40)} tram` })).toBe(70);
    expect(scoreOf(concepts, { title: "Tram", summary: `${filler(35)} mairie` })).toBe(81);
    expect(scoreOf(concepts, { title: "Tram", summary: `${filler(36)} mairie` })).toBe(75);
  });

  test("counts by half near a weak hit only", () => {
    const match = matchOf(profile, { summary: "rail mairie" });
    expect(match?.score).toBe(31);
    expect(match?.heldBack).toEqual([{ concept: "town", reason: "half-near-weak" }]);
  });

  test("alone is no match", () => {
    expect(matchOf(profile, { title: "La mairie", body: "mairie ".repeat(50) })).toBeUndefined();
  });
});

describe("overlapping terms", () => {
  test("the longest wins, so a phrase does not count its parts", () => {
    const concepts = [
      aConcept("live", { any: ["tram de nuit"] }),
      aConcept("tram", { any: ["tram"] }),
      aConcept("night", { any: ["nuit de fête"] }),
    ];
    expect(textsOf(matchOf(aProfile({ concepts }), { summary: "Le tram de nuit de fête" }))).toEqual([
      "tram de nuit",
    ]);
  });

  test("a term that two concepts share goes to the stronger one", () => {
    const concepts = [
      aConcept("a", { role: "context", weight: 90, any: ["tram"] }),
      aConcept("b", { weight: 30, any: ["tram"] }),
    ];
    const match = matchOf(aProfile({ concepts }), { summary: "tram" });
    expect(match?.hits.map(({ concept }) => concept)).toEqual(["b"]);
  });
});

describe("an exclusion", () => {
  const excluding = (exclude: Parameters<typeof anExclusion>[0]): Profile =>
    aProfile({ exclude: [anExclusion(exclude)] });

  test("takes its share of the evidence, and half of it when it stands in the body only", () => {
    const profile = excluding({ any: ["jouet"], weight: 80 });
    expect(matchOf(profile, { title: "Tram", summary: "jouet" })).toMatchObject({ evidence: 75, score: 15 });
    expect(matchOf(profile, { title: "Tram", body: "jouet" })).toMatchObject({ evidence: 75, score: 45 });
    expect(matchOf(profile, { title: "Tram", summary: "jouet", body: "jouet" })?.score).toBe(15);
  });

  test("of everything still leaves a match that says so", () => {
    const match = matchOf(excluding({ any: ["jouet"] }), { title: "Tram-jouet" });
    expect(match).toMatchObject({ score: 0, evidence: 75, alert: false });
    expect(match?.excluded).toEqual([{ term: "jouet", field: "title", text: "jouet", percent: 100 }]);
  });

  test("for one field ignores the others", () => {
    const profile = excluding({ any: ["jouet"], in: "title" });
    expect(matchOf(profile, { title: "Tram", summary: "jouet" })?.score).toBe(75);
  });

  test("only the strongest counts, and all are named", () => {
    const exclude = [
      anExclusion({ any: ["jouet"], weight: 20 }),
      anExclusion({ any: ["modèle"], weight: 60 }),
    ];
    const match = matchOf(aProfile({ exclude }), { title: "Tram", summary: "modèle jouet" });
    expect(match?.score).toBe(30);
    expect(match?.excluded.map(({ percent }) => percent)).toEqual([60, 20]);
  });
});

describe("what is found does not depend on how it is written", () => {
  const profile = aProfile({
    concepts: [
      aConcept("tram", { any: ["tramway à Besançon", "l’œuvre"] }),
      aConcept("watchdog", { role: "context", any: ["CNIL", "vidéo-surveillance"] }),
    ],
  });
  const sentence = "Le tramway à Besançon, c’est l’œuvre de la CNIL et de la vidéo-surveillance";
  const plain = matchOf(profile, { title: sentence });

  test.each([
    ["composed", sentence.normalize("NFC")],
    ["decomposed", sentence.normalize("NFD")],
    ["in capitals", sentence.toUpperCase()],
    ["with no-break and thin spaces", sentence.replaceAll(" ", "\u00a0").replace("\u00a0", "\u202f")],
    ["with straight apostrophes", sentence.replaceAll("’", "'")],
    ["with soft hyphens and zero-width spaces", sentence.replaceAll("am", "a\u00adm\u200b")],
    ["with other hyphens", sentence.replace("-", "\u2011")],
    ["closed up", sentence.replace("-", "")],
    ["with an acronym as the French press writes it", sentence.replace("CNIL", "Cnil")],
    ["with dots", sentence.replace("CNIL", "C.N.I.L.")],
  ])("%s", (_, title) => {
    const match = matchOf(profile, { title });
    expect(match?.score).toBe(plain?.score);
    expect(match?.hits.map(({ term, points }) => [term, points])).toEqual(
      plain?.hits.map(({ term, points }) => [term, points]),
    );
    expect(textsOf(match)).toEqual(match?.hits.map(({ start, end }) => title.slice(start, end)));
  });

  test("a highlight sits on the word after an emoji, a ligature, a soft hyphen", () => {
    const title = "👮🏽‍♀️ oﬃciel\u00ad : le tram\u00adway\u00ad, e\u0301te\u0301";
    const match = matchOf(
      aProfile({ concepts: [aConcept("all", { any: ["tramway", "été", "officiel"] })] }),
      { title },
    );
    expect(textsOf(match)).toEqual(["oﬃciel", "tram\u00adway", "e\u0301te\u0301"]);
    for (const { start, end, text } of match?.hits ?? []) expect(title.slice(start, end)).toBe(text);
  });

  test("a hashtag is found by its words and as a whole", () => {
    const concepts = [aConcept("words", { any: ["night tram"] }), aConcept("name", { any: ["Briefcam"] })];
    expect(textsOf(matchOf(aProfile({ concepts }), { title: "#NightTram #BriefCam" }))).toEqual([
      "NightTram",
      "BriefCam",
    ]);
  });
});

describe("matching several profiles", () => {
  test("gives those with evidence, in the order of the profiles", () => {
    const tram = (id: string): Profile => aProfile({ id });
    const other = aProfile({ id: "x", concepts: [aConcept("bus", { any: ["autobus"] })] });
    const matches = matchItem(compile([tram("b"), other, tram("a")]), anItem({ title: "Tram" }));
    expect(matches.map(({ profileId }) => profileId)).toEqual(["b", "a"]);
  });

  test("alerts from the threshold on", () => {
    expect(matchOf(aProfile({ threshold: 75 }), { title: "Tram" })?.alert).toBe(true);
    expect(matchOf(aProfile({ threshold: 76 }), { title: "Tram" })?.alert).toBe(false);
  });

  test("an item without text is no match and no fault", () => {
    expect(matchItem(compile([aProfile()]), { title: "" })).toEqual([]);
    expect(matchItem(compile([]), anItem())).toEqual([]);
  });
});
