import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEnvFile } from "../../src/config/files/env-file.ts";

describe("a .env file", () => {
  it("gives the values of its NAME=value lines", () => {
    const { values, unreadableLines } = parseEnvFile(
      [
        "# a comment",
        "",
        "PLAIN=value",
        "  SPACED  =  value with spaces  ",
        'QUOTED="a # is no comment here"',
        "SINGLE='it says \"yes\"' # a comment",
        "COMMENTED=value # a comment",
        "HASH=a#b",
        "EMPTY=",
        "EMPTY_TOO= # nothing",
        "EQUALS=smtp://u:p=@host",
        "PLAIN=the last one wins",
      ].join("\n"),
    );
    expect(Object.fromEntries(values)).toEqual({
      PLAIN: "the last one wins",
      SPACED: "value with spaces",
      QUOTED: "a # is no comment here",
      SINGLE: 'it says "yes"',
      COMMENTED: "value",
      HASH: "a#b",
      EMPTY: "",
      EMPTY_TOO: "",
      EQUALS: "smtp://u:p=@host",
    });
    expect(unreadableLines).toEqual([]);
  });

  it("expands nothing", () => {
    expect(parseEnvFile("A=$B ${C} \\n").values.get("A")).toBe("$B ${C} \\n");
  });

  it("reads Windows line ends and a byte order mark", () => {
    expect([...parseEnvFile("\uFEFFA=1\r\nB=2\r\n").values]).toEqual([
      ["A", "1"],
      ["B", "2"],
    ]);
  });

  it("tells which lines it could not read", () => {
    const text = ["A=1", "no equals sign", "export B=2", 'C="open', "D='x' y", "1E=1", "=x", "F=a\0b"].join(
      "\n",
    );
    const { values, unreadableLines } = parseEnvFile(text);
    expect([...values.keys()]).toEqual(["A"]);
    expect(unreadableLines).toEqual([2, 3, 4, 5, 6, 7, 8]);
  });

  it("is read or reported line by line, whatever it holds", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (lines) => {
        const text = lines.join("\n");
        const { values, unreadableLines } = parseEnvFile(text);
        return values.size + unreadableLines.length <= text.split(/\r?\n/u).length;
      }),
    );
  });
});
