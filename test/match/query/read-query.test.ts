import { describe, expect, test } from "vitest";
import type { Query } from "../../../src/match/query/query.ts";
import { readQuery } from "../../../src/match/query/read-query.ts";
import { writeQuery } from "../../../src/match/query/write-query.ts";

/** The query as vigie understood it, or its first complaint. */
function understood(line: string): string {
  const reading = readQuery(line);
  if (reading.kind === "query") return writeQuery(reading.query);
  return reading.problems.map(({ column, message }) => `${column}: ${message}`).join("; ");
}

function queryOf(line: string): Query | undefined {
  const reading = readQuery(line);
  return reading.kind === "query" ? reading.query : undefined;
}

/** Each remark as «column: message». */
function warningsOf(line: string): readonly string[] {
  const reading = readQuery(line);
  return reading.kind === "query"
    ? reading.warnings.map(({ column, message }) => `${column}: ${message}`)
    : ["invalid"];
}

const term = (text: string, exact = false): Query => ({ kind: "term", text, exact });

describe("words and phrases", () => {
  test.each([
    ["bare words next to each other are one phrase", "gare du nord AND tram", `"gare du nord" AND tram`],
    [
      "spaces of all kinds and lengths count as one",
      ' tram\u00a0 stop\tAND\n"  tram   line " ',
      `"tram stop" AND "tram line"`,
    ],
    [
      "curly and French quotes are quotes",
      "“tram stop” AND « gare du nord »",
      `"tram stop" AND "gare du nord"`,
    ],
    [
      "a telephone's mixed quotes are quotes",
      `"tram stop” AND „gare du nord“`,
      `"tram stop" AND "gare du nord"`,
    ],
    ["an apostrophe is part of its word", "l’écluse AND port d'Anvers", `l’écluse AND "port d'Anvers"`],
    ["= makes a whole bare phrase exact", "=Met Police", `="Met Police"`],
    ["= makes a quoted phrase exact", `="Met Police"`, `="Met Police"`],
    ["a star ends the last word of a phrase", "tram driv*", `"tram driv*"`],
    ["a star may stand inside the quotes", `"tram driv*" AND harbo*`, `"tram driv*" AND harbo*`],
    ["operators inside quotes are words", `"tram AND quay"`, `"tram AND quay"`],
    ["operators are capitals only", "or AND mine", `"or" AND mine`],
    ["a time of day keeps its colon", "tram 14:30", `"tram 14:30"`],
    ["a colon before a space is punctuation", "Paris: tram", `"Paris: tram"`],
    ["a colon between spaces is punctuation", "Paris : tram", `"Paris : tram"`],
    ["punctuation alone is passed over beside words", "Marks & Spencer", `"Marks & Spencer"`],
    ["signs in a word stay", "AT&T", `"AT&T"`],
    ["a phrase may have one-letter words", "G 7", `"G 7"`],
  ])("%s", (_rule, line, expected) => {
    expect(understood(line)).toBe(expected);
    expect(warningsOf(line)).toEqual([]);
  });

  test("a term keeps its spelling and says whether it is exact", () => {
    expect(queryOf("Gare  du Nord")).toEqual(term("Gare du Nord"));
    expect(queryOf(`="Met Police"`)).toEqual(term("Met Police", true));
    expect(queryOf("harbo*")).toEqual(term("harbo*"));
  });

  test("an operator with an invisible character inside is still an operator", () => {
    expect(understood("tram A\u200bND quay")).toBe("tram AND quay");
  });
});

