import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Effects } from "../src/effects.ts";
import type { Config } from "../src/model/config.ts";
import { HOUR, type Instant, MINUTE, SECOND } from "../src/model/time.ts";
import type { Order, OrderEnding } from "../src/model/order.ts";
import type { Channel } from "../src/ports/channel.ts";
import type { Orders } from "../src/ports/orders.ts";
import { aFillingStore } from "./support/a-filling-store.ts";
import { aFeed } from "./support/a-feed.ts";
import { aLog } from "./support/a-log.ts";
import { alertOf, anEntry, aPoll } from "./support/a-poll.ts";
import { aBody, aConfig, anApp, aWebhook, rssOf } from "./support/an-app.ts";
import { anOrder } from "./support/an-order.ts";

const NOON = Date.UTC(2026, 2, 2, 12, 0, 30);
const ALERTING = aFeed({ firstPoll: { kind: "alert" } });

/** Hangs until its signal aborts, as a server does that never answers. */
async function hang(signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}

function aWorker(config: Config = aConfig(), overrides: Partial<Effects> = {}) {
  const log = aLog();
  const vigie = anApp(config, { log, clock: { now: () => Date.now() }, ...overrides });
  const stop = new AbortController();
  const told = (event: string): number => log.events.filter((each) => each.event === event).length;
  return { ...vigie, log, told, stop: () => stop.abort(), start: () => vigie.app.work(stop.signal) };
}

/** Resolves to how many milliseconds of the test's clock pass until the work ends. */
async function timeToEnd(work: Promise<void>): Promise<number> {
  const began = Date.now();
  const endings: number[] = [];
  void work.then(() => endings.push(Date.now()));
  for (let i = 0; i < 600 && endings.length === 0; i += 1) await vi.advanceTimersByTimeAsync(100);
  return (endings[0] ?? Number.POSITIVE_INFINITY) - began;
}

