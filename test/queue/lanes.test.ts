import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Lanes } from "../../src/queue/lanes.ts";

const HOSTS = ["a", "b", "c", "d"];

const inLane = (name: string) => () => ({ name, width: 1 });

/** Work that is under way until the test ends it. */
function heldWork() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = async (name: string): Promise<void> => {
    begun.push(name);
    await new Promise<void>((resolve) => ends.set(name, resolve));
  };
  const settled = async (): Promise<void> => {
    for (let i = 0; i < 10; i += 1) await Promise.resolve();
  };
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await settled();
  };
  return { begun, work, end, settled };
}

describe("work in lanes", () => {
  it("is all done, each piece once, never more than so much at a time, in all and in each lane", async () => {
    const pieces = fc.array(fc.constantFrom(...HOSTS), { maxLength: 40 });
    const limits = fc.integer({ min: 1, max: 8 });
    await fc.assert(
      fc.asyncProperty(
        pieces,
        limits,
        fc.integer({ min: 1, max: 3 }),
        async (lanesOf, concurrency, width) => {
          const lanes = new Lanes(concurrency);
          const done: number[] = [];
          const now = new Map<string, number>();
          const most = new Map<string, number>();
          const count = (name: string, by: number): void => {
            const after = (now.get(name) ?? 0) + by;
            now.set(name, after);
            most.set(name, Math.max(most.get(name) ?? 0, after));
          };
          const work = async (name: string, piece: number): Promise<void> => {
            for (const one of [name, "all"]) count(one, 1);
            for (let i = 0; i <= piece % 3; i += 1) await Promise.resolve();
            for (const one of [name, "all"]) count(one, -1);
            done.push(piece);
          };
          await lanes.each(
            [...lanesOf.entries()],
            ([, name]) => ({ name, width }),
            async ([piece, name]) => await work(name, piece),
          );
          expect(done.toSorted((a, b) => a - b)).toEqual(lanesOf.map((_, piece) => piece));
          expect(most.get("all") ?? 0).toBeLessThanOrEqual(concurrency);
          for (const name of HOSTS) expect(most.get(name) ?? 0).toBeLessThanOrEqual(width);
        },
      ),
    );
  });

  it("begins in the order in which it came", async () => {
    const lanes = new Lanes(1);
    const begun: number[] = [];
    await lanes.each([1, 2, 3, 4, 5], inLane("a"), async (piece) => void begun.push(piece));
    expect(begun).toEqual([1, 2, 3, 4, 5]);
  });

  it("takes no place of another lane while it waits for its own", async () => {
    const lanes = new Lanes(2);
    const { begun, work, settled } = heldWork();
    void lanes.each(["slow 1", "slow 2", "slow 3"], inLane("slow"), work);
    void lanes.each(["quick 1"], inLane("quick"), work);
    await settled();
    expect(begun).toEqual(["slow 1", "quick 1"]);
  });

  it("goes round between lanes that wait, however much waits in one of them", async () => {
    const lanes = new Lanes(1);
    const { begun, work, end, settled } = heldWork();
    const laneOf = (name: string) => ({ name: name.slice(0, 1), width: 1 });
    void lanes.each(["a1", "a2", "a3", "b1", "b2", "c1"], laneOf, work);
    await settled();
    for (const name of ["a1", "b1", "c1", "a2", "b2"]) await end(name);
    expect(begun).toEqual(["a1", "b1", "c1", "a2", "b2", "a3"]);
  });

  it("that throws keeps no other from being done, and is told of once all have ended", async () => {
    const lanes = new Lanes(1);
    const done: string[] = [];
    const all = lanes.each(["bad", "good"], inLane("a"), async (piece) => {
      if (piece === "bad") throw new TypeError("a bug");
      done.push(piece);
    });
    await expect(all).rejects.toThrow("a bug");
    expect(done).toEqual(["good"]);
  });

  it("is over at once when there is none", async () => {
    await expect(new Lanes(1).each([], inLane("a"), async () => {})).resolves.toBeUndefined();
  });
});

describe("another concurrency", () => {
  it("lets more begin at once when it is higher, and none before as many have ended when it is lower", async () => {
    const { begun, work, end, settled } = heldWork();
    const lanes = new Lanes(1);
    void lanes.each(HOSTS, (name) => ({ name, width: 1 }), work);
    await settled();
    expect(begun).toEqual(["a"]);
    lanes.resize(3);
    await settled();
    expect(begun).toEqual(["a", "b", "c"]);
    lanes.resize(1);
    await end("a");
    await end("b");
    expect(begun).toEqual(["a", "b", "c"]);
    await end("c");
    expect(begun).toEqual(["a", "b", "c", "d"]);
  });
});