describe("operators", () => {
  test.each([
    ["AND binds before OR", "(tram AND quay) OR ferry", "(tram AND quay) OR ferry"],
    ["NOT behind a phrase is AND NOT", "tram NOT quay", "tram AND NOT quay"],
    ["NOT may come first", "NOT quay AND tram", "NOT quay AND tram"],
    ["NOT takes the whole NEAR behind it", "tram NOT quay NEAR/2 ferry", "tram AND NOT (quay NEAR/2 ferry)"],
    ["NEAR binds before AND", "tram AND quay NEAR/2 ferry", "tram AND (quay NEAR/2 ferry)"],
    ["NEAR alone is ten words", "tram NEAR quay", "tram NEAR/10 quay"],
    [
      "NEAR takes 0 to 50 words",
      "tram NEAR/0 quay OR tram NEAR/50 ferry",
      "(tram NEAR/0 quay) OR (tram NEAR/50 ferry)",
    ],
    ["NEAR chains from left to right", "tram NEAR/3 quay ONEAR ferry", "(tram NEAR/3 quay) ONEAR/10 ferry"],
    [
      "NEAR takes OR groups, prefixes and NEAR",
      "(tram OR bus) NEAR/3 (harbo* NEAR/1 quay)",
      "(tram OR bus) NEAR/3 (harbo* NEAR/1 quay)",
    ],
    ["needless brackets go", "((tram)) AND (quay)", "tram AND quay"],
    ["count takes a group", "count(tram OR bus)>=2", "count(tram OR bus) >= 2"],
    ["count may follow one atom", "tram stop count >= 3", `count("tram stop") >= 3`],
    ["count may follow a group", "(tram OR bus) count>=3", "count(tram OR bus) >= 3"],
    ["≥ is read as >=", "tram count≥2", "count(tram) >= 2"],
    ["count takes 1 to 100", "tram count>=1 OR bus count>=100", "count(tram) >= 1 OR count(bus) >= 100"],
    [
      "count with nothing of it behind is a word",
      "head count AND count tram",
      `"head count" AND "count tram"`,
    ],
    ["a field holds for one phrase", "title:tram stop AND body:quay", `title:"tram stop" AND body:quay`],
    ["a field holds for a group", "summary:(tram NEAR/3 quay)", "summary:(tram NEAR/3 quay)"],
    [
      "a field takes quotes and =",
      `title:="Met Police" AND title:=Met`,
      `title:="Met Police" AND title:=Met`,
    ],
    ["a field may stand in capitals", "TITLE:tram", "title:tram"],
    [
      "source takes a name or a domain",
      `tram AND source:"Le Monde" AND source:example.org`,
      `tram AND source:"Le Monde" AND source:example.org`,
    ],
    ["lang takes a code in any case", "tram AND (lang:FR OR lang:oci)", "tram AND (lang:fr OR lang:oci)"],
  ])("%s", (_rule, line, expected) => {
    expect(understood(line)).toBe(expected);
    expect(warningsOf(line)).toEqual([]);
  });

  test("neighbours of one operator are one list in the order written, and repeated parts stay", () => {
    expect(queryOf("tram AND quay NOT bus AND tram")).toEqual({
      kind: "all",
      of: [term("tram"), term("quay"), { kind: "not", of: term("bus") }, term("tram")],
    });
    expect(queryOf("tram OR quay OR tram")).toEqual({
      kind: "any",
      of: [term("tram"), term("quay"), term("tram")],
    });
  });

  test("brackets that a user writes stay a group of their own", () => {
    expect(queryOf("tram OR (quay OR bus)")).toEqual({
      kind: "any",
      of: [term("tram"), { kind: "any", of: [term("quay"), term("bus")] }],
    });
  });

  test("a chain of NEAR nests to the left", () => {
    expect(queryOf("tram NEAR/1 quay ONEAR/2 bus")).toEqual({
      kind: "near",
      words: 2,
      ordered: true,
      left: { kind: "near", words: 1, ordered: false, left: term("tram"), right: term("quay") },
      right: term("bus"),
    });
  });
});

describe("doubts", () => {
  test.each([
    ["tram or quay", 6, "OR"],
    ["tram and quay", 6, "AND"],
    ["tram et quai", 6, "AND"],
    ["tram ou quai", 6, "OR"],
    ["tram not quay", 6, "NOT"],
    ["tram sauf quai", 6, "NOT"],
    ["tram ET quai", 6, "AND"],
    ["tram OU quai", 6, "OR"],
    ["tram SAUF quai", 6, "NOT"],
    ["bus AND tram | quay", 14, "OR"],
    ["tram && quay", 6, "AND"],
    ["tram near/3 quay", 6, "NEAR/3"],
    ["bus AND not quay", 9, "NOT"],
    ["tram -quay", 6, "NOT quay"],
    ["tram AND !quay", 10, "NOT quay"],
  ])("in %s an operator may be meant, at column %i", (line, column, operator) => {
    const warnings = warningsOf(line);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(
      new RegExp(`^${column}: is an operator meant by .* Then write ${operator}\\. `),
    );
  });

  test.each(['"tram or quay"', "or AND mine", "title:or", "tram AND 5 -3", "tram – quay", "tram near quay"])(
    "%s is plain enough",
    (line) => {
      expect(warningsOf(line)).toEqual([]);
    },
  );

  test.each([
    ["tram AND quay OR bus", 15, "(tram AND quay) OR bus"],
    ["tram OR quay AND bus", 14, "tram OR (quay AND bus)"],
    ["tram NOT quay OR bus", 15, "(tram AND NOT quay) OR bus"],
    ["tram AND (quay OR bus AND rail)", 23, "tram AND (quay OR (bus AND rail))"],
  ])("AND beside OR in %s is shown with its brackets", (line, column, written) => {
    expect(warningsOf(line)).toEqual([
      `${column}: AND binds before OR; this is read as ${written}. Put the brackets that you mean`,
    ]);
  });
});
