import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FeedbackRecord, Vote } from "../../../src/model/feedback.ts";
import type { Profile } from "../../../src/model/profile.ts";
import { learn, taught } from "../../../src/profile/learn/learn.ts";
import { toApplication } from "../../../src/profile/learn/to-application.ts";
import { aConcept, aProfile } from "../../support/a-profile.ts";
import { anApplication, aReset, aVote, aVotedConcept, VOTED_AT, votesOn } from "../../support/a-vote.ts";

const TRAMS = aProfile({
  concepts: [
    aConcept("tram", { any: ["tram"] }),
    aConcept("town", { role: "context", weight: 25, any: ["mairie"] }),
    aConcept("works", { role: "weak", weight: 20, any: ["travaux"] }),
  ],
});
const BOTH = [aVotedConcept("tram", { strength: 1.5 }), aVotedConcept("town", { strength: 1.5 })];

function weightsOf(records: readonly FeedbackRecord[], profile = TRAMS): Readonly<Record<string, number>> {
  return Object.fromEntries(
    learn(profile, records).concepts.map(({ concept, proposed }) => [concept, proposed]),
  );
}

/** The profile and the log after an operator took what was proposed. */
function applied(
  profile: Profile,
  records: readonly FeedbackRecord[],
): readonly [Profile, readonly FeedbackRecord[]] {
  const lesson = learn(profile, records);
  const weights = lesson.concepts.flatMap(({ concept, weight, proposed }) =>
    weight === proposed ? [] : [{ concept, from: weight, to: proposed }],
  );
  const after = taught(profile, lesson);
  return [after, [...records, toApplication(after, weights, VOTED_AT)]];
}

describe("what a profile learns", () => {
  it("is nothing without votes", () => {
    expect(weightsOf([])).toEqual({ tram: 60, town: 25, works: 20 });
  });

  it("is little from an alert that was wanted, and much from one that was not", () => {
    const up = weightsOf([aVote({ verdict: "up" })]);
    const down = weightsOf([aVote({ verdict: "down" })]);
    expect(up["tram"]).toBe(61);
    expect(down["tram"]).toBe(37);
  });

  it("is the step of the formula: 0.4 · (y − p) · min(1.5, strength), in λ", () => {
    const concepts = [aVotedConcept("works", { strength: 1 })];
    const { multiplier } = learn(TRAMS, [aVote({ concepts, alert: false })]).concepts[2] ?? {};
    const [lambda, wanted] = [-Math.log(0.8), -Math.log(0.5)];
    const expected = 1 / (1 + Math.exp(-4 * (lambda - wanted)));
    expect(multiplier).toBe(Math.min(1.5, 1 + (0.4 * (1 - expected)) / lambda));
    const town = [aVotedConcept("tram", { strength: 0.5 })];
    const weaker = learn(TRAMS, [aVote({ concepts: town, verdict: "down" })]).concepts[0]?.multiplier ?? 0;
    const core = -Math.log(0.4);
    expect(weaker).toBeCloseTo(1 - (0.4 * 0.5) / (1 + Math.exp(-4 * (core * 0.5 - wanted))) / core, 12);
  });

  it("reaches what missed an alert: an up-vote on a near miss raises what was found", () => {
    const near = { alert: false, score: 45, concepts: [aVotedConcept("works")] };
    expect(weightsOf(votesOn(3, near))["works"]).toBeGreaterThan(20);
  });

  it("never more than half of the operator's evidence, up or down", () => {
    expect(weightsOf(votesOn(50, { verdict: "down", concepts: BOTH }))).toMatchObject({ tram: 37, town: 13 });
    const missed = { alert: false, concepts: [aVotedConcept("works")] };
    expect(weightsOf(votesOn(50, missed))["works"]).toBe(28);
  });

  it("is not taught by what an exclusion silenced: the weights were not at fault", () => {
    const silenced = { alert: false, silencedBy: ["jouet"] };
    expect(weightsOf(votesOn(9, silenced))).toEqual(weightsOf([]));
    expect(weightsOf(votesOn(9, { ...silenced, verdict: "down" }))).toEqual(weightsOf([]));
  });

  it("names the exclusions that silenced what was wanted", () => {
    const records = votesOn(2, { alert: false, silencedBy: ["jouet"] });
    expect(learn(TRAMS, records).silencers).toEqual([{ what: "jouet", wanted: 2 }]);
  });

  it("concerns no other profile, and no concept that is gone", () => {
    const records = [
      ...votesOn(5, { verdict: "down", profileId: "harbour" }),
      ...votesOn(5, { verdict: "down", concepts: [aVotedConcept("gone")] }),
    ];
    expect(weightsOf(records)).toEqual(weightsOf([]));
  });

  it("leaves a weight alone that no file can say", () => {
    const fixed = learn(TRAMS, votesOn(5, { verdict: "down" }), new Set(["tram"]));
    expect(fixed.concepts[0]).toMatchObject({ proposed: 60, multiplier: 1 });
  });

  it("holds at the ends of the scale", () => {
    for (const threshold of [0, 100]) {
      const records = votesOn(9, { verdict: "down", concepts: BOTH });
      const { concepts } = learn({ ...TRAMS, threshold }, records);
      expect(concepts.every(({ proposed }) => proposed >= 1 && proposed <= 99)).toBe(true);
    }
  });
});

