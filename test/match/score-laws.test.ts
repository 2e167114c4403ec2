import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile } from "../../src/match/compile.ts";
import { matchItem } from "../../src/match/score.ts";
import type { Field, Matchable } from "../../src/model/item.ts";
import type { Match } from "../../src/model/match.ts";
import type { Concept, Exclude, Near, Profile } from "../../src/model/profile.ts";
import { aConcept, anExclusion, aProfile } from "../support/a-profile.ts";

const WORDS = ["tram", "tramway", "mairie", "nuit", "rail", "jouet", "ville", "de", "x"];
const word = fc.constantFrom(...WORDS);
const words = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(word, { maxLength }).map((chosen) => chosen.join(" "));
const item: fc.Arbitrary<Matchable> = fc.record({
  title: words(6),
  summary: words(10),
  body: words(10),
  link: fc.constantFrom("https://www.example.org/a", "https://example.com/"),
});

/** Without NOT: a word more may only ever help. */
const QUERIES = ["tram AND nuit", "title:(rail OR ville)", "tram* NEAR/3 mairie", "count(tram OR rail) >= 2"];
const terms = fc.uniqueArray(
  fc.array(word, { minLength: 1, maxLength: 2 }).map((chosen) => chosen.join(" ")),
  { minLength: 1, maxLength: 3 },
);
const near: fc.Arbitrary<Near> = fc.record({
  words: fc.nat({ max: 4 }),
  ordered: fc.boolean(),
  all: fc.array(terms, { minLength: 2, maxLength: 3 }),
});
const concept = (id: string): fc.Arbitrary<Concept> =>
  fc
    .record({
      role: fc.constantFrom("core" as const, "context" as const, "weak" as const),
      weight: fc.integer({ min: 1, max: 99 }),
      any: terms,
      near: fc.array(near, { maxLength: 1 }),
      query: fc.constantFrom(undefined, ...QUERIES),
    })
    .map(({ query, ...parts }) => aConcept(id, { ...parts, ...(query === undefined ? {} : { query }) }));
const exclude: fc.Arbitrary<Exclude> = fc
  .record({
    weight: fc.integer({ min: 0, max: 100 }),
    any: terms,
    in: fc.constantFrom("title", "body", undefined),
  })
  .map(({ in: field, ...parts }) => anExclusion({ ...parts, ...(field === undefined ? {} : { in: field }) }));
const profile: fc.Arbitrary<Profile> = fc
  .record({
    concepts: fc.tuple(concept("a"), concept("b"), concept("c"), concept("d")),
    exclude: fc.array(exclude, { maxLength: 2 }),
    require: fc.subarray(["a", "b"], { maxLength: 1 }),
    boost: fc.constantFrom(
      [],
      [{ source: "example.org", factor: 1.3 }],
      [{ source: "example.org", factor: 0.6 }],
    ),
  })
  .map((parts) => aProfile(parts));

/** The same words, written otherwise. */
const DISGUISES: readonly ((text: string) => string)[] = [
  (text) => text.toUpperCase(),
  (text) => text.replaceAll("a", "\u00e0").replaceAll("i", "\u00ef"),
  (text) => text.replaceAll("a", "\u00e0").normalize("NFD"),
  (text) => text.replaceAll(" ", "\u00a0"),
  (text) => text.replaceAll(" ", "\u202f— "),
  (text) => text.replaceAll("r", "r\u00ad").replaceAll("m", "\u200bm"),
  (text) => text.replaceAll(/[a-z]/gu, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfe_e0)),
  (text) => `« ${text} » 🚋`,
];

function matchOf(wanted: Profile, where: Matchable): Match | undefined {
  return matchItem(compile([wanted]), where)[0];
}

/** All that readers see of a match; the hash follows the profile's text by design. */
function numbers(match: Match | undefined): Partial<Match> | undefined {
  if (match === undefined) return undefined;
  const { profileHash: _, ...rest } = match;
  return rest;
}

function score(match: Match | undefined): number {
  return match?.score ?? 0;
}

