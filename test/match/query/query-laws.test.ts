import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lexQuery } from "../../../src/match/query/lex-query.ts";
import { readQuery } from "../../../src/match/query/read-query.ts";
import { writeQuery } from "../../../src/match/query/write-query.ts";
import { aQuery } from "../../support/a-query.ts";
import { anyText } from "../../support/any-text.ts";
import { runs } from "../../support/thorough.ts";

const PIECES =
  '( ) " “ ” « » = * : - | ’ AND OR NOT NEAR ONEAR/3 NEAR/99 NEAR:3 count count( >= ≥ 2 title: lang: source: author: https://example.org tram harbo* et fr が É'
    .split(" ")
    .concat(" ", "\u200b", "\ud83d", "\u0301");
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), anyText({ maxLength: 3 })), { maxLength: 60 })
  .chain((pieces) => fc.constantFrom("", " ").map((gap) => pieces.join(gap)));

const LONG = 100_000;
const REPEATED = [
  "(",
  ")",
  '"',
  "«»",
  "*",
  "=",
  ":",
  "tram ",
  "tram:",
  "count(",
  "count>=",
  "NOT ",
  "tram NEAR ",
  "a://",
  "title ",
  "x:y",
];

describe("any line", () => {
  test("is read or refused with columns inside it, and never throws", () => {
    fc.assert(
      fc.property(hostile, (line) => {
        const reading = readQuery(line);
        const remarks = reading.kind === "query" ? reading.warnings : reading.problems;
        if (reading.kind === "invalid") expect(remarks.length).toBeGreaterThan(0);
        for (const { column, message } of remarks) {
          expect(message).not.toBe("");
          expect(column).toBeGreaterThanOrEqual(1);
          expect(column).toBeLessThanOrEqual(line.length + 1);
        }
      }),
      { numRuns: runs(2000) },
    );
  });

  test("that is accepted has a normalised form that is the same query, without doubts", () => {
    fc.assert(
      fc.property(hostile, (line) => {
        const reading = readQuery(line);
        if (reading.kind === "invalid") return;
        const written = writeQuery(reading.query);
        expect(readQuery(written)).toEqual({ kind: "query", query: reading.query, warnings: [] });
        expect(written).toBe(written.trim());
      }),
      { numRuns: runs(2000) },
    );
  });

  test.each(REPEATED)("of 4,000 characters of %s has an answer", (piece) => {
    const line = piece.repeat(4000).slice(0, 4000);
    expect(["query", "invalid"]).toContain(readQuery(line).kind);
  });

  test.each(REPEATED)("is cut in time that is linear in it: %s", { timeout: 5_000 }, (piece) => {
    // Cutting that were quadratic would take far longer.
    const line = piece.repeat(LONG).slice(0, LONG);
    expect(lexQuery(line).tokens.length).toBeLessThanOrEqual(LONG);
  });
});

describe("any query", () => {
  test("is read back from its normalised form, without doubts", () => {
    fc.assert(
      fc.property(aQuery(), (query) => {
        expect(readQuery(writeQuery(query))).toEqual({ kind: "query", query, warnings: [] });
      }),
      { numRuns: runs(1000) },
    );
  });

  test("with words that look like operators, prefixes or marks is read back too", () => {
    const words = [
      "AND",
      "or",
      "ET",
      "NEAR/3",
      "count",
      "title:tram",
      "-quay",
      "a=b",
      "|",
      "(tram)",
      "https://a.org",
    ];
    fc.assert(
      fc.property(aQuery(words.map((word) => `${word} tram`)), (query) => {
        expect(readQuery(writeQuery(query))).toEqual({ kind: "query", query, warnings: [] });
      }),
    );
  });

  test("with quotes inside a phrase is written with spaces there, which separate words as well", () => {
    expect(writeQuery({ kind: "term", text: ' police "d’eau"  douce', exact: true })).toBe(
      '="police d’eau douce"',
    );
  });
});
