import { monitorEventLoopDelay } from "node:perf_hooks";
import { createApp } from "../../src/app.ts";
import type { Feed } from "../../src/model/feed.ts";
import { MINUTE, SECOND } from "../../src/model/time.ts";
import { createMemoryStore } from "../../src/store/memory-store.ts";

/** What the poll of one hostile feed, with a healthy one beside it, cost this process. */
export interface Cost {
  readonly name: string;
  readonly outcome: string;
  readonly neighbour: string;
  readonly grownMib: number;
  readonly loopMs: number;
}

const NAMES = process.argv.slice(3);
const ORIGIN = process.argv[2] ?? "";

function aFeed(id: string, path: string): Feed {
  return { id, url: `${ORIGIN}/${path}`, name: id, tags: [], firstPoll: { kind: "alert" } };
}

/** Polls each feed by itself, and prints what it cost. The servers are in another process, so they cost nothing here. */
async function measure(name: string): Promise<Cost> {
  const feeds = [aFeed("hostile", name), aFeed("neighbour", "healthy")];
  const app = createApp(
    {
      language: "en",
      timezone: "UTC",
      store: { kind: "file", directory: "unused" },
      poll: {
        heartbeat: "* * * * *",
        everyMs: MINUTE,
        fastestMs: MINUTE,
        slowestMs: MINUTE,
        concurrency: 4,
      },
      network: {
        deadlineMs: 5 * SECOND,
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
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let most = before;
  const sampler = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5);
  const loop = monitorEventLoopDelay({ resolution: 5 });
  loop.enable();
  const report = await app.round({ kind: "all" }, new AbortController().signal);
  loop.disable();
  clearInterval(sampler);
  most = Math.max(most, process.memoryUsage.rss());
  await app.close();
  const endingOf = (id: string): string => {
    const feed = report.feeds.find((one) => one.feed === id);
    return feed === undefined ? "missing" : (feed.errorKind ?? feed.outcome);
  };
  return {
    name,
    outcome: endingOf("hostile"),
    neighbour: endingOf("neighbour"),
    grownMib: Math.round((most - before) / 1024 / 1024),
    loopMs: Math.round(loop.max / 1e6),
  };
}

// A first round loads what is loaded late; it is not what is measured.
await measure("healthy");
for (const name of NAMES) process.stdout.write(`${JSON.stringify(await measure(name))}\n`);
