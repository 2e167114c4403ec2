import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compile } from "../../../src/match/compile.ts";
import { profileHash } from "../../../src/match/profile-hash.ts";
import { matchItem } from "../../../src/match/score.ts";
import { DAY } from "../../../src/model/time.ts";
import { backtest } from "../../../src/profile/backtest/backtest.ts";
import type { Verdicts } from "../../../src/profile/backtest/backtest-report.ts";
import { aConcept, anExclusion, aProfile } from "../../support/a-profile.ts";
import { aReplayed, oneByOne, replayed } from "../../support/a-replay.ts";

const SAVED = aProfile();
const BUSES = aProfile({ concepts: [...SAVED.concepts, aConcept("bus", { any: ["bus"] })] });

const titles = (changes: readonly Verdicts[]): readonly string[] => changes.map(({ item }) => item.title);

describe("an edited profile", () => {
  it("gains what it alone tells and loses what the saved one alone tells, each with both scores", async () => {
    const items = ["Un tram de nuit", "Un bus de nuit", "Un tram modèle", "La mairie"].map((title, on) =>
      aReplayed({ title, on }),
    );
    const edited = { ...BUSES, exclude: [anExclusion({ any: ["modèle"] })] };
    const report = await replayed(items, { saved: SAVED, edited });
    expect(titles(report.gained)).toEqual(["Un bus de nuit"]);
    expect(report.gained[0]).toMatchObject({ edited: { score: 75, hits: [{ text: "bus", points: 75 }] } });
    expect(report.gained[0]?.saved).toBeUndefined();
    expect(titles(report.lost)).toEqual(["Un tram modèle"]);
    expect(report.lost[0]).toMatchObject({
      saved: { score: 75 },
      edited: { score: 0, excluded: [{ text: "modèle", percent: 100 }] },
    });
    expect(report).toMatchObject({
      saved: { alerts: 2, hashes: [profileHash(SAVED)] },
      edited: { alerts: 2, hashes: [profileHash(edited)] },
    });
  });

  it("is compared with what is on record when no other version is named", async () => {
    const told = aReplayed({ title: "Un tram de nuit" });
    const [match] = matchItem(compile([SAVED]), told.item);
    const items = [
      aReplayed({ title: "Un tram de nuit" }, { matches: match === undefined ? [] : [match] }),
      aReplayed({ title: "Un tram de jour", on: 1 }),
    ];
    const report = await replayed(items, { edited: { ...SAVED, threshold: 60 } });
    expect(report.saved).toMatchObject({ alerts: 1, hashes: [profileHash(SAVED)] });
    expect([titles(report.gained), report.lost]).toEqual([["Un tram de jour"], []]);
  });

  it("is tried as if it were in force while it is a draft", async () => {
    const report = await replayed([aReplayed({ title: "Un bus de nuit" })], {
      saved: SAVED,
      edited: { ...BUSES, status: "draft" },
    });
    expect(titles(report.gained)).toEqual(["Un bus de nuit"]);
  });

  it("that says the same gains nothing and loses nothing", async () => {
    const items = [aReplayed({ title: "Un tram de nuit" })];
    const report = await replayed(items, { saved: SAVED, edited: { ...SAVED } });
    expect([report.gained, report.lost, report.edited.alerts]).toEqual([[], [], 1]);
  });
});

describe("a story", () => {
  it("is told once, whichever feeds bring it and whatever their links say of the reader's way", async () => {
    const link = "https://example.org/tram";
    const items = [
      aReplayed({ id: "a", title: "Un tram", link }),
      aReplayed({ id: "b", title: "Un tram", link: `${link}?utm_source=x`, source: "Other" }),
    ];
    const report = await replayed(items);
    expect(report.edited).toMatchObject({ alerts: 1, items: 2 });
    expect(report.sources).toEqual([{ source: "Example", saved: 0, edited: 1 }]);
  });

  it("is told once when its title is edited and the archive has it twice, and when the edit says more", async () => {
    const edited = [
      aReplayed({ id: "a", title: "Un tram" }),
      aReplayed({ id: "a", title: "Un tram, deux trams", on: 1 }),
      aReplayed({ id: "b", title: "Rien" }),
      aReplayed({ id: "b", title: "Rien qu’un tram", on: 1, link: "https://example.org/other" }),
    ];
    const report = await replayed(edited);
    expect(report.edited.alerts).toBe(2);
    expect(report.items.total).toBe(2);
    expect(report.days.map(({ edited: alerts }) => alerts)).toEqual([1, 1]);
  });
});

