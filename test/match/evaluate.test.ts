import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile, type Matcher } from "../../src/match/compile.ts";
import { evaluate } from "../../src/match/evaluate.ts";
import type { Query } from "../../src/match/query/query.ts";
import { writeQuery } from "../../src/match/query/write-query.ts";
import { seenIn } from "../../src/match/seen.ts";
import type { Occurrence } from "../../src/match/spot.ts";
import { FIELDS, type Matchable } from "../../src/model/item.ts";
import { aConcept, aProfile } from "../support/a-profile.ts";
import { aQuery } from "../support/a-query.ts";
import { naiveAnswer, type NaiveSpan } from "../support/naive-query.ts";
import { runs } from "../support/thorough.ts";

const WORDS = [
  "tramway",
  "écluse",
  "œdème",
  "vidéo-surveillance",
  "surveillance",
  "grues",
  "l’œuvre",
  "besançon",
];
const SURFACES = [
  ...WORDS,
  "tramways",
  "ECLUSE".toLowerCase(),
  "e\u0301cluse",
  "oedeme",
  "vidéosurveillance",
  "vidéo surveillance",
  "tram\u00adway",
  "oeuvres",
  "zanc",
  "zanc",
];
const SEPARATORS = [" ", " ", " ", "\u00a0", "\u202f", "-", "’", " — ", ". ", " 🚋 "];
const text = fc
  .array(fc.tuple(fc.constantFrom(...SURFACES), fc.constantFrom(...SEPARATORS)), { maxLength: 14 })
  .map((words) => words.flat().join(""));
const item: fc.Arbitrary<Matchable> = fc.record({
  title: text,
  summary: text,
  body: text,
  source: fc.constantFrom("example.org", "le-quai", "Le Monde"),
  language: fc.constantFrom("fr", "en"),
});

/** Places on one line, as the matcher counts them. */
function linesOf(spans: readonly NaiveSpan[], where: Matchable): ReadonlySet<string> {
  const begins = new Map<string, number>();
  let line = 0;
  for (const field of FIELDS) {
    begins.set(field, line);
    line += (where[field]?.match(/[\p{L}\p{N}\p{M}\u00ad]+/gu)?.length ?? 0) + 5;
  }
  return new Set(
    spans.map(
      ({ field, first, end }) => `${(begins.get(field) ?? 0) + first}-${(begins.get(field) ?? 0) + end}`,
    ),
  );
}

function evidenceOf(matcher: Matcher, where: Matchable) {
  const byTerm = new Map<number, Occurrence[]>();
  for (const { term, at, counts } of seenIn(matcher, where)) {
    if (counts) byTerm.set(term, [...(byTerm.get(term) ?? []), { term: "", at }]);
  }
  for (const found of byTerm.values()) found.sort((a, b) => a.at.place - b.at.place);
  return { item: where, occurrencesOf: (term: number) => byTerm.get(term) ?? [] };
}

interface Compared {
  readonly holds: boolean;
  /** What differs, in words. */
  readonly difference?: string;
}

/** Each query on each item, by the matcher and by trying everything. */
function compared(queries: readonly Query[], items: readonly Matchable[]): readonly Compared[] {
  // Beside a plan that always holds its terms: a mere list of terms needs none.
  const concepts = queries.map((query, index) =>
    aConcept(`q${index}`, { query: writeQuery({ kind: "all", of: [query, query] }) }),
  );
  const matcher = compile([aProfile({ concepts })]);
  return items.flatMap((where) => {
    const evidence = evidenceOf(matcher, where);
    return queries.map((query, index): Compared => {
      const plan = matcher.rules[index]?.plans.at(0);
      if (plan === undefined) throw new Error("a query without a plan");
      const { holds, found } = evaluate(plan, evidence);
      const wanted = naiveAnswer(query, where);
      const spans = new Set(found.map(({ at }) => `${at.place}-${at.placeEnd}`));
      const wantedSpans = linesOf(wanted.spans, where);
      const isEqual =
        holds === wanted.holds &&
        spans.size === wantedSpans.size &&
        [...spans].every((span) => wantedSpans.has(span));
      if (isEqual) return { holds };
      const difference = `${writeQuery(query)} on ${JSON.stringify(where)}: ${holds} ${[...spans].join(" ")}, not ${wanted.holds} ${[...wantedSpans].join(" ")}`;
      return { holds, difference };
    });
  });
}

describe("a query", () => {
  test("answers as trying everything does, for thousands of queries and texts", () => {
    let holding = 0;
    let tried = 0;
    fc.assert(
      fc.property(
        fc.array(aQuery(WORDS), { minLength: 12, maxLength: 12 }),
        fc.array(item, { minLength: 8, maxLength: 8 }),
        (queries, items) => {
          const all = compared(queries, items);
          tried += all.length;
          holding += all.filter(({ holds }) => holds).length;
          expect(all.flatMap(({ difference }) => difference ?? [])).toEqual([]);
        },
      ),
      { numRuns: runs(250) },
    );
    // A test of queries that never hold would show nothing.
    expect(holding).toBeGreaterThan(tried / 10);
  });
});
