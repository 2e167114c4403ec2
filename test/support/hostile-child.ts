import { once } from "node:events";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { Worker } from "node:worker_threads";
import { createApp } from "../../src/app.ts";
import type { Feed } from "../../src/model/feed.ts";
import { MINUTE } from "../../src/model/time.ts";
import { createMemoryStore } from "../../src/store/memory-store.ts";

/** What the poll of one hostile feed, with a healthy one beside it, cost this process. */
export interface Cost {
  readonly name: string;
  readonly outcome: string;
  readonly neighbour: string;
  readonly grownMib: number;
  /** The longest time for which the process did nothing else. */
  readonly loopMs: number;
  /** The same of a thread that has nothing to do: what a busy machine makes anybody wait. */
  readonly idleMs: number;
}

/** Feeds that are polled at the same time, and how long they may take: their answers are made when they are asked for. */
export interface Round {
  readonly names: readonly string[];
  readonly deadlineMs: number;
}

const IDLE = new Worker(
  `const { parentPort } = require("node:worker_threads");
  const loop = require("node:perf_hooks").monitorEventLoopDelay({ resolution: 5 });
  loop.enable();
  parentPort.on("message", () => {
    parentPort.postMessage(loop.max / 1e6);
    loop.reset();
  });`,
  { eval: true },
);

/** In milliseconds, since it was asked for last. */
async function idleDelay(): Promise<number> {
  const answered = once(IDLE, "message");
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  IDLE.postMessage("");
  return Number((await answered)[0]);
}

const [, , ORIGIN = "", ROUNDS = "[]"] = process.argv;

function aFeed(id: string, path: string): Feed {
  return { id, url: `${ORIGIN}/${path}`, name: id, tags: [], firstPoll: { kind: "alert" } };
}

/**
 * Polls feeds at the same time, and says what each cost: together with the others, and with all that was left over
 * since `before`. The servers are in another process, so they cost nothing here.
 */
async function measure({ names, deadlineMs }: Round, before: number): Promise<readonly Cost[]> {
  const feeds = [...names.map((name) => aFeed(name, name)), aFeed("neighbour", "healthy")];
  const app = createApp(
    {
      language: "en",
      timezone: "UTC",
      store: { kind: "file", directory: "unused", textBytes: 2 ** 30 },
      poll: {
        heartbeat: "* * * * *",
        everyMs: MINUTE,
        fastestMs: MINUTE,
        slowestMs: MINUTE,
        concurrency: 4,
      },
      network: {
        deadlineMs,
        maxBodyBytes: 10 * 1024 * 1024,
        allowAddresses: ["127.0.0.1/32"],
        hosts: [{ host: "127.0.0.1", connections: 4, gapMs: 0 }],
      },
      destinations: [],
      notices: [],
      outbox: { perPoll: 20, perHour: 40 },
      trackingParams: [],
      feeds,
      profiles: [],
    },
    { store: createMemoryStore() },
  );
  let most = settledMemory();
  const sampler = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5);
  const loop = monitorEventLoopDelay({ resolution: 5 });
  await idleDelay();
  loop.enable();
  const report = await app.round({ kind: "all" }, new AbortController().signal);
  loop.disable();
  const idleMs = Math.round(await idleDelay());
  clearInterval(sampler);
  most = Math.max(most, process.memoryUsage.rss());
  await app.close();
  const endingOf = (id: string): string => {
    const feed = report.feeds.find((one) => one.feed === id);
    return feed === undefined ? "missing" : (feed.errorKind ?? feed.outcome);
  };
  return names.map((name) => ({
    name,
    outcome: endingOf(name),
    neighbour: endingOf("neighbour"),
    grownMib: Math.round((most - before) / 1024 / 1024),
    loopMs: Math.round(loop.max / 1e6),
    idleMs,
  }));
}

/** What the process takes when it holds nothing that it does not need. */
function settledMemory(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss();
}

// A first round loads what is loaded late; it is not what is measured.
await measure({ names: ["healthy"], deadlineMs: MINUTE }, 0);
const before = settledMemory();
const rounds: readonly Round[] = JSON.parse(ROUNDS);
for (const round of rounds) {
  for (const cost of await measure(round, before)) process.stdout.write(`${JSON.stringify(cost)}\n`);
}
await IDLE.terminate();