describe("laws of the score", () => {
  test("points add up to the evidence, and the score follows from it", () => {
    fc.assert(
      fc.property(profile, item, (wanted, where) => {
        const match = matchOf(wanted, where);
        if (match === undefined) return;
        let points = 0;
        for (const hit of match.hits) {
          expect(Number.isInteger(hit.points) && hit.points >= 0).toBe(true);
          points += hit.points;
        }
        expect(points).toBe(match.evidence);
        expect(match.evidence).toBeGreaterThan(0);
        expect(match.evidence).toBeLessThanOrEqual(100);
        const strongest = Math.max(0, ...match.excluded.map(({ percent }) => percent));
        expect(match.score).toBe(Math.round(match.evidence * (1 - strongest / 100)));
        expect(match.alert).toBe(match.score >= match.threshold && match.withheld === undefined);
      }),
    );
  });

  test("a hit is where it says, and held-back hits have no points", () => {
    fc.assert(
      fc.property(profile, item, (wanted, where) => {
        const match = matchOf(wanted, where);
        const held = new Set(
          match?.heldBack.flatMap(({ concept: id, reason }) => (reason === "no-core-near" ? id : [])),
        );
        for (const hit of match?.hits ?? []) {
          expect(where[hit.field]?.slice(hit.start, hit.end)).toBe(hit.text);
          if (held.has(hit.concept)) expect(hit.points).toBe(0);
        }
      }),
    );
  });

  test("a term that does not hit changes nothing", () => {
    fc.assert(
      fc.property(profile, item, fc.nat({ max: 3 }), (wanted, where, at) => {
        const concepts = wanted.concepts.map((each, index) =>
          index === at ? Object.assign({}, each, { any: [...each.any, "zeppelin", "zep*", "ZEP"] }) : each,
        );
        const exclusions = [...wanted.exclude, anExclusion({ any: ["zeppelin"] })];
        const wider = { ...wanted, concepts, exclude: exclusions };
        expect(numbers(matchOf(wider, where))).toEqual(numbers(matchOf(wanted, where)));
      }),
    );
  });

  test("repeating a hit never lowers the score", () => {
    fc.assert(
      fc.property(profile, item, fc.nat(), (wanted, where, pick) => {
        const match = matchOf(wanted, where);
        if (match === undefined) return;
        const hit = match.hits[pick % match.hits.length];
        if (hit === undefined) return;
        const field: Field = hit.field;
        const longer = { ...where, [field]: `${where[field]} zzz ${hit.text}` };
        expect(score(matchOf(wanted, longer))).toBeGreaterThanOrEqual(match.score);
      }),
    );
  });

  test("what a source is trusted with moves the score its way, and the points still add up", () => {
    fc.assert(
      fc.property(profile, item, (wanted, where) => {
        const plain = score(matchOf({ ...wanted, boost: [] }, where));
        const trusted = matchOf(wanted, where);
        const factor = trusted?.boost?.factor ?? 1;
        if (factor > 1) expect(score(trusted)).toBeGreaterThanOrEqual(plain);
        if (factor < 1) expect(score(trusted)).toBeLessThanOrEqual(plain);
        if (factor === 1) expect(score(trusted)).toBe(plain);
      }),
    );
  });

  test("case, accents, Unicode form and typography never change a score", () => {
    fc.assert(
      fc.property(profile, item, fc.constantFrom(...DISGUISES), (wanted, where, disguise) => {
        const disguised = {
          ...where,
          title: disguise(where.title),
          summary: disguise(where.summary ?? ""),
          body: disguise(where.body ?? ""),
        };
        const told = (match: Match | undefined) =>
          match && [match.score, match.evidence, match.hits.map(({ term, points }) => [term, points])];
        expect(told(matchOf(wanted, disguised))).toEqual(told(matchOf(wanted, where)));
      }),
    );
  });

  test("removing an exclusion never lowers the score", () => {
    fc.assert(
      fc.property(profile, item, (wanted, where) => {
        const without = { ...wanted, exclude: wanted.exclude.slice(1) };
        expect(score(matchOf(without, where))).toBeGreaterThanOrEqual(score(matchOf(wanted, where)));
      }),
    );
  });

  test("the order of concepts, terms and exclusions changes nothing", () => {
    fc.assert(
      fc.property(profile, item, (wanted, where) => {
        const reversed = {
          ...wanted,
          concepts: wanted.concepts
            .map((each) => Object.assign({}, each, { any: each.any.toReversed() }))
            .toReversed(),
          exclude: wanted.exclude
            .map((each) => Object.assign({}, each, { any: each.any.toReversed() }))
            .toReversed(),
        };
        expect(numbers(matchOf(reversed, where))).toEqual(numbers(matchOf(wanted, where)));
      }),
    );
  });

  test("other profiles, before or after, change nothing", () => {
    fc.assert(
      fc.property(profile, profile, profile, item, (before, wanted, after, where) => {
        const named = [
          { ...before, id: "before" },
          { ...wanted, id: "wanted" },
          { ...after, id: "after" },
        ];
        const among = matchItem(compile(named), where).find(({ profileId }) => profileId === "wanted");
        expect(among).toEqual(matchOf({ ...wanted, id: "wanted" }, where));
      }),
    );
  });

  test("the same matcher gives the same numbers at every call", () => {
    fc.assert(
      fc.property(profile, item, (wanted, where) => {
        const matcher = compile([wanted]);
        expect(matchItem(matcher, where)).toEqual(matchItem(matcher, where));
      }),
    );
  });
});
