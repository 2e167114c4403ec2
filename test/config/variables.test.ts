import { describe, expect, it } from "vitest";
import { isUnset, resolveVariables } from "../../src/config/files/variables.ts";

const variable = (name: string): string | undefined =>
  new Map([
    ["HOST", "mail.example.org"],
    ["EMPTY", ""],
    ["PADDED", " value\n"],
    ["NESTED", "${HOST}"],
  ]).get(name);

describe("references to variables", () => {
  it("are replaced anywhere in a text, and leave everything else alone", () => {
    const { tree, unset } = resolveVariables({ a: ["smtp://${HOST}:25", "$HOST", 5, true, null] }, variable);
    expect(tree).toEqual({ a: ["smtp://mail.example.org:25", "$HOST", 5, true, null] });
    expect(unset).toEqual([]);
  });

  it("take their default when the variable is not set or empty", () => {
    const { tree } = resolveVariables(["${NO:-one}", "${EMPTY:-two}", "${HOST:-three}", "${NO:-}"], variable);
    expect(tree).toEqual(["one", "two", "mail.example.org", ""]);
  });

  it("are told with their place and where their values begin, unless a default stood in", () => {
    const { tree, filled } = resolveVariables(["a${HOST}/${NO:-x}/${PADDED}"], variable);
    expect(tree).toEqual(["amail.example.org/x/value"]);
    expect(filled).toEqual([
      { path: [0], name: "HOST", value: "mail.example.org", start: 1 },
      { path: [0], name: "PADDED", value: "value", start: 20 },
    ]);
  });

  it("are reported with their place when nothing is set", () => {
    const { tree, unset } = resolveVariables({ a: { b: ["x ${NO} y ${EMPTY}"] } }, variable);
    expect(unset).toEqual([
      { path: ["a", "b", 0], name: "NO" },
      { path: ["a", "b", 0], name: "EMPTY" },
    ]);
    expect(tree).toEqual({ a: { b: [expect.toSatisfy(isUnset)] } });
  });

  it("lose the white space around a pasted value", () => {
    expect(resolveVariables("${PADDED}", variable).tree).toBe("value");
  });

  it("are not looked for in the values of variables", () => {
    expect(resolveVariables("${NESTED}", variable).tree).toBe("${HOST}");
  });

  it("are reported as malformed when they name nothing", () => {
    expect(resolveVariables(["${}", "${lower-case}", "${HOST"], variable).malformed).toEqual([[0], [1], [2]]);
  });

  it("do not touch the prototype of what they are in", () => {
    const tree: unknown = JSON.parse('{"__proto__": {"polluted": "${HOST}"}}');
    const resolved = resolveVariables(tree, variable).tree;
    expect(Object.getPrototypeOf(resolved)).toBe(Object.prototype);
    expect("polluted" in {}).toBe(false);
  });
});
