import { describe, expect, it } from "vitest";
import { createBreather } from "../../src/reader/breather.ts";

/** Keeps the event loop busy for longer than work may have it to itself. */
function hold(): void {
  const began = performance.now();
  while (performance.now() - began < 11);
}

/** Counts the turns of the event loop until it is stopped. */
function countTurns(): { turns(): number; stop(): void } {
  let turns = 0;
  let handle = setImmediate(function count() {
    turns += 1;
    handle = setImmediate(count);
  });
  return { turns: () => turns, stop: () => clearImmediate(handle) };
}

describe("work that takes a breath between its pieces", () => {
  it("lets the event loop turn between any two of them, however many do such work at once", async () => {
    const breathe = createBreather();
    const loop = countTurns();
    const done: number[] = [];
    await Promise.all(
      Array.from({ length: 5 }, async () => {
        for (let piece = 0; piece < 4; piece += 1) {
          hold();
          await breathe();
          done.push(loop.turns());
        }
      }),
    );
    loop.stop();
    expect(done).toHaveLength(20);
    expect(new Set(done).size).toBe(20);
  });

  it("is ended before other work that waits is begun", async () => {
    const breathe = createBreather();
    const done: string[] = [];
    hold();
    await Promise.all(
      ["first", "second"].map(async (name) => {
        for (let piece = 1; piece <= 3; piece += 1) {
          await breathe();
          hold();
          done.push(`${name} ${piece}`);
        }
      }),
    );
    const [begun] = done;
    const name = begun?.split(" ")[0];
    expect(done.slice(0, 3)).toEqual([`${name} 1`, `${name} 2`, `${name} 3`]);
  });

  it("does not wait while the event loop has just turned", async () => {
    const breathe = createBreather();
    hold();
    await breathe();
    const loop = countTurns();
    for (let piece = 0; piece < 1000; piece += 1) await breathe();
    loop.stop();
    expect(loop.turns()).toBeLessThan(100);
  });
});
