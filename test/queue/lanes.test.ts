import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Lanes } from "../../src/queue/lanes.ts";

const RUNNING = new AbortController().signal;
const HOSTS = ["a", "b", "c", "d"];

/** Work that is under way until the test ends it. */
function heldWork() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => async (): Promise<string> => {
    begun.push(name);
    await new Promise<void>((resolve) => ends.set(name, resolve));
    return name;
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
          await Promise.all(
            lanesOf.map((name, piece) =>
              lanes.run({ name, width }, async () => await work(name, piece), RUNNING),
            ),
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
    const one = (piece: number) =>
      lanes.run({ name: "a", width: 1 }, async () => void begun.push(piece), RUNNING);
    await Promise.all([1, 2, 3, 4, 5].map(one));
    expect(begun).toEqual([1, 2, 3, 4, 5]);
  });

  it("takes no place of another lane while it waits for its own", async () => {
    const lanes = new Lanes(2);
    const { begun, work, settled } = heldWork();
    for (const name of ["slow 1", "slow 2", "slow 3"])
      void lanes.run({ name: "slow", width: 1 }, work(name), RUNNING);
    void lanes.run({ name: "quick", width: 1 }, work("quick 1"), RUNNING);
    await settled();
    expect(begun).toEqual(["slow 1", "quick 1"]);
  });

  it("goes round between lanes that wait, however much waits in one of them", async () => {
    const lanes = new Lanes(1);
    const { begun, work, end, settled } = heldWork();
    for (const name of ["a1", "a2", "a3", "b1", "b2", "c1"])
      void lanes.run({ name: name.slice(0, 1), width: 1 }, work(name), RUNNING);
    await settled();
    for (const name of ["a1", "b1", "c1", "a2", "b2"]) await end(name);
    expect(begun).toEqual(["a1", "b1", "c1", "a2", "b2", "a3"]);
  });

  it("does not begin after the signal; what is under way ends by itself", async () => {
    const lanes = new Lanes(2);
    const stop = new AbortController();
    const done: number[] = [];
    const work = (piece: number) => async (): Promise<string> => {
      if (piece === 1) stop.abort();
      await Promise.resolve();
      done.push(piece);
      return "done";
    };
    const endings = await Promise.all(
      [0, 1, 2, 3].map((piece) => lanes.run({ name: "a", width: 2 }, work(piece), stop.signal)),
    );
    expect(endings).toEqual(["done", "done", undefined, undefined]);
    expect(done).toEqual([0, 1]);
  });

  it("that throws keeps no other from being done", async () => {
    const lanes = new Lanes(1);
    const run = (work: () => Promise<string>) => lanes.run({ name: "a", width: 1 }, work, RUNNING);
    const endings = await Promise.allSettled([
      run(async () => {
        throw new TypeError("a bug");
      }),
      run(async () => "done"),
    ]);
    expect(endings).toEqual([
      { status: "rejected", reason: new TypeError("a bug") },
      { status: "fulfilled", value: "done" },
    ]);
  });
});

describe("another concurrency", () => {
  const lane = (name: string) => ({ name, width: 1 });

  it("lets more begin at once when it is higher, and none before as many have ended when it is lower", async () => {
    const { begun, work, end, settled } = heldWork();
    const lanes = new Lanes(1);
    for (const name of HOSTS) void lanes.run(lane(name), work(name), RUNNING);
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
