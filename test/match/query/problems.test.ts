import { describe, expect, test } from "vitest";
import { readQuery } from "../../../src/match/query/read-query.ts";

type Complaint = readonly [line: string, column: number, message: RegExp];

function complaintsOf(line: string): readonly (readonly [number, string])[] {
  const reading = readQuery(line);
  return reading.kind === "invalid" ? reading.problems.map(({ column, message }) => [column, message]) : [];
}

function expectRefused(line: string, column: number, message: RegExp): void {
  const complaints = complaintsOf(line);
  expect(complaints.map(([at]) => at)).toEqual([column]);
  expect(complaints[0]?.[1]).toMatch(message);
}

const BARE_WHOLES: readonly Complaint[] = [
  ["", 1, /^the query is empty/],
  [" \t\n", 1, /^the query is empty/],
  ["NOT quay", 1, /^"NOT quay" asks for no phrase/],
  ["NOT (NOT quay)", 1, /asks for no phrase/],
  ["lang:fr", 1, /^"lang:fr" asks for no phrase/],
  ["source:example.org NOT quay", 1, /asks for no phrase/],
  ["tram OR NOT quay", 9, /^"NOT quay" asks for no phrase/],
  ["tram OR (quay AND bus) OR lang:fr", 27, /^"lang:fr" asks for no phrase/],
  ["tram OR title:(NOT quay)", 16, /asks for no phrase/],
  ["source:example.org AND (tram OR NOT quay)", 1, /asks for no phrase/],
];

describe("a query that would forward nearly everything is refused", () => {
  test.each(BARE_WHOLES)("%s", expectRefused);

  test("unless each alternative holds a phrase that has to be found", () => {
    const sound = [
      "tram AND (quay OR NOT bus)",
      "tram AND NOT (quay OR lang:fr)",
      "(lang:fr AND tram) OR quay",
    ];
    expect(sound.flatMap(complaintsOf)).toEqual([]);
  });
});

const TERMS: readonly Complaint[] = [
  ["x", 1, /^"x" has a single letter/],
  ["tram AND C++", 10, /^"C\+\+" has a single letter/],
  ['tram AND "É"', 10, /single letter/],
  ["tram OR …", 9, /neither a letter nor a digit/],
  ['""', 1, /neither a letter nor a digit/],
  ["dri*", 4, /needs at least 4 letters/],
  ["tram OR l'or*", 13, /needs at least 4 letters/],
  ["*phobie", 1, /only at the end of the last word/],
  ["surv*lance", 5, /only at the end of the last word/],
  ["driv* tram", 5, /only at the end of the last word/],
  ['tram AND "driv* tram"', 15, /only at the end of the last word/],
  ["tram *", 6, /only at the end of the last word/],
  ["tramw**", 6, /only at the end of the last word/],
  ["=harbo*", 7, /^"=" asks for the word as written/],
  ["tram =Met", 6, /^"=" stands only before the first word/],
  ["title=tram", 6, /^"=" stands only before the first word/],
  ["= Met", 1, /^"=" stands right before/],
  ["=(tram OR quay)", 1, /^"=" stands right before/],
  ["=title:Met", 1, /^"=" stands behind the prefix/],
  ["tram AND https://example.org/?a=b", 10, /is an address: .* source:example\.org/],
];

describe("a term that finds nothing, or everything, is refused where it stands", () => {
  test.each(TERMS)("%s", expectRefused);
});

const SYNTAX: readonly Complaint[] = [
  ['tram AND "quay', 10, /^the quote before "quay" is never closed/],
  ["tram AND = OR «quay", 15, /^the quote before "quay" is never closed/],
  ["tram AND (quay OR bus", 10, /^"\(" is never closed/],
  ["(tram AND (quay)", 1, /^"\(" is never closed/],
  ["tram AND quay) OR bus", 14, /^"\)" closes nothing/],
  [")", 1, /^"\)" closes nothing/],
  ["tram AND ()", 10, /^nothing stands between/],
  ["AND tram", 1, /^nothing stands before "AND"/],
  ["tram AND", 6, /^nothing stands behind "AND"/],
  ["(tram OR) AND quay", 7, /^nothing stands behind "OR"/],
  ["NOT", 1, /^nothing stands behind "NOT"/],
  ["tram AND OR quay", 10, /^"OR" stands right behind "AND"/],
  ["tram NOT NOT quay", 10, /^"NOT" stands right behind "NOT"/],
  ["tram NEAR/3", 6, /^nothing stands behind "NEAR"/],
  ["ONEAR tram", 1, /^nothing stands before "ONEAR"/],
  ['"tram stop" quay', 13, /^an operator is missing between "tram stop" and "quay"/],
  ["(tram) (quay)", 8, /^an operator is missing/],
  ["lang:fr tram", 9, /^an operator is missing/],
  ["tram AND source:Le Monde", 20, /put in quotes: source:"Le Monde"$/],
];

describe("a line that cannot be read is refused where it breaks, once", () => {
  test.each(SYNTAX)("%s", expectRefused);
});

