import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Room, WordArena } from "../../../src/store/packed/word-arena.ts";

const BLOCK = 1 << 16;

/** Fills a room with a number of its own. */
function marked(room: Room, mark: number): Room {
  return (room.words.fill(mark, room.start, room.start + room.length), room);
}

function wordsOf({ words, start, length }: Room): ReadonlySet<number> {
  return new Set(words.subarray(start, start + length));
}

describe("the rooms of an arena", () => {
  it("begin as zeros and keep their words, whichever others are taken and released", () => {
    const step = fc.record({ length: fc.integer({ min: 1, max: 12_000 }), released: fc.option(fc.nat()) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const arena = new WordArena();
        const rooms = new Map<number, Room>();
        for (const [n, { length, released }] of steps.entries()) {
          const room = arena.take(length);
          expect(wordsOf(room)).toEqual(new Set([0]));
          rooms.set(n, marked(room, n + 1));
          const gone = released === null ? undefined : [...rooms.keys()][released % rooms.size];
          if (gone === undefined) continue;
          arena.release(rooms.get(gone) ?? room);
          rooms.delete(gone);
        }
        for (const [n, room] of rooms) expect(wordsOf(room)).toEqual(new Set([n + 1]));
      }),
      { numRuns: 40 },
    );
  });

  it("take an eighth more memory than they have words, and a block or two, when all of them grow again and again", () => {
    const arena = new WordArena();
    let rooms = Array.from({ length: 2000 }, () => arena.take(50));
    for (let length = 60; length < 300; length += 10) {
      rooms = rooms.map((room) => {
        const grown = arena.take(length);
        arena.release(room);
        return grown;
      });
    }
    const used = rooms.reduce((sum, { length }) => sum + length, 0);
    const taken = [...new Set(rooms.map(({ words }) => words))].reduce((sum, { length }) => sum + length, 0);
    expect(taken).toBeLessThan((used * 8) / 7 + 2 * BLOCK);
  });
});
