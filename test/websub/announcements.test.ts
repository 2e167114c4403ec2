import { describe, expect, it } from "vitest";
import { Announcements, type PushedBody } from "../../src/websub/announcements.ts";
import { aLog } from "../support/a-log.ts";

const LINK = { hub: "https://hub.example/", topic: "https://example.org/feed.xml" };

/** A pipeline that takes a body until it is told that it is done. */
function aSlowPipeline(maxBodyBytes = 1000) {
  const begun: string[] = [];
  const polls: string[] = [];
  const ends: ((ending: "taken" | "unusable" | Error) => void)[] = [];
  const log = aLog();
  const announcements = new Announcements({
    log,
    maxBodyBytes,
    pollSoon: (feedId) => void polls.push(feedId),
    ingest: async (feedId: string, { bytes }: PushedBody) => {
      begun.push(`${feedId} ${Buffer.from(bytes).toString("utf8")}`);
      const ending = await new Promise<"taken" | "unusable" | Error>((resolve) => ends.push(resolve));
      if (ending instanceof Error) throw ending;
      return ending;
    },
  });
  return {
    announcements,
    begun,
    polls,
    log,
    take: (feedId: string, text: string) =>
      announcements.take({ feedId, link: LINK, bytes: Buffer.from(text) }),
    /** Ends the oldest that is under way, and lets what follows begin. */
    end: async (ending: "taken" | "unusable" | Error = "taken"): Promise<void> => {
      ends.shift()?.(ending);
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    },
  };
}

describe("what hubs bring", () => {
  it("is taken in one after the other for a feed, in its order, and side by side for two", async () => {
    const { take, begun, end, announcements } = aSlowPipeline();
    for (const text of ["1", "2", "3"]) take("a", text);
    take("b", "1");
    expect(begun).toEqual(["a 1", "b 1"]);
    for (let times = 0; times < 4; times += 1) await end();
    expect(begun).toEqual(["a 1", "b 1", "a 2", "a 3"]);
    await announcements.idle();
  });

  it("faster than it can be read becomes one poll more, and no growing queue", async () => {
    const { take, begun, polls, end, announcements } = aSlowPipeline();
    for (let times = 0; times < 50; times += 1) take("a", String(times));
    expect(polls.length).toBe(47);
    for (let times = 0; times < 3; times += 1) await end();
    expect(begun).toEqual(["a 0", "a 1", "a 2"]);
    await announcements.idle();
    take("a", "later");
    expect(begun.at(-1)).toBe("a later");
  });

  it("takes a bounded room in memory, over all feeds", async () => {
    const { take, begun, polls, end } = aSlowPipeline(10);
    for (const feed of ["a", "b", "c", "d", "e"]) take(feed, "0123456789");
    expect([begun.length, polls]).toEqual([4, ["e"]]);
    await end();
    take("e", "0123456789");
    expect(begun).toHaveLength(5);
  });

  it("and cannot be used, or recorded, becomes a poll, and the next is taken", async () => {
    const { take, begun, polls, log, end } = aSlowPipeline();
    for (const text of ["a page", "news", "more"]) take("a", text);
    await end("unusable");
    await end(new Error("the disk is full"));
    expect(polls).toEqual(["a", "a"]);
    expect(begun).toHaveLength(3);
    expect(log.events).toMatchObject([
      { level: "error", event: "websub.failed", fields: { feed: "a", error: "Error: the disk is full" } },
    ]);
  });
});