describe("a day", () => {
  it("has its items and alerts, quiet ones included, from the first that has any to the newest", async () => {
    const items = [
      aReplayed({ title: "Un tram" }),
      aReplayed({ on: 2 }),
      aReplayed({ title: "Tram", on: 3 }),
    ];
    const { days, edited } = await replayed(items, { saved: SAVED });
    expect(days).toEqual([
      { day: "2026-05-01", items: 1, saved: 1, edited: 1 },
      { day: "2026-05-02", items: 0, saved: 0, edited: 0 },
      { day: "2026-05-03", items: 1, saved: 0, edited: 0 },
      { day: "2026-05-04", items: 1, saved: 1, edited: 1 },
    ]);
    expect(edited.perDay).toBe(0.5);
  });

  it("of an item from a silent first reading is that of its own date, before the window too", async () => {
    const at = aReplayed().item.firstSeenAt;
    const items = [
      aReplayed({ title: "Un tram", published: at - 3 * DAY }, { baseline: true }),
      aReplayed({ title: "Deux trams", published: at - 300 * DAY }, { baseline: true }),
      aReplayed({ title: "Un tram demain", published: at + DAY }, { baseline: true }),
    ];
    const report = await replayed(items);
    expect(report.items).toMatchObject({ total: 3, baseline: 3 });
    expect(report.earlier).toEqual({ saved: 0, edited: 1 });
    expect(report.days.map(({ edited }) => edited)).toEqual([1, 0, 0, 1]);
    expect(report.edited).toMatchObject({ alerts: 3, perDay: 0.5 });
  });
});

describe("the report", () => {
  it("is undefined of no item", async () => {
    const request = { edited: SAVED, days: 30, trackingParams: [], languageOf: async () => undefined };
    expect(await backtest(oneByOne([]), request)).toBeUndefined();
  });

  it("says from when on anything was archived, and what items lack", async () => {
    const items = [
      aReplayed({ on: 20, body: "Le texte" }),
      aReplayed({ on: 21 }, { textDropped: true }),
      aReplayed({ on: 22 }),
    ];
    expect(await replayed(items, { days: 7 })).toMatchObject({
      window: { days: 7, from: "2026-05-17", to: "2026-05-23", archivedFrom: "2026-05-21" },
      items: { total: 3, withoutText: 2, textDropped: 1 },
    });
  });

  it("has the near misses of stories that are not told, nearest first", async () => {
    const far = { weight: 35, any: ["funiculaire"] };
    const edited = aProfile({
      concepts: [aConcept("tram", { any: ["tram"] }), aConcept("cable", far)],
      exclude: [anExclusion({ any: ["jouet"], weight: 50 })],
    });
    const items = [
      aReplayed({ title: "Un funiculaire" }),
      aReplayed({ title: "Un tram jouet" }),
      aReplayed({ id: "a", title: "Funiculaire", on: 1 }),
      aReplayed({ id: "a", title: "Funiculaire et tram", on: 2 }),
    ];
    const { nearMisses } = await replayed(items, { edited });
    expect(nearMisses.map(({ item, match }) => [item.title, match.score])).toEqual([
      ["Un funiculaire", 48],
      ["Un tram jouet", 38],
    ]);
  });

  it("tries thresholds around the profile's own, which tells what it tells", async () => {
    const items = [
      aReplayed({ title: "Un tram" }),
      aReplayed({ title: "Nuit", summary: "Un tram", on: 1 }),
      aReplayed({ title: "Nuit noire", body: "Un tram", on: 2 }),
    ];
    const { thresholds, edited } = await replayed(items, { edited: { ...SAVED, threshold: 90 } });
    expect(edited.alerts).toBe(0);
    expect(thresholds.map(({ threshold }) => threshold)).toEqual([70, 75, 80, 85, 90, 95, 100]);
    expect(thresholds.map(({ alerts }) => alerts)).toEqual([1, 1, 0, 0, 0, 0, 0]);
  });

  it("names the terms that counted, and those that no item holds, of lists, near words and queries", async () => {
    const edited = aProfile({
      concepts: [
        aConcept("tram", {
          any: ["tram", "funiculaire"],
          near: [{ words: 3, ordered: false, all: [["câble"], ["quai"]] }],
        }),
        aConcept("town", { role: "context", any: ["mairie"], query: "maire AND préfet" }),
      ],
      exclude: [anExclusion({ any: ["jouet"] })],
    });
    const items = [
      aReplayed({ title: "Le tram et la mairie" }),
      aReplayed({ title: "Le tram du maire", on: 1 }),
      aReplayed({ title: "Le quai", on: 2 }),
    ];
    const report = await replayed(items, { edited });
    expect(report.tellingTerms).toEqual([
      { concept: "tram", term: "tram", alerts: 2 },
      { concept: "town", term: "mairie", alerts: 1 },
    ]);
    expect(report.neverFound).toEqual([
      { concept: "tram", term: "funiculaire" },
      { concept: "tram", term: "câble" },
      { concept: "town", term: "préfet" },
      { term: "jouet" },
    ]);
    expect(report.terms).toBe(8);
  });

  it("asks for languages as the worker does, and counts alerts by them", async () => {
    const edited = aProfile({ concepts: [aConcept("tram", { query: "tram AND lang:fr" })] });
    const items = [aReplayed({ title: "Le tram" }), aReplayed({ title: "The tram" })];
    const report = await replayed(items, {
      edited,
      languageOf: async ({ title }) => (title.startsWith("Le") ? "fr" : undefined),
    });
    expect(report.languages).toEqual([{ language: "fr", saved: 0, edited: 1 }]);
  });

  it("goes by max-age, muted and trusted sources as the worker does", async () => {
    const at = aReplayed().item.firstSeenAt;
    const edited = aProfile({
      maxAgeMs: 7 * DAY,
      mute: ["Loud"],
      boost: [{ source: "Doubtful", factor: 0.5 }],
    });
    const items = [
      aReplayed({ title: "Un vieux tram", published: at - 8 * DAY }),
      aReplayed({ title: "Un tram bruyant", source: "Loud" }),
      aReplayed({ title: "Un tram douteux", source: "Doubtful", summary: "" }),
      aReplayed({ title: "Un tram" }),
    ];
    const report = await replayed(items, { saved: SAVED, edited });
    expect([report.saved.alerts, report.edited.alerts]).toEqual([4, 2]);
    expect(titles(report.lost).toSorted()).toEqual(["Un tram bruyant", "Un vieux tram"]);
  });
});