describe("one reader", () => {
  it("has one vote on an item, and the last one counts", () => {
    const changed = [aVote({ verdict: "down" }), aVote({ verdict: "up" })];
    expect(weightsOf(changed)).toEqual(weightsOf([aVote({ verdict: "up" })]));
    expect(learn(TRAMS, changed).votes).toHaveLength(1);
  });

  it("does not outvote another by repeating", () => {
    const stubborn = Array.from({ length: 30 }, () => aVote({ verdict: "down" }));
    expect(weightsOf(stubborn)).toEqual(weightsOf([aVote({ verdict: "down" })]));
  });

  it("counts beside other readers of the same item", () => {
    const records = [aVote({ verdict: "down" }), aVote({ verdict: "down", reader: "zoé" })];
    expect(learn(TRAMS, records).alerts).toEqual({ up: 0, down: 2 });
  });
});

describe("precision", () => {
  const records = [
    ...votesOn(3, { concepts: BOTH }),
    aVote({ itemId: "other", verdict: "down" }),
    aVote({ itemId: "missed", alert: false, concepts: [] }),
  ];

  it("of a profile is told by the votes on its alerts; those on silences are counted apart", () => {
    const { alerts, silent } = learn(TRAMS, records);
    expect({ alerts, silent }).toEqual({ alerts: { up: 3, down: 1 }, silent: { up: 1, down: 0 } });
  });

  it("of a concept is told by the alerts in which it counted", () => {
    const [tram, town, works] = learn(TRAMS, records).concepts;
    expect(tram?.alerts).toEqual({ up: 3, down: 1 });
    expect(town?.alerts).toEqual({ up: 3, down: 0 });
    expect(works?.alerts).toEqual({ up: 0, down: 0 });
  });
});

describe("a term", () => {
  const about = (term: string): Partial<Vote> => ({ concepts: [aVotedConcept("tram", { terms: [term] })] });

  it("is doubtful with five votes of which less than 30 % are up", () => {
    const four = votesOn(4, { ...about("tram"), verdict: "down" });
    expect(learn(TRAMS, four).doubtful).toEqual([]);
    const five = [...four, aVote({ ...about("tram"), itemId: "fifth" })];
    expect(learn(TRAMS, five).doubtful).toEqual([
      { concept: "tram", term: "tram", votes: { up: 1, down: 4 }, softerRole: "context" },
    ]);
  });

  it("is not doubtful at 30 %", () => {
    const records = [
      ...votesOn(7, { ...about("tram"), verdict: "down" }),
      ...votesOn(3, { ...about("tram"), reader: "zoé" }),
    ];
    expect(learn(TRAMS, records).doubtful).toEqual([]);
  });

  it("of a context can only go", () => {
    const concepts = [aVotedConcept("town", { terms: ["mairie"] })];
    const [found] = learn(TRAMS, votesOn(5, { verdict: "down", concepts })).doubtful;
    expect(found).toEqual({ concept: "town", term: "mairie", votes: { up: 0, down: 5 } });
  });
});

describe("a proposal that was applied", () => {
  const votes = votesOn(4, { verdict: "down", concepts: BOTH });

  it("is not proposed again: the same votes never count on top of themselves", () => {
    const [profile, log] = applied(TRAMS, votes);
    expect(weightsOf(log, profile)).toEqual(weightsOf(votes));
    const [again] = applied(profile, log);
    expect(again).toEqual(profile);
  });

  it("leaves the operator's own weights as the bounds of what later votes teach", () => {
    const [profile, log] = applied(TRAMS, votes);
    const later = votesOn(50, { verdict: "down", concepts: BOTH, reader: "zoé" });
    const [after] = applied(profile, [...log, ...later]);
    expect(after.concepts[0]?.weight).toBe(37);
  });

  it("comes to the same in one step or in two", () => {
    const later = votesOn(3, { concepts: BOTH, reader: "zoé" });
    const [profile, log] = applied(TRAMS, votes);
    expect(applied(profile, [...log, ...later])[0]).toEqual(applied(TRAMS, [...votes, ...later])[0]);
  });

  it("is proposed again when a crash kept it from the file", () => {
    const [, log] = applied(TRAMS, votes);
    expect(weightsOf(log)).toEqual(weightsOf(votes));
  });

  it("is settled by another weight that the operator writes: only later votes move it", () => {
    const log = [...votes, anApplication({ concept: "tram", from: 60, to: 40 })];
    const decided = aProfile({ concepts: [aConcept("tram", { weight: 70 })] });
    expect(weightsOf(log, decided)).toEqual({ tram: 70 });
    expect(weightsOf([...log, aVote({ verdict: "down", itemId: "later" })], decided)["tram"]).toBeLessThan(
      70,
    );
  });
});