describe("the worker", () => {
  beforeEach(() => void vi.useFakeTimers({ now: NOON }));
  afterEach(() => void vi.useRealTimers());

  it("polls at its start, and then what falls due", async () => {
    const worker = aWorker();
    worker.publish([]);
    const work = worker.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(worker.requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(worker.requests).toHaveLength(4);
    worker.stop();
    await work;
  });

  it("carries out within seconds what an operator orders meanwhile", async () => {
    const waiting: Order[] = [];
    const answers: OrderEnding[] = [];
    const orders: Orders = {
      give: async (order) => void waiting.push(order),
      waiting: async () => [...waiting],
      answer: async (_order, endings) => void answers.push(...waiting.splice(0).flatMap(() => endings)),
      collect: async () => undefined,
    };
    const worker = aWorker(aConfig(), { orders });
    const work = worker.start();
    await vi.advanceTimersByTimeAsync(MINUTE);
    await orders.give(anOrder("drop", "message-a"));
    await vi.advanceTimersByTimeAsync(10 * SECOND);
    expect(answers).toEqual([{ message: "message-a", outcome: { kind: "unknown" } }]);
    worker.stop();
    await work;
  });

  it("ends at once when nothing is under way", async () => {
    const worker = aWorker();
    const work = worker.start();
    await vi.advanceTimersByTimeAsync(SECOND);
    worker.stop();
    expect(await timeToEnd(work)).toBeLessThanOrEqual(SECOND);
    expect(worker.log.events.at(-1)?.event).toBe("vigie.stopped");
  });

  it("ends at once while a feed's server is silent, and takes that for no failure of the feed", async () => {
    const worker = aWorker(aConfig(), {
      fetcher: {
        async fetch(_request, signal) {
          await hang(signal);
          return { kind: "failed", errorKind: "timeout", detail: "stopped" };
        },
        async close() {},
      },
    });
    const work = worker.start();
    await vi.advanceTimersByTimeAsync(SECOND);
    worker.stop();
    expect(await timeToEnd(work)).toBeLessThanOrEqual(SECOND);
    expect(worker.app.store.feedState("example")).toBeUndefined();
  });

  it("gives a message on the wire five seconds, and ends within ten", async () => {
    const silent: Channel = {
      name: "researchers",
      async send(_message, signal) {
        await hang(signal);
        return { kind: "uncertain", reason: "no answer" };
      },
      async close() {},
    };
    const worker = aWorker(aConfig({ feeds: [ALERTING] }), { openChannel: async () => silent });
    worker.publish(["Tram news"]);
    const work = worker.start();
    await vi.advanceTimersByTimeAsync(SECOND);
    worker.stop();
    const ms = await timeToEnd(work);
    expect([ms >= 5 * SECOND, ms < 10 * SECOND]).toEqual([true, true]);
    expect(worker.app.store.outbox().map(({ state }) => state)).toEqual(["uncertain"]);
  });

  it("never polls a feed twice at a time, however long it takes", async () => {
    const under: { now: number; most: number } = { now: 0, most: 0 };
    const worker = aWorker(aConfig(), {
      fetcher: {
        async fetch() {
          under.now += 1;
          under.most = Math.max(under.most, under.now);
          await new Promise((resolve) => setTimeout(resolve, 10 * MINUTE));
          under.now -= 1;
          return aBody(rssOf([]), ALERTING.url);
        },
        async close() {},
      },
    });
    const work = worker.start();
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(under.most).toBe(1);
    worker.stop();
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    await work;
  });

  it("polls every feed at its pace while other hosts are silent, and asks none of them for two feeds at a time", async () => {
    const silent = ["one", "two", "three"].flatMap((host) =>
      Array.from({ length: 12 }, (_, nr) =>
        aFeed({ id: `${host}-${nr}`, url: `https://${host}.example.org/${nr}` }),
      ),
    );
    const asked: string[] = [];
    const underWay: string[] = [];
    const askedTwice: string[] = [];
    const worker = aWorker(aConfig({ feeds: [...silent, aFeed({ everyMs: 5 * MINUTE })] }), {
      fetcher: {
        async fetch({ url }) {
          const { host } = new URL(url);
          asked.push(host);
          if (url === aFeed().url) return aBody(rssOf([]), url);
          if (underWay.includes(host)) askedTwice.push(host);
          underWay.push(host);
          await new Promise((resolve) => setTimeout(resolve, 10 * MINUTE));
          underWay.splice(underWay.indexOf(host), 1);
          return { kind: "failed", errorKind: "timeout", detail: "silent" };
        },
        async close() {},
      },
    });
    const work = worker.start();
    await vi.advanceTimersByTimeAsync(SECOND);
    expect(asked.toSorted()).toEqual([
      "example.org",
      "one.example.org",
      "three.example.org",
      "two.example.org",
    ]);
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(asked.filter((host) => host === "example.org").length).toBeGreaterThanOrEqual(12);
    expect(askedTwice).toEqual([]);
    worker.stop();
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    await work;
  });

  it("sends a digest at its hour also while a slow host holds up the round", async () => {
    const store = aFillingStore().store;
    const schedule = { at: "12:30", days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] } as const;
    const reader = { address: "reader@example.org", language: "en", timezone: "UTC" } as const;
    const digest = { id: "researchers", kind: "email", mode: "digest", readers: [reader], schedule } as const;
    const slow = aFeed({ id: "slow", url: "https://slow.example.org/feed" });
    const worker = aWorker(aConfig({ feeds: [ALERTING, slow], destinations: [digest] }), {
      store,
      fetcher: {
        async fetch({ url }, signal) {
          if (url === ALERTING.url) return aBody(rssOf(["Tram news"]), url);
          await hang(signal);
          return { kind: "failed", errorKind: "timeout", detail: "stopped" };
        },
        async close() {},
      },
    });
    const work = worker.start();
    await vi.advanceTimersByTimeAsync(29 * MINUTE);
    expect(worker.sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(worker.sent.map(({ digest: sent }) => sent?.period)).toEqual(["2026-03-02"]);
    worker.stop();
    await work;
  });

  it("sends one destination within seconds what falls due while another takes minutes for a message", async () => {
    const { store } = aFillingStore();
    const alert = { alerts: [alertOf("a"), alertOf("b", { destination: "desk" })], at: NOON };
    const slow = anEntry("a", { queuedAt: NOON, nextAttemptAt: NOON + 7 * SECOND });
    const later = NOON + 40 * SECOND;
    const quick = anEntry("b", { queuedAt: NOON, nextAttemptAt: later, destination: "desk" });
    await store.commitPoll(aPoll({ ...alert, messages: [slow, quick] }));
    const sentAt: Instant[] = [];
    const config = aConfig({ feeds: [], destinations: [aWebhook("researchers"), aWebhook("desk")] });
    const worker = aWorker(config, {
      store,
      openChannel: async ({ id }) => ({
        name: id,
        async send(_message, signal) {
          if (id === "researchers") await hang(signal);
          else sentAt.push(Date.now());
          return { kind: "sent" };
        },
        async close() {},
      }),
    });
    const work = worker.start();
    await vi.advanceTimersByTimeAsync(4 * MINUTE);
    worker.stop();
    await timeToEnd(work);
    expect(sentAt.map((at) => at - later < 10 * SECOND)).toEqual([true]);
  });

  it("tells of a full disk once, however long it lasts, and once that it is over", async () => {
    const { store, refuses } = aFillingStore();
    refuses.add("claimOutbox");
    const worker = aWorker(aConfig({ feeds: [ALERTING] }), { store });
    worker.publish(["Tram news"]);
    const work = worker.start();
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(worker.told("drain.failed")).toBe(1);
    refuses.clear();
    await vi.advanceTimersByTimeAsync(5 * SECOND);
    expect(worker.told("drain.recovered")).toBe(1);
    expect(worker.sent).toHaveLength(1);
    worker.stop();
    await work;
  });

  it("says at its start which messages this configuration has no way for", async () => {
    const { store } = aFillingStore();
    const before = anApp(aConfig({ feeds: [ALERTING] }), { store });
    before.publish(["Tram one", "Tram two"]);
    before.endWith({ kind: "rejected", scope: "destination", reason: "404" });
    await before.round();
    const worker = aWorker(aConfig({ feeds: [], profiles: [], destinations: [] }), { store });
    const work = worker.start();
    worker.stop();
    await work;
    expect(worker.log.events).toContainEqual({
      level: "warn",
      event: "outbox.stranded",
      fields: { destination: "researchers", messages: 2 },
    });
  });
});