const WORDS = ["tram", "bus", "mairie", "jouet", "nuit", "port"];
const anyItems = fc
  .array(
    fc.record({
      id: fc.integer({ min: 0, max: 12 }),
      words: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 }),
      on: fc.integer({ min: 0, max: 9 }),
      page: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((all) =>
    all
      .toSorted((a, b) => a.on - b.on)
      .map(({ id, words, on, page }) =>
        aReplayed({
          id: `${id}`,
          title: words.join(" "),
          on,
          ...(page === undefined ? {} : { link: `https://example.org/${page}` }),
        }),
      ),
  );
const anyProfile = fc
  .record({
    threshold: fc.integer({ min: 20, max: 95 }),
    core: fc.subarray(WORDS, { minLength: 1 }),
    weight: fc.integer({ min: 20, max: 90 }),
    out: fc.subarray(WORDS, { maxLength: 1 }),
  })
  .map(({ threshold, core, weight, out }) =>
    aProfile({
      threshold,
      concepts: [aConcept("c", { any: core, weight })],
      exclude: out.length === 0 ? [] : [anExclusion({ any: out, weight: 60 })],
    }),
  );

describe("laws of a backtest", () => {
  it("the two directions mirror each other, and the sums agree", async () => {
    await fc.assert(
      fc.asyncProperty(anyItems, anyProfile, anyProfile, async (items, one, other) => {
        const there = await replayed(items, { saved: one, edited: other });
        const back = await replayed(items, { saved: other, edited: one });
        expect(titles(there.gained).toSorted()).toEqual(titles(back.lost).toSorted());
        expect(there.edited.alerts - there.saved.alerts).toBe(there.gained.length - there.lost.length);
        const byDay = there.days.reduce((sum, { edited }) => sum + edited, 0);
        const bySource = there.sources.reduce((sum, { edited }) => sum + edited, 0);
        expect([byDay, bySource]).toEqual([there.edited.alerts, there.edited.alerts]);
        const own = there.thresholds.find(({ threshold }) => threshold === other.threshold);
        expect(own?.alerts).toBe(there.edited.alerts);
        const swept = there.thresholds.map(({ alerts }) => alerts);
        expect(swept).toEqual(swept.toSorted((a, b) => b - a));
      }),
      { numRuns: 60 },
    );
  });

  it("the same archive and profiles give the same report, byte for byte", async () => {
    await fc.assert(
      fc.asyncProperty(anyItems, anyProfile, anyProfile, async (items, saved, edited) => {
        const [once, again] = [
          await replayed(items, { saved, edited }),
          await replayed(items, { saved, edited }),
        ];
        expect(JSON.stringify(again)).toBe(JSON.stringify(once));
      }),
      { numRuns: 20 },
    );
  });
});
