import { describe, expect, it } from "vitest";
import type { Entry } from "../../src/model/feed.ts";
import { keyOf } from "../../src/parse/identity-keys.ts";
import { aMemoryOfKeys } from "../support/a-memory-of-keys.ts";
import { anEntry } from "../support/an-entry.ts";

const WINDOW = [1, 2, 3, 4, 5].map((number) => anEntry(number));
const known = (count: number): readonly string[] => Array.from({ length: count }, () => "known");

describe("an edit", () => {
  it("is another title under known keys, once", () => {
    const memory = aMemoryOfKeys();
    memory.poll(WINDOW);
    const edited = WINDOW.map((entry, index) =>
      index === 0 ? { ...entry, title: "Tout autre chose" } : entry,
    );
    expect(memory.kinds(edited)).toEqual(["edited", ...known(4)]);
    expect(memory.kinds(edited)).toEqual(known(5));
    expect(memory.kinds(WINDOW)).toEqual(known(5));
  });

  it("is none where only the guids change, at every poll", () => {
    const memory = aMemoryOfKeys();
    const drawn = (draw: number): readonly Entry[] =>
      WINDOW.map((entry, index) => ({ ...entry, guid: `urn:draw:${draw}:${index}` }));
    memory.poll(drawn(1));
    for (const draw of [2, 3, 4]) expect(memory.kinds(drawn(draw))).toEqual(known(5));
  });

  it("is none after an upgrade from a version that named editions by the first key", () => {
    const memory = aMemoryOfKeys({
      kept: ({ keys, words }) => [...keys, keyOf("edition", keys[0], words)],
    });
    memory.poll(WINDOW);
    memory.upgrade();
    for (let poll = 0; poll < 2; poll += 1) expect(memory.kinds(WINDOW)).toEqual(known(5));
  });
});
