import { describe, expect, it } from "vitest";
import { formatProblem } from "../../src/config/problems.ts";
import { readYaml } from "../../src/config/yaml/read-yaml.ts";

function problems(text: string): string[] {
  return readYaml("f.yaml", text).problems.map(formatProblem);
}

function tree(text: string): unknown {
  const read = readYaml("f.yaml", text);
  return read.kind === "read" ? read.source.tree : "unreadable";
}

describe("a file that is no YAML", () => {
  it.each([
    ["a:\n\tb: 1\n", "2:1 a tab cannot indent: use spaces"],
    ["a: @x\n", "1:4 this character cannot begin a plain text: put the text in quotes"],
    ["a: b: c\n", '1:4 a second ": " on this line: put text that contains it in quotes'],
    ['a: "x\n', "2:1 a closing quote, bracket or comma is missing before this place"],
    ["a: [1\nb: 2\n", "2:1 the indentation does not fit the lines before, or a bracket above is not closed"],
    [
      "a:\n  b: 1\n c: 2\n",
      "3:1 the indentation does not fit the lines before, or a bracket above is not closed",
    ],
    ["a: 1\n---\nb: 1\n", "2:1 a second document begins here (---): a file holds one"],
    [
      'a: "\\q"\n',
      '1:5 a backslash in "double quotes" begins an escape that does not exist: write \\\\ or use single quotes',
    ],
  ])("is refused at the place of the fault (%j)", (text, problem) => {
    expect(problems(text)).toEqual([`f.yaml:${problem}`]);
  });

  it("is told once per line, however many faults follow from one slip", () => {
    expect(problems("a: {x: ${X}}\n")).toHaveLength(1);
  });

  it("never shows what it holds", () => {
    expect(problems('a: "open\nb: s3cret s3cret: - s3cret\n- {s3cret').join("\n")).not.toContain("s3cret");
  });
});

describe("what looks like one thing and is another", () => {
  it.each([
    ["a: 1\nb: 2\na: 3\n", "3:1 a: this key is already on line 1"],
    ["x: { a: 1, a: 2 }\n", "1:12 x.a: this key is already on line 1"],
    ["a: !cam x\n", "1:9 a: a tag (!) is not read: put text that begins with ! in quotes"],
    ["a: !!str 2\n", "1:10 a: a tag (!) is not read: put text that begins with ! in quotes"],
    ["a:\n  - &cam x\n", "2:10 a[0]: an anchor (&) is not read: put text that begins with & in quotes"],
    ["a:\n  - b: [*cam]\n", "2:9 a[0].b[0]: an alias (*) is not read: put text that begins with * in quotes"],
    ['a: "x\\0y"\n', "1:4 a: holds a control character"],
    [
      "a:\n  - Model #1\n  - b # 2 things\n",
      "2:5 a[0]: ends before the #: put the text in quotes if the number belongs to it, or a space after the #",
    ],
    [
      "a:\n  - tram\n    metro\n  - bus\n",
      "2:5 a[0]: goes on over the next line and is one text: put it in quotes if it is, else a dash is missing",
    ],
    [
      "a: [tram, bus\n  metro]\n",
      "1:11 a[1]: goes on over the next line and is one text: put it in quotes if it is, else a comma is missing",
    ],
    [
      "a:\n  - march #JO2024\n  - b # a comment\n  - c\n  #another\n",
      "2:5 a[0]: ends before the #: put it in quotes if the word behind belongs to it, else a space after the #",
    ],
    ["__proto__: { a: 1 }\n", "1:1 __proto__: this word cannot be a key"],
    ["? [a]\n: b\n", "1:3 a key must be a word"],
  ])("is reported (%j)", (text, problem) => {
    expect(problems(text)).toEqual([`f.yaml:${problem}`]);
  });

  it("is a doubt, and no fault, where it may be meant so", () => {
    const texts = ["a:\n  - tram\n    metro\n", "a:\n  - march #JO2024\n"];
    const found = texts.flatMap((text) => readYaml("f.yaml", text).problems);
    expect(found.map(({ severity }) => severity)).toEqual(["warning", "warning"]);
    expect(problems('a:\n  - "tram\n    metro"\n  - >\n    a long\n    text\nb: one\n  two\n')).toEqual([]);
  });

  it("is text where YAML 1.2 says so", () => {
    expect(tree("[NO, on, 08:00, 1.2.3, =ICE, ~cnil]")).toEqual([
      "NO",
      "on",
      "08:00",
      "1.2.3",
      "=ICE",
      "~cnil",
    ]);
  });
});

describe("a hostile file", () => {
  const bomb = ["a0: &a0 [x,x,x,x,x,x,x,x,x]"];
  for (let level = 1; level < 9; level += 1) {
    bomb.push(`a${level}: &a${level} [${Array.from({ length: 9 }, () => `*a${level - 1}`).join(", ")}]`);
  }

  it.each([
    ["aliases that multiply", bomb.join("\n")],
    ["an alias inside itself", "a: &a [*a]\n"],
    ["100,000 open brackets", "[".repeat(100_000)],
    ["100,000 nested maps", "{a: ".repeat(100_000)],
    ["100,000 nested lists on a line", "- ".repeat(100_000)],
    ["1 MiB of one word", "x".repeat(1024 ** 2 - 2)],
    ["a very long key", `${"x".repeat(5000)}: 1`],
  ])("of %s is read or refused, and ends nothing", (_, text) => {
    const started = performance.now();
    const read = readYaml("f.yaml", text);
    expect(["read", "unreadable"]).toContain(read.kind);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it("is refused at the level that is too deep", () => {
    expect(problems("[".repeat(60))).toEqual(["f.yaml:1:51 nested deeper than 50 levels"]);
  });
});

describe("places", () => {
  const text = "\uFEFFa:\r\n  - b: 1\r\n    c:\r\n  - d: [x, { e: é, f: 2 }]\r\n";
  const read = readYaml("f.yaml", text);
  const placeOf = (path: (string | number)[], at?: "key"): string => {
    if (read.kind !== "read") throw new Error("unreadable");
    return formatProblem(read.source.problem({ path, message: "m", ...(at === undefined ? {} : { at }) }));
  };

  it("are those of the value, of the key where there is no value, of the parent where there is no key", () => {
    expect(placeOf(["a", 0, "b"])).toBe("f.yaml:2:8 a[0].b: m");
    expect(placeOf(["a", 0, "b"], "key")).toBe("f.yaml:2:5 a[0].b: m");
    expect(placeOf(["a", 0, "c"])).toBe("f.yaml:3:5 a[0].c: m");
    expect(placeOf(["a", 1, "d", 1, "f"])).toBe("f.yaml:4:23 a[1].d[1].f: m");
    expect(placeOf(["a", 1, "d", 1, "g"])).toBe("f.yaml:4:12 a[1].d[1].g: m");
    expect(placeOf(["a", 7])).toBe("f.yaml:1:1 a[7]: m");
    expect(placeOf(["z"])).toBe("f.yaml:1:1 z: m");
    expect(placeOf([])).toBe("f.yaml:1:1 m");
  });
});
