import { describe, expect, it, onTestFinished } from "vitest";
import { ingest, type Ingested } from "../src/ingest.ts";
import { compile } from "../src/match/compile.ts";
import { DocumentGivenUpError } from "../src/model/fault.ts";
import type { Feed } from "../src/model/feed.ts";
import type { Matchable } from "../src/model/item.ts";
import { HOUR } from "../src/model/time.ts";
import { createReader } from "../src/reader/create-reader.ts";
import { createMemoryStore } from "../src/store/memory-store.ts";
import { aFeed, aFeedState } from "./support/a-feed.ts";
import { aPoll } from "./support/a-poll.ts";
import { startBuiltThread } from "./support/a-thread.ts";
import { aConfig, anApp, type RssItem, rssOf } from "./support/an-app.ts";

const FEED = aFeed();

/** An app, and the documents that hubs push to it. */
function aPushedFeed(feed: Feed = FEED) {
  const config = aConfig({ feeds: [feed] });
  const store = createMemoryStore();
  const vigie = anApp(config, { store });
  const reader = createReader({ startThread: startBuiltThread });
  onTestFinished(() => reader.close());
  const self: { topic?: string; givenUp?: string } = {};
  const deps = {
    store,
    reader: {
      ...reader,
      async read(...given: Parameters<typeof reader.read>) {
        const reading = await reader.read(...given);
        if (reading.kind !== "feed") return reading;
        const { givenUp } = self;
        if (givenUp !== undefined) {
          const read = () => Promise.reject(new DocumentGivenUpError(givenUp));
          return { kind: "feed" as const, feed: { ...reading.feed, read } };
        }
        if (self.topic === undefined) return reading;
        const push = { hub: "https://hub.example/", topic: self.topic };
        return { kind: "feed" as const, feed: { ...reading.feed, push } };
      },
    },
    clock: { now: vigie.now },
    matcher: compile(config.profiles),
    profiles: config.profiles,
    destinations: config.destinations,
    limits: { perPoll: 20 },
    trackingParams: config.trackingParams,
    breathe: () => Promise.resolve(),
    languageOf: (item: Matchable) => Promise.resolve(item.language),
  };
  const push = async (document: string, topic: string = feed.url): Promise<Ingested> =>
    await ingest(feed, { bytes: new TextEncoder().encode(document), topic }, deps);
  return {
    ...vigie,
    push,
    /** The address that the next documents say they are of. */
    says: (topic: string) => void (self.topic = topic),
    /** The next documents are too much to be read to their end. */
    givesUp: (detail: string) => void (self.givenUp = detail),
    pushItems: async (...items: readonly RssItem[]) => await push(rssOf(items)),
    state: () => store.feedState(feed.id),
    titles: () => vigie.sent.map(({ alerts }) => alerts[0]?.story.title),
    /** Sends what waits, without a poll. */
    send: async () => await vigie.app.round({ kind: "named", ids: [] }, new AbortController().signal),
  };
}

