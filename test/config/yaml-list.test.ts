import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atOnce } from "../../src/config/in-turns.ts";
import { formatProblem, type Path } from "../../src/config/problems.ts";
import { readPlainEntry } from "../../src/config/yaml/plain-entry.ts";
import { readYaml } from "../../src/config/yaml/read-yaml.ts";
import { readDocument } from "../../src/config/yaml/yaml-document.ts";
import { readList } from "../../src/config/yaml/yaml-list.ts";
import type { YamlRead } from "../../src/config/yaml/yaml-source.ts";
import { listsInYaml, valuesInYaml } from "../support/a-list-in-yaml.ts";

/** All that a reading says, in its order. */
function said(read: YamlRead): string {
  if (read.kind === "unreadable") return JSON.stringify(read);
  const { source } = read;
  const places = pathsIn(source.tree).map((path) => [
    path,
    source.found(path),
    source.written(path),
    source.line(path),
    source.problem({ path, message: "m", offset: 1 }),
    source.problem({ path, message: "m", at: "key", severity: "warning", code: "c" }),
  ]);
  return JSON.stringify({ tree: source.tree, problems: read.problems, places }, undefined, 1);
}

/** Of every value, and behind the last entry and the last key of each. */
function pathsIn(value: unknown): Path[] {
  if (typeof value !== "object" || value === null) return [[]];
  const steps = Array.isArray(value) ? [...value.keys(), value.length] : [...Object.keys(value), "absent"];
  return [
    [],
    ...steps.flatMap((step) => pathsIn(Reflect.get(value, step)).map((path) => path.toSpliced(0, 0, step))),
  ];
}

function problems(text: string): string[] {
  return readYaml("f.yaml", text).problems.map(formatProblem);
}

describe("a list read entry by entry", () => {
  it("says what it says as a document: values, places and problems", () => {
    fc.assert(
      fc.property(listsInYaml, (text) => {
        const list = atOnce(readList("f.yaml", text));
        if (list.kind === "read") expect(said(list)).toBe(said(readDocument("f.yaml", text)));
      }),
      { numRuns: 70 },
    );
  });

  it("needs no library for a value that is a text for certain", () => {
    fc.assert(
      fc.property(valuesInYaml, (value) => {
        const lines = `  - a: ${value}\n`;
        const entry = readPlainEntry(lines);
        const read = readDocument("f.yaml", `feeds:\n${lines}`);
        if (entry === undefined) return;
        expect(read).toMatchObject({ kind: "read", problems: [], source: { tree: { feeds: [entry] } } });
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ["url: https://example.org/feed?a=b#c", { url: "https://example.org/feed?a=b#c" }],
    ["name: L’Œil – de près", { name: "L’Œil – de près" }],
    ['name: "Le \\"Fil\\""', { name: 'Le "Fil"' }],
    ["every: 15m\n    tags: [press, 20 minutes]", { every: "15m", tags: ["press", "20 minutes"] }],
    ["name: a\n\n    # note\n    tags: []\n", { name: "a", tags: [] }],
  ])("and needs none for what lists of feeds are full of (%j)", (lines, entry) => {
    expect(readPlainEntry(`  - ${lines}`)).toEqual(entry);
  });
});

describe("a text of more than 1 MiB", () => {
  const long = "  - url: https://example.org/feed\n".repeat(32_000);

  it("is read when it is one list", () => {
    expect(problems(`# feeds\nfeeds:\n${long}\n  # more\n${long}`)).toEqual([]);
  });

  it("is refused at the first line that does not fit a list", () => {
    const message =
      "above 1 MiB a file is read as one list, which this line does not fit: a key, then entries at one indent behind dashes, all else deeper";
    expect(problems(`feeds:\n${long}more: a\n`)).toEqual([`f.yaml:32002:1 ${message}`]);
    expect(problems(`feeds: [\n${"{ url: a },\n".repeat(100_000)}]\n`)).toEqual([`f.yaml:1:1 ${message}`]);
    expect(problems(`feeds:\n${long}  -\n`)).toEqual(["f.yaml:32002:1 an entry without a value"]);
  });

  it("has every fault of syntax told at its own entry", () => {
    const text = `feeds:\n${long}  - url: "a\n${long}  - url: [a\n    name: b\n  - url: a\n    name: b: c\n`;
    expect(problems(text)).toEqual([
      "f.yaml:32003:1 a closing quote, bracket or comma is missing before this place",
      "f.yaml:64004:5 the indentation does not fit the lines before, or a bracket above is not closed",
      'f.yaml:64006:11 a second ": " on this line: put text that contains it in quotes',
    ]);
  });
});
