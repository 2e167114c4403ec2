import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runAll } from "../../src/queue/in-process.ts";

const RUNNING = new AbortController().signal;

describe("jobs", () => {
  it("are all done, each once, and never more than so many at a time", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(40), fc.integer({ min: 1, max: 8 }), async (count, concurrency) => {
        const jobs = Array.from({ length: count }, (_, job) => job);
        const done: number[] = [];
        let now = 0;
        let most = 0;
        const work = async (job: number): Promise<void> => {
          now += 1;
          most = Math.max(most, now);
          for (let i = 0; i <= job % 3; i += 1) await Promise.resolve();
          now -= 1;
          done.push(job);
        };
        await runAll(jobs, work, { concurrency, signal: RUNNING });
        expect(done.toSorted((a, b) => a - b)).toEqual(jobs);
        expect(most).toBeLessThanOrEqual(concurrency);
      }),
    );
  });

  it("are begun in the order of the list", async () => {
    const begun: number[] = [];
    await runAll([1, 2, 3, 4, 5], async (job) => void begun.push(job), { concurrency: 2, signal: RUNNING });
    expect(begun).toEqual([1, 2, 3, 4, 5]);
  });

  it("are not begun after the signal; those under way are awaited", async () => {
    const stop = new AbortController();
    const done: number[] = [];
    const work = async (job: number): Promise<void> => {
      if (job === 1) stop.abort();
      await Promise.resolve();
      done.push(job);
    };
    await runAll([0, 1, 2, 3], work, { concurrency: 2, signal: stop.signal });
    expect(done).toEqual([0, 1]);
  });

  it("that throw keep no other from being done, and are told when all have ended", async () => {
    const done: number[] = [];
    const work = async (job: number): Promise<void> => {
      if (job === 1) throw new TypeError("a bug");
      done.push(job);
    };
    const all = runAll([0, 1, 2, 3], work, { concurrency: 2, signal: RUNNING });
    await expect(all).rejects.toMatchObject({ errors: [new TypeError("a bug")] });
    expect(done).toEqual([0, 2, 3]);
  });
});