describe("a pushed document", () => {
  it("alerts like a polled one, once, whichever way comes first", async () => {
    const vigie = aPushedFeed();
    vigie.publish(["Old tram"]);
    await vigie.round();
    expect(await vigie.pushItems("A new tram")).toMatchObject({
      kind: "taken",
      report: { feed: "example", outcome: "items", newItems: 1, alerts: 1 },
    });
    await vigie.send();
    expect(vigie.titles()).toEqual(["A new tram"]);
    expect(await vigie.pushItems("A new tram", "Old tram")).toMatchObject({ report: { newItems: 0 } });
    vigie.publish(["More trams", "A new tram", "Old tram"]);
    await vigie.round();
    expect(await vigie.pushItems("More trams")).toMatchObject({ report: { newItems: 0, alerts: 0 } });
    await vigie.send();
    expect(vigie.titles()).toEqual(["A new tram", "More trams"]);
  });

  it("changes nothing of how and when the feed is polled", async () => {
    const vigie = aPushedFeed();
    vigie.publish(["Old"]);
    await vigie.round();
    vigie.answer(FEED.url, { kind: "failed", errorKind: "http-503", detail: "503" });
    await vigie.round();
    const before = vigie.state();
    vigie.wait(2 * HOUR);
    await vigie.pushItems("A new tram");
    const { lastNewItemAt, longestQuietMs, newest, ...after } = vigie.state() ?? {};
    const { lastNewItemAt: _at, longestQuietMs: _quiet, newest: known, ...kept } = before ?? {};
    expect(after).toEqual(kept);
    expect([lastNewItemAt, longestQuietMs]).toEqual([vigie.now(), 2 * HOUR]);
    expect(newest).toMatch(new RegExp(`^[0-9a-f]{8} ${String(known)}$`, "u"));
  });

  it("of everything that a window held leaves no gap behind it for the next poll to tell of", async () => {
    const vigie = aPushedFeed();
    vigie.publish(["Item 1", "Item 2"]);
    await vigie.round();
    for (const item of ["Item 3", "Item 4", "Item 5"]) await vigie.pushItems(item);
    vigie.publish(["Item 4", "Item 5"]);
    const report = await vigie.round();
    expect(report.feeds).toMatchObject([{ outcome: "items", newItems: 0 }]);
    expect(vigie.state()?.gap).toBeUndefined();
  });

  it("is no first reading: that is for a poll, which stays silent about what is old", async () => {
    const vigie = aPushedFeed();
    expect(await vigie.pushItems("A tram")).toMatchObject({ kind: "unusable" });
    expect(vigie.state()).toBeUndefined();
    vigie.publish(["A tram"]);
    await vigie.round();
    expect(vigie.titles()).toEqual([]);
  });

  it("is nothing to a feed whose address was changed, before that was read", async () => {
    const vigie = aPushedFeed(aFeed({ url: "https://example.org/moved.xml" }));
    await vigie.app.store.commitPoll(aPoll({ feed: aFeedState({ url: FEED.url }) }));
    expect(await vigie.pushItems("A tram")).toMatchObject({ kind: "unusable" });
  });

  it("that says it is of another address is left to a poll", async () => {
    const vigie = aPushedFeed();
    vigie.publish(["Old"]);
    await vigie.round();
    vigie.says("https://example.org/other.xml");
    expect(await vigie.pushItems("A tram")).toMatchObject({ kind: "unusable" });
    vigie.says(FEED.url);
    expect(await vigie.pushItems("A tram")).toMatchObject({ kind: "taken" });
  });

  it.each([
    ["no feed", "<html><title>Blocked</title></html>"],
    [
      "a sitemap index",
      "<sitemapindex><sitemap><loc>https://example.org/a.xml</loc></sitemap></sitemapindex>",
    ],
    ["a short note", "update"],
  ])("that is %s is left to a poll", async (_what, document) => {
    const vigie = aPushedFeed();
    vigie.publish(["Old"]);
    await vigie.round();
    const before = vigie.state();
    expect(await vigie.push(document)).toMatchObject({ kind: "unusable" });
    expect(vigie.state()).toEqual(before);
  });

  it("whose news take too long to read is left to a poll", async () => {
    const vigie = aPushedFeed();
    vigie.publish(["Old tram"]);
    await vigie.round();
    vigie.givesUp("reading it took longer than 20 s");
    expect(await vigie.pushItems("A new tram")).toEqual({
      kind: "unusable",
      detail: "reading it took longer than 20 s",
    });
  });

  it("that breaks off inside an entry tells the whole entries only", async () => {
    const vigie = aPushedFeed();
    vigie.publish(["Old"]);
    await vigie.round();
    const whole = rssOf(["A whole tram", "Half a tram"]);
    await vigie.push(whole.slice(0, whole.indexOf("Half a tram") + 4));
    await vigie.send();
    expect(vigie.titles()).toEqual(["A whole tram"]);
    vigie.publish(["A whole tram", "Half a tram", "Old"]);
    await vigie.round();
    expect(vigie.titles()).toEqual(["A whole tram", "Half a tram"]);
  });
});
