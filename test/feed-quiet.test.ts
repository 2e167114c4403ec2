import { describe, expect, it } from "vitest";
import { DAY, HOUR, type Instant } from "../src/model/time.ts";
import type { Notice } from "../src/model/notice.ts";
import { aFeed } from "./support/a-feed.ts";
import { aBody, aConfig, anApp, aWebhook } from "./support/an-app.ts";

/** A feed whose operators are told in a channel of their own. */
function aWatchedFeed() {
  const vigie = anApp(
    aConfig({ destinations: [aWebhook("researchers"), aWebhook("ops")], notices: ["ops"] }),
  );
  const told = (): readonly Notice["kind"][] =>
    vigie.sent.flatMap(({ notices = [] }) => notices.map(({ kind }) => kind));
  let published = 0;
  return {
    ...vigie,
    told,
    state: () => vigie.app.store.feedState("example"),
    /** Polls every so many hours until `ms` have passed. */
    async pass(ms: number, everyMs = DAY) {
      for (let passed = 0; passed < ms; passed += everyMs) {
        vigie.wait(everyMs);
        await vigie.round();
      }
    },
    /** One new item; the window holds the last three. */
    async bring() {
      published += 1;
      vigie.publish([`News ${published + 2}`, `News ${published + 1}`, `News ${published}`]);
      await vigie.round();
    },
    /** One new item each day. */
    async live(days: number) {
      for (let day = 0; day < days; day += 1) {
        await this.bring();
        vigie.wait(DAY);
      }
    },
  };
}

function datedDocument(dates: readonly Instant[]): string {
  const items = dates.map(
    (date) =>
      `<item><title>News of ${date}</title><guid>n-${date}</guid><pubDate>${new Date(date).toUTCString()}</pubDate></item>`,
  );
  return `<rss version="2.0"><channel><title>Example</title>${items.join("")}</channel></rss>`;
}

describe("a feed that falls silent", () => {
  it("is told of once, when it was never silent for a third of that, and when something new comes", async () => {
    const vigie = aWatchedFeed();
    await vigie.live(10);
    await vigie.pass(DAY);
    expect(vigie.told()).toEqual([]);
    await vigie.pass(20 * DAY);
    expect(vigie.told()).toEqual(["feed-silent"]);
    await vigie.bring();
    await vigie.pass(2 * DAY);
    expect(vigie.told()).toEqual(["feed-silent", "feed-heard"]);
    expect(vigie.state()).not.toHaveProperty("silence");
  });

  it("is not told of the next silence that is no longer than the last", async () => {
    const vigie = aWatchedFeed();
    await vigie.live(10);
    await vigie.pass(10 * DAY);
    await vigie.bring();
    await vigie.pass(10 * DAY);
    expect(vigie.told()).toEqual(["feed-silent", "feed-heard"]);
  });

  it("is not told of while too little is known of its ways", async () => {
    const vigie = aWatchedFeed();
    await vigie.live(4);
    await vigie.pass(40 * DAY);
    expect(vigie.told()).toEqual([]);
  });

  it.each([
    ["is rare", 30, 80, []],
    ["was not", 1, 80, ["feed-silent"]],
  ] as const)(
    "that by its dates %s is judged by them, a pinned entry aside",
    async (_, days, wait, notices) => {
      const vigie = aWatchedFeed();
      const dates = Array.from({ length: 12 }, (__, n) => vigie.now() - n * days * DAY);
      const text = datedDocument([...dates, Date.UTC(1990, 0, 1)]);
      vigie.answer(aFeed().url, aBody(text, aFeed().url));
      await vigie.round();
      await vigie.pass(wait * DAY);
      expect(vigie.told()).toEqual(notices);
    },
  );
});

describe("a feed that is empty", () => {
  it("all of a sudden is told of once when it lasts, and when it lists something again", async () => {
    const vigie = aWatchedFeed();
    await vigie.live(2);
    vigie.publish([]);
    await vigie.pass(5 * HOUR, HOUR);
    expect(vigie.told()).toEqual([]);
    await vigie.pass(30 * DAY);
    expect(vigie.told()).toEqual(["feed-empty"]);
    await vigie.bring();
    expect(vigie.told()).toEqual(["feed-empty", "feed-filled"]);
    expect(vigie.state()).not.toHaveProperty("emptiness");
  });

  it("for a moment, or for as long as it was before, is not told of", async () => {
    const vigie = aWatchedFeed();
    for (let night = 0; night < 5; night += 1) {
      await vigie.bring();
      vigie.publish([]);
      await vigie.pass((night === 0 ? 4 : 8) * HOUR, HOUR);
    }
    expect(vigie.told()).toEqual([]);
  });

  it("from the start is not told of", async () => {
    const vigie = aWatchedFeed();
    vigie.publish([]);
    await vigie.pass(30 * DAY);
    expect(vigie.told()).toEqual([]);
  });
});

it("a feed that turns over between any two readings is told of once a week", async () => {
  const vigie = aWatchedFeed();
  const gaps: number[] = [];
  for (let day = 0; day < 20; day += 1) {
    vigie.publish(Array.from({ length: 5 }, (_, n) => `Day ${day}, news ${n}`));
    const before = vigie.told().length;
    await vigie.round();
    if (vigie.told().length > before) gaps.push(day);
    vigie.wait(DAY);
  }
  expect(gaps).toEqual([1, 8, 15]);
  expect(vigie.state()?.gap?.count).toBe(19);
});

it("a feed whose state was stored before silences were told of is judged by what is known of it", async () => {
  const vigie = aWatchedFeed();
  await vigie.bring();
  const { store } = vigie.app;
  const state = vigie.state();
  if (state === undefined) throw new Error("the feed was not polled");
  const { knownSince: _known, ...old } = state;
  const at = vigie.now();
  const feed = { ...old, baselineAt: at - 60 * DAY, longestQuietMs: 2 * DAY, gap: { at, count: 3 } };
  await store.commitPoll({ feed, items: [], keys: [], alerts: [], messages: [], at });
  await vigie.bring();
  await vigie.pass(10 * DAY);
  expect(vigie.told()).toEqual(["feed-silent"]);
});