const NEARS: readonly Complaint[] = [
  ["tram NEAR/51 quay", 6, /at most 50 words/],
  ["tram NEAR/x quay", 6, /write NEAR\/5/],
  ["tram NEAR:3 quay", 6, /write NEAR\/5/],
  ["tram ONEAR3 quay", 6, /write ONEAR\/5/],
  ["tram NEAR (quay AND bus)", 17, /^AND cannot stand inside NEAR/],
  ["(tram AND bus) NEAR quay", 7, /^AND cannot stand inside NEAR/],
  ["(tram NOT bus) NEAR quay", 7, /^NOT cannot stand inside NEAR/],
  ["tram NEAR NOT quay", 11, /^NOT cannot stand inside NEAR/],
  ["tram NEAR (NOT quay)", 12, /^NOT cannot stand inside NEAR/],
  ["tram NEAR quay count>=2", 16, /^count cannot stand inside NEAR/],
  ["tram NEAR lang:fr", 11, /^"lang:" cannot stand inside NEAR/],
  ["(tram OR source:example.org) NEAR quay", 10, /^"source:" cannot stand inside NEAR/],
  ["tram NEAR title:quay", 11, /^"title:" cannot stand inside NEAR: .*title:\(tram NEAR\/5 harbour\)$/],
];

describe("NEAR takes only what stands somewhere", () => {
  test.each(NEARS)("%s", expectRefused);
});

const COUNTS: readonly Complaint[] = [
  ["count(tram)", 1, /^count needs ">="/],
  ["count(tram) AND quay", 13, /^count needs ">="/],
  ["count(tram) = 2", 13, /^count needs ">="/],
  ["tram count>= quay", 14, /^count needs ">="/],
  ["tram count>=0", 13, /from 1 to 100, not "0"/],
  ["tram count>=101", 13, /from 1 to 100/],
  ["count>=2", 1, /stands behind one/],
  ["tram >= 2", 6, /^">=" says how often/],
  ["count(tram AND quay) >= 2", 12, /^AND cannot stand inside count/],
  ["count(title:tram) >= 2", 7, /^"title:" cannot stand inside count/],
  ["title:tram count>=2", 1, /^"title:" cannot stand inside count: .*title:\(count\(tram\) >= 2\)$/],
];

describe("count says how often something is found that stands somewhere", () => {
  test.each(COUNTS)("%s", expectRefused);
});

const PREFIXES: readonly Complaint[] = [
  ["tram AND author:tram", 10, /^unknown prefix "author:"; known: title:, summary:, body:, source:, lang:;/],
  ["tilte:tram", 1, /did you mean "title:"\?/],
  ["titre:tram", 1, /did you mean "title:"\?/],
  ['sorce:"Le Monde" AND tram', 1, /did you mean "source:"\?/],
  ["langs:(fr OR en)", 1, /did you mean "lang:"\?/],
  ["title: tram", 1, /^no space around the colon/],
  ["title : tram", 1, /^no space around the colon/],
  ["tram AND title:", 10, /needs a phrase or brackets behind it/],
  ["title:count(tram)>=2", 1, /needs a phrase or brackets behind it/],
  ["title:lang:fr AND tram", 1, /needs a phrase or brackets behind it/],
  ["title:(tram AND body:quay)", 17, /^"body:" stands inside "title:"/],
  ["tram AND source:(example.org)", 10, /takes one name/],
  ['tram AND source:""', 17, /takes one name/],
  ["tram AND source:*.example.org", 17, /is not a name/],
  ["tram AND source:https://example.org/", 17, /is an address/],
  ["tram AND lang:french", 15, /is not the code of a language/],
  ["tram AND lang:(fr OR en)", 10, /takes one code/],
];

describe("a prefix is known, and stands right before what it holds for", () => {
  test.each(PREFIXES)("%s", expectRefused);
});

describe("limits", () => {
  const many = (count: number): string =>
    Array.from({ length: count }, (_, index) => `tram${index}`).join(" OR ");
  const nested = (depth: number): string => `${"(".repeat(depth)}tram${")".repeat(depth)}`;

  test("200 terms are read, and the 201st is where the query is too long", () => {
    expect(complaintsOf(many(200))).toEqual([]);
    expectRefused(many(201), many(200).length + " OR ".length + 1, /^more than 200 terms/);
  });

  test("4,000 characters are read, and no more", () => {
    expect(complaintsOf("tram".padEnd(4000))).toEqual([]);
    expectRefused("tram".padEnd(4001), 4001, /has 4001 characters, and 4000 at most/);
  });

  test("a query that only its normalised form makes too long is refused, so that the form is always read", () => {
    expectRefused(`${"a".repeat(3988)} NEAR quay`, 1, /with all its brackets the query has 4001 characters/);
  });

  test("ten brackets inside each other are read, and the eleventh is where it is too deep", () => {
    expect(complaintsOf(nested(10))).toEqual([]);
    expectRefused(nested(11), 11, /^more than 10 brackets/);
    expectRefused(`tram AND count${nested(11)} >= 2`, 25, /^more than 10 brackets/);
  });

  test("brackets that are not written count as well", () => {
    const chain = (links: number): string => Array.from({ length: links + 1 }, () => "tram").join(" NEAR ");
    expect(complaintsOf(chain(11))).toEqual([]);
    expectRefused(chain(12), chain(11).length + 2, /^more than 10 brackets/);
  });
});

describe("several problems", () => {
  test("come at once, in the order of the line", () => {
    const columns = complaintsOf("lang:french AND x OR sur* NEAR/90 (tram AND quay)").map(
      ([column]) => column,
    );
    expect(columns).toEqual([6, 17, 25, 27, 41]);
  });

  test("stop at the first place where the line breaks", () => {
    expect(complaintsOf("x AND AND ) y (").map(([column]) => column)).toEqual([1, 7]);
  });
});