describe("a reset", () => {
  const votes = votesOn(4, { verdict: "down", concepts: BOTH });

  it("leaves no trace in what is learned afterwards", () => {
    expect(weightsOf([...votes, aReset()])).toEqual(weightsOf([]));
    const later = aVote({ itemId: "later" });
    expect(learn(TRAMS, [...votes, aReset(), later])).toEqual(learn(TRAMS, [later]));
  });

  it("proposes the weights that the operator wrote, when others were applied", () => {
    const [profile, log] = applied(TRAMS, votes);
    expect(profile.concepts[0]?.weight).not.toBe(60);
    const [back] = applied(profile, [...log, aReset()]);
    expect(back).toEqual(TRAMS);
  });

  it("concerns its profile alone", () => {
    expect(weightsOf([...votes, aReset("harbour")])).toEqual(weightsOf(votes));
  });
});

const RECORD: fc.Arbitrary<FeedbackRecord> = fc.oneof(
  { weight: 12, arbitrary: arbitraryVote() },
  { weight: 1, arbitrary: fc.constant(aReset()) },
  {
    weight: 1,
    arbitrary: fc
      .record({ from: fc.integer({ min: 1, max: 99 }), to: fc.integer({ min: 1, max: 99 }) })
      .map((weight) => anApplication({ concept: "tram", ...weight })),
  },
);

function arbitraryVote(): fc.Arbitrary<Vote> {
  const concept = fc.record({
    id: fc.constantFrom("tram", "town", "works", "gone"),
    strength: fc.double({ min: 0.01, max: 2.25, noNaN: true }),
    terms: fc.constant(["tram"]),
  });
  return fc
    .record({
      verdict: fc.constantFrom("up" as const, "down" as const),
      reader: fc.constantFrom("alex", "zoé", "sam"),
      itemId: fc.constantFrom("a", "b", "c", "d"),
      alert: fc.boolean(),
      boost: fc.double({ min: 0.5, max: 1.5, noNaN: true }),
      concepts: fc.uniqueArray(concept, { maxLength: 3, selector: ({ id }) => id }),
    })
    .map((given) => aVote(given));
}

describe("by law", () => {
  const logs = fc.array(RECORD, { maxLength: 25 });

  it("the same log teaches the same, and nothing but its records does", () => {
    fc.assert(
      fc.property(logs, (log) => {
        expect(learn(TRAMS, structuredClone(log))).toEqual(learn(TRAMS, log));
      }),
      { numRuns: 60 },
    );
  });

  it("no log moves a concept's evidence by more than half", () => {
    fc.assert(
      fc.property(logs, (log) => {
        for (const { multiplier } of learn(TRAMS, log).concepts) {
          expect(multiplier).toBeGreaterThanOrEqual(0.5);
          expect(multiplier).toBeLessThanOrEqual(1.5);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("a vote that its reader took back as soon as it was cast is as if it had never been", () => {
    fc.assert(
      fc.property(logs, arbitraryVote(), (log, vote) => {
        const other = { ...vote, verdict: vote.verdict === "up" ? ("down" as const) : ("up" as const) };
        expect(learn(TRAMS, [...log, other, vote])).toEqual(learn(TRAMS, [...log, vote]));
      }),
      { numRuns: 60 },
    );
  });

  it("readers who vote on items of other concepts may come in any order", () => {
    const onTram = (itemId: string): Vote =>
      aVote({ itemId, reader: "alex", concepts: [aVotedConcept("tram")] });
    const onWorks = (itemId: string): Vote =>
      aVote({ itemId, reader: "zoé", verdict: "down", concepts: [aVotedConcept("works")] });
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }), (order) => {
        const log = [onTram("a"), onTram("b"), onTram("c"), onWorks("d"), onWorks("e"), onWorks("f")];
        const kept = order.flatMap((index) => log[index] ?? []);
        expect(weightsOf(kept)).toEqual(weightsOf(log));
      }),
      { numRuns: 40 },
    );
  });

  it("what is applied is not proposed again, whatever was said and applied before", () => {
    fc.assert(
      fc.property(logs, (log) => {
        const [profile, after] = applied(TRAMS, log);
        expect(applied(profile, after)[0]).toEqual(profile);
      }),
      { numRuns: 60 },
    );
  });
});
