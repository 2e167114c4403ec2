import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HostPoliteness, type OwnPaces, type Timers } from "../../src/fetch/host-politeness.ts";

/** Time that passes when the test says so. */
class ManualTimers implements Timers {
  #now = 0;
  readonly #due = new Map<() => void, number>();

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    this.#due.set(run, this.#now + ms);
    return () => this.#due.delete(run);
  }

  get waiting(): number {
    return this.#due.size;
  }

  async pass(ms: number): Promise<void> {
    await settled();
    const end = this.#now + ms;
    for (;;) {
      const [next] = [...this.#due].filter(([, at]) => at <= end).toSorted(([, a], [, b]) => a - b);
      if (next === undefined) break;
      const [run, at] = next;
      this.#now = Math.max(this.#now, at);
      this.#due.delete(run);
      run();
      await settled();
    }
    this.#now = end;
    await settled();
  }
}

/** Lets every promise that can go on go on. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

interface Visitor {
  startedAt?: number;
  gaveUp?: true;
  readonly leave: () => void;
  readonly giveUp: () => void;
}

function aScene(
  limits: { readonly perHost: number; readonly gapMs: number },
  ownPaces?: OwnPaces,
): {
  readonly timers: ManualTimers;
  readonly politeness: HostPoliteness;
  readonly visit: (host: string) => Visitor;
} {
  const timers = new ManualTimers();
  const politeness = new HostPoliteness(limits, timers, ownPaces);
  return {
    timers,
    politeness,
    visit: (host) => {
      const controller = new AbortController();
      let leave: (() => void) | undefined;
      const visitor: Visitor = { leave: () => leave?.(), giveUp: () => controller.abort() };
      void politeness.turn(host, controller.signal).then((end) => {
        leave = end;
        if (end === undefined) visitor.gaveUp = true;
        else visitor.startedAt = timers.now();
        return undefined;
      });
      return visitor;
    },
  };
}

describe("a host", () => {
  it("is visited by one at a time, and by the next when that one leaves", async () => {
    const { visit } = aScene({ perHost: 1, gapMs: 0 });
    const [first, second] = [visit("a"), visit("a")];
    await settled();
    expect([first.startedAt, second.startedAt]).toEqual([0, undefined]);
    first.leave();
    await settled();
    expect(second.startedAt).toBe(0);
  });

  it("rests between the starts of two visits, however short the first was", async () => {
    const { timers, visit } = aScene({ perHost: 1, gapMs: 2000 });
    const first = visit("a");
    await timers.pass(100);
    first.leave();
    const second = visit("a");
    await timers.pass(1899);
    expect(second.startedAt).toBeUndefined();
    await timers.pass(1);
    expect(second.startedAt).toBe(2000);
  });

  it("need not rest again after a visit longer than the gap", async () => {
    const { timers, visit } = aScene({ perHost: 1, gapMs: 2000 });
    const first = visit("a");
    const second = visit("a");
    await timers.pass(5000);
    expect(second.startedAt).toBeUndefined();
    first.leave();
    await settled();
    expect(second.startedAt).toBe(5000);
  });

  it("does not make another host wait", async () => {
    const { visit } = aScene({ perHost: 1, gapMs: 2000 });
    visit("a");
    const other = visit("b");
    await settled();
    expect(other.startedAt).toBe(0);
  });

  it("with a pace of its own keeps that one, and the others keep theirs", async () => {
    const { visit } = aScene({ perHost: 1, gapMs: 2000 }, new Map([["a", { perHost: 2, gapMs: 0 }]]));
    const visitors = [visit("a"), visit("a"), visit("a"), visit("b"), visit("b")];
    await settled();
    expect(visitors.map(({ startedAt }) => startedAt)).toEqual([0, 0, undefined, 0, undefined]);
  });

  it("serves those who wait in the order in which they came, and forgets who gave up", async () => {
    const { timers, visit } = aScene({ perHost: 1, gapMs: 1000 });
    const [first, second, third, fourth] = [visit("a"), visit("a"), visit("a"), visit("a")];
    await settled();
    first.leave();
    third.giveUp();
    await timers.pass(1000);
    second.leave();
    await timers.pass(1000);
    expect([first.startedAt, second.startedAt, third.startedAt, fourth.startedAt]).toEqual([
      0,
      1000,
      undefined,
      2000,
    ]);
    expect(third.gaveUp).toBe(true);
  });

  it("counts a visit that is left twice as left once", async () => {
    const { visit } = aScene({ perHost: 1, gapMs: 0 });
    const [first, second, third] = [visit("a"), visit("a"), visit("a")];
    await settled();
    first.leave();
    first.leave();
    await settled();
    expect([second.startedAt, third.startedAt]).toEqual([0, undefined]);
  });

  it("is not waited for by somebody who gave up before", async () => {
    const { politeness } = aScene({ perHost: 1, gapMs: 0 });
    await expect(politeness.turn("a", AbortSignal.abort())).resolves.toBeUndefined();
    expect(politeness.size).toBe(0);
  });

  it("is forgotten once nobody visits it and its rest is over", async () => {
    const { timers, politeness, visit } = aScene({ perHost: 1, gapMs: 2000 });
    const visitors = Array.from({ length: 1000 }, (_, number) => visit(`host-${number}`));
    await settled();
    expect(politeness.size).toBe(1000);
    for (const visitor of visitors) visitor.leave();
    await timers.pass(2000);
    visit("another");
    expect(politeness.size).toBe(1);
  });

  it("leaves no timer behind when the last one who waits gives up", async () => {
    const { timers, politeness, visit } = aScene({ perHost: 1, gapMs: 2000 });
    const first = visit("a");
    const second = visit("a");
    await settled();
    first.leave();
    expect(timers.waiting).toBe(1);
    second.giveUp();
    await settled();
    expect(timers.waiting).toBe(0);
    expect(politeness.size).toBe(1);
  });
});

describe("whatever comes and goes", () => {
  it("no host sees too many visits or starts too close together, and everybody who stays gets a turn", async () => {
    const visits = fc.array(
      fc.record({
        host: fc.constantFrom("a", "b"),
        pauseMs: fc.nat({ max: 300 }),
        stayMs: fc.integer({ min: 1, max: 900 }),
        patient: fc.boolean(),
      }),
      { maxLength: 25 },
    );
    const limits = fc.record({ perHost: fc.integer({ min: 1, max: 3 }), gapMs: fc.constantFrom(0, 250) });
    await fc.assert(
      fc.asyncProperty(limits, visits, async ({ perHost, gapMs }, plan) => {
        const timers = new ManualTimers();
        const politeness = new HostPoliteness({ perHost, gapMs }, timers);
        const starts = new Map<string, number[]>([
          ["a", []],
          ["b", []],
        ]);
        const inside = new Map<string, number>([
          ["a", 0],
          ["b", 0],
        ]);
        let [crowd, served] = [0, 0];
        for (const { host, pauseMs, stayMs, patient } of plan) {
          const controller = new AbortController();
          if (!patient) timers.after(150, () => controller.abort());
          void politeness.turn(host, controller.signal).then((leave) => {
            if (leave === undefined) return (served += 1);
            served += 1;
            starts.get(host)?.push(timers.now());
            inside.set(host, (inside.get(host) ?? 0) + 1);
            crowd = Math.max(crowd, inside.get(host) ?? 0);
            return timers.after(stayMs, () => {
              inside.set(host, (inside.get(host) ?? 0) - 1);
              leave();
            });
          });
          await timers.pass(pauseMs);
        }
        await timers.pass(100_000);
        expect(served).toBe(plan.length);
        expect(crowd).toBeLessThanOrEqual(perHost);
        for (const times of starts.values()) {
          for (const [index, at] of times.entries()) {
            if (index > 0) expect(at - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(gapMs);
          }
        }
        expect(timers.waiting).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});
