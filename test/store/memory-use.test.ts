import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { createMemoryStore } from "../../src/store/memory-store.ts";
import { aFeedState } from "../support/a-feed.ts";
import { aPoll } from "../support/a-poll.ts";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

function heapMegabytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1e6;
}

describe("what a store keeps in memory", () => {
  it("does not keep alive the documents that short texts were cut from", async () => {
    const store = createMemoryStore();
    const before = heapMegabytes();
    for (let feed = 0; feed < 300; feed += 1) {
      const document = `${"x".repeat(1_000_000)} a title of feed ${feed}, cut from its document`;
      const title = document.slice(1_000_001);
      await store.commitPoll(aPoll({ feed: aFeedState({ feedId: String(feed), title }) }));
    }
    expect(heapMegabytes() - before).toBeLessThan(30);
    expect([...store.feedStates()]).toHaveLength(300);
  });

  it("does not grow with the number of polls", async () => {
    const store = createMemoryStore();
    const poll = async (round: number) => {
      for (let feed = 0; feed < 100; feed += 1) {
        const feedId = String(feed);
        const keys = Array.from({ length: 10 }, (_, key) => ({ key: `k${key}`, itemId: `${feed}-${key}` }));
        const state = aFeedState({ feedId, etag: `"${round}"`, lastPollAt: round });
        await store.commitPoll(aPoll({ feed: state, keys }));
      }
    };
    await poll(0);
    const before = heapMegabytes();
    for (let round = 1; round <= 50; round += 1) await poll(round);
    expect(heapMegabytes() - before).toBeLessThan(5);
  });
});
