import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readItemLine } from "../../src/cli/item-line.ts";

describe("an item as a line of JSON", () => {
  it("gives its fields; `text` is its body and `lang` its language", () => {
    const line =
      '{"id":"a","title":"T","summary":"S","text":"B","url":"https://example.org/","lang":"fr","source":"X"}';
    expect(readItemLine(line)).toEqual({
      id: "a",
      title: "T",
      summary: "S",
      body: "B",
      link: "https://example.org/",
      source: "X",
      language: "fr",
    });
  });

  it("may number its items, or leave the id out", () => {
    expect(readItemLine('{"id":7,"title":"T"}')).toEqual({ id: "7", title: "T" });
    expect(readItemLine('{"title":"T"}')).toEqual({ id: "", title: "T" });
  });

  it("takes a field of another type for an absent one", () => {
    expect(readItemLine('{"id":{},"title":"T","summary":3,"text":null,"lang":["fr"]}')).toEqual({
      id: "",
      title: "T",
    });
  });

  it.each(["", "hello", "[]", "null", "7", '"text"', "{", '{"id":"a"}', '{"title":""}', '{"title":3}'])(
    "is none when there is nothing to match: %s",
    (line) => {
      expect(readItemLine(line)).toBeUndefined();
    },
  );

  it("never throws, whatever the line", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (line) => {
        const item = readItemLine(line);
        expect(item === undefined || typeof item.title === "string").toBe(true);
      }),
    );
  });
});
