import { describe, expect, it } from "vitest";
import type { Config } from "../src/model/config.ts";
import { DAY, HOUR, MINUTE } from "../src/model/time.ts";
import { type FillingStore, aFillingStore } from "./support/a-filling-store.ts";
import { aFeed } from "./support/a-feed.ts";
import { aLog } from "./support/a-log.ts";
import { aConfig, anApp, aWebhook, type TestApp } from "./support/an-app.ts";

const FEEDS = ["north", "south", "east"].map((id) => aFeed({ id, url: `https://${id}.example.org/feed` }));
const RUNNING = new AbortController().signal;

/** Three feeds that had their first reading, on a disk that a test can fill. */
async function threeFeeds(given: Partial<Config> = {}) {
  const disk: FillingStore = aFillingStore();
  const log = aLog();
  const vigie = anApp(aConfig({ feeds: FEEDS, ...given }), { store: disk.store, log });
  for (const { url } of FEEDS) vigie.publish([], url);
  await vigie.round();
  return { ...vigie, ...disk, log, due: async () => await vigie.app.round({ kind: "due" }, RUNNING) };
}

const titlesOf = ({ sent }: Pick<TestApp, "sent">): readonly (string | undefined)[] =>
  sent.map(({ alerts }) => alerts[0]?.story.title);

describe("a feed that brings out a bug", () => {
  async function withBug() {
    const vigie = await threeFeeds();
    vigie.answer("https://south.example.org/feed", new TypeError("x is not a function"));
    return vigie;
  }

  it("keeps no other feed from being read, and no alert from being sent", async () => {
    const vigie = await withBug();
    vigie.publish(["Tram north"], "https://north.example.org/feed");
    vigie.publish(["Tram east"], "https://east.example.org/feed");
    const report = await vigie.round();
    expect(report.feeds.map(({ feed, outcome }) => `${feed} ${outcome}`).toSorted()).toEqual([
      "east items",
      "north items",
      "south error",
    ]);
    expect(new Set(titlesOf(vigie))).toEqual(new Set(["Tram east", "Tram north"]));
  });

  it("is told in the log with the place of the bug, shown as failing, and waits longer each time", async () => {
    const vigie = await withBug();
    await vigie.round();
    expect(vigie.log.events).toContainEqual({
      level: "error",
      event: "poll.crashed",
      fields: { feed: "south", error: "TypeError: x is not a function", at: expect.stringContaining("test") },
    });
    const waits: number[] = [];
    for (let i = 0; i < 3; i += 1) {
      const state = vigie.app.store.feedState("south");
      expect(state?.problem?.detail).toContain("fault of its own");
      waits.push((state?.nextPollAt ?? 0) - vigie.now());
      await vigie.round();
    }
    expect(waits).toEqual([15 * MINUTE, 30 * MINUTE, 60 * MINUTE]);
  });
});

describe("while the disk is full", () => {
  it("a poll that cannot be recorded is an error of its feed, told once, and its host is left alone", async () => {
    const vigie = await threeFeeds();
    vigie.wait(HOUR);
    vigie.refuses.add("commitPoll");
    const asked = vigie.requests.length;
    const report = await vigie.due();
    expect(report.feeds.map(({ outcome }) => outcome)).toEqual(["error", "error", "error"]);
    expect(report.feeds[0]?.detail).toContain("full");
    for (let i = 0; i < 4; i += 1) {
      vigie.wait(MINUTE);
      await vigie.due();
    }
    expect(vigie.requests).toHaveLength(asked + 3);
    expect(vigie.log.events.filter(({ event }) => event === "poll.unrecorded")).toHaveLength(1);
  });

  it("nothing is lost: what the feeds said meanwhile is told once there is room", async () => {
    const vigie = await threeFeeds();
    vigie.wait(HOUR);
    vigie.publish(["Tram news"], FEEDS[0]?.url);
    vigie.refuses.add("commitPoll");
    await vigie.due();
    vigie.refuses.clear();
    vigie.wait(5 * MINUTE);
    await vigie.due();
    expect(titlesOf(vigie)).toEqual(["Tram news"]);
  });

  it("a delivery that cannot be claimed is not sent, and the feeds are read all the same", async () => {
    const vigie = await threeFeeds();
    vigie.publish(["Tram news"], FEEDS[0]?.url);
    vigie.refuses.add("claimOutbox");
    await expect(vigie.round()).rejects.toThrow("full");
    expect(vigie.sent).toEqual([]);
    expect(vigie.app.store.outbox({ states: ["pending"] })).toHaveLength(1);
    vigie.refuses.clear();
    await vigie.round();
    expect(titlesOf(vigie)).toEqual(["Tram news"]);
  });

  it("a delivery whose ending cannot be recorded is recorded later, and neither sent again nor in the way", async () => {
    const vigie = await threeFeeds();
    vigie.publish(["Tram one"], FEEDS[0]?.url);
    vigie.refuses.add("settle");
    await expect(vigie.round()).rejects.toThrow("full");
    await expect(vigie.round()).rejects.toThrow("full");
    expect(vigie.app.store.outbox().map(({ state }) => state)).toEqual(["claimed"]);
    vigie.refuses.clear();
    vigie.publish(["Tram two"], FEEDS[1]?.url);
    await vigie.round();
    expect(titlesOf(vigie)).toEqual(["Tram one", "Tram two"]);
    expect(vigie.app.store.outbox().map(({ state }) => state)).toEqual(["sent", "sent"]);
  });

  it("a destination that cannot record does not keep another from sending", async () => {
    const disk = aFillingStore();
    const config = aConfig({ destinations: [aWebhook("researchers"), aWebhook("desk")] });
    const profiles = config.profiles.map((profile) => ({
      ...profile,
      destinations: ["researchers", "desk"],
    }));
    const store = {
      ...disk.store,
      claimOutbox: async (request: Parameters<typeof disk.store.claimOutbox>[0]) => {
        if (request.destinations.includes("researchers")) disk.refuses.add("claimOutbox");
        else disk.refuses.delete("claimOutbox");
        return await disk.store.claimOutbox(request);
      },
    };
    const vigie = anApp({ ...config, profiles }, { store });
    vigie.publish([]);
    await expect(vigie.round()).rejects.toThrow("full");
    vigie.publish(["Tram news"]);
    await expect(vigie.round()).rejects.toThrow("full");
    expect(vigie.sent.map(({ destination }) => destination)).toEqual(["desk"]);
  });

  it("a digest that cannot be opened is opened later, and the feeds are read all the same", async () => {
    const reader = { address: "reader@example.org", language: "en", timezone: "UTC" } as const;
    const schedule = { at: "14:00", days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] } as const;
    const digest = { id: "researchers", kind: "email", mode: "digest", readers: [reader], schedule } as const;
    const vigie = await threeFeeds({ destinations: [digest] });
    vigie.publish(["Tram news"], FEEDS[0]?.url);
    await vigie.round();
    vigie.wait(3 * HOUR);
    vigie.refuses.add("openDigest");
    const asked = vigie.requests.length;
    await expect(vigie.round()).rejects.toThrow("full");
    expect(vigie.requests).toHaveLength(asked + 3);
    vigie.refuses.clear();
    await vigie.round();
    expect(titlesOf(vigie)).toEqual(["Tram news"]);
  });
});

describe("when nobody can be reached", () => {
  it("a night without a network costs minutes of silence, and is held against no feed", async () => {
    const vigie = await threeFeeds();
    for (const { url } of FEEDS)
      vigie.answer(url, { kind: "failed", errorKind: "dns", detail: "the name is not known" });
    for (let i = 0; i < 12 * 60; i += 1) {
      vigie.wait(MINUTE);
      await vigie.due();
    }
    const states = [...vigie.app.store.feedStates()];
    expect(states.every(({ nextPollAt }) => nextPollAt <= vigie.now() + 6 * MINUTE)).toBe(true);
    expect(states.every(({ failures }) => failures <= 1)).toBe(true);
    for (const { url } of FEEDS) vigie.publish([], url);
    vigie.wait(6 * MINUTE);
    await vigie.due();
    const events = vigie.log.events.map(({ event }) => event);
    expect(events.filter((event) => event.startsWith("network."))).toEqual([
      "network.offline",
      "network.online",
    ]);
  });

  it("a night without a free file descriptor is held against no feed, and said to be this machine’s fault", async () => {
    const vigie = await threeFeeds();
    const detail = "no file descriptor was free to ask the host";
    for (const { url } of FEEDS)
      vigie.answer(url, { kind: "failed", errorKind: "connect", detail, ofMachine: true });
    for (let i = 0; i < 12 * 6; i += 1) {
      vigie.wait(10 * MINUTE);
      await vigie.due();
    }
    const states = [...vigie.app.store.feedStates()];
    expect(states.every(({ nextPollAt }) => nextPollAt <= vigie.now() + 6 * MINUTE)).toBe(true);
    expect(states.map(({ failures, problem }) => [failures, problem?.detail])).toEqual(
      FEEDS.map(() => [0, detail]),
    );
    const told = new Set(vigie.log.events.map(({ level, event }) => `${level} ${event}`));
    expect(told).toContain("warn feed.not-asked");
    expect(told).not.toContain("warn network.offline");
  });

  it("a host that answers with errors is asked less and less, down to once a day", async () => {
    const vigie = await threeFeeds();
    const url = "https://north.example.org/feed";
    vigie.answer(url, { kind: "failed", errorKind: "http-500", detail: "north.example.org answered 500" });
    for (let i = 0; i < 10; i += 1) await vigie.round();
    expect((vigie.app.store.feedState("north")?.nextPollAt ?? 0) - vigie.now()).toBe(DAY);
  });
});

describe("a round", () => {
  it("reads what fell due while the machine slept, whatever the time of the beat", async () => {
    const vigie = await threeFeeds();
    vigie.wait(9 * HOUR + 17 * MINUTE);
    expect((await vigie.due()).feeds.map(({ feed }) => feed).toSorted()).toEqual(["east", "north", "south"]);
    expect((await vigie.due()).feeds).toEqual([]);
  });

  it("begins no poll once it is asked to stop", async () => {
    const vigie = await threeFeeds();
    const asked = vigie.requests.length;
    const report = await vigie.app.round({ kind: "all" }, AbortSignal.abort());
    expect(report.feeds).toEqual([]);
    expect(vigie.requests).toHaveLength(asked);
  });

  it("takes the feeds that are named, due or not, and no other", async () => {
    const vigie = await threeFeeds();
    const report = await vigie.app.round({ kind: "named", ids: ["south"] }, RUNNING);
    expect(report.feeds.map(({ feed }) => feed)).toEqual(["south"]);
  });

  it("asks as many feeds of a host at once as the host may be asked, and one as a rule", async () => {
    const feeds = ["a", "b", "c"].flatMap((id) => [
      aFeed({ id: `${id}-wide`, url: `https://wide.example.org/${id}` }),
      aFeed({ id: `${id}-narrow`, url: `https://narrow.example.org/${id}` }),
    ]);
    const network = { ...aConfig().network, hosts: [{ host: "wide.example.org", connections: 2, gapMs: 0 }] };
    const under = new Map<string, number>();
    const most = new Map<string, number>();
    const vigie = anApp(aConfig({ feeds, network }), {
      fetcher: {
        async fetch({ url }) {
          const { hostname } = new URL(url);
          const now = (under.get(hostname) ?? 0) + 1;
          under.set(hostname, now);
          most.set(hostname, Math.max(now, most.get(hostname) ?? 0));
          await Promise.resolve();
          under.set(hostname, now - 1);
          return { kind: "failed", errorKind: "http-404", detail: "nothing there" };
        },
        async close() {},
      },
    });
    await vigie.round();
    expect(Object.fromEntries(most)).toEqual({ "wide.example.org": 2, "narrow.example.org": 1 });
  });

  it("tells of each feed as it ends, with how many are done", async () => {
    const vigie = await threeFeeds();
    const told: string[] = [];
    await vigie.app.round({ kind: "all" }, RUNNING, (_report, done, total) => told.push(`${done}/${total}`));
    expect(told).toEqual(["1/3", "2/3", "3/3"]);
  });
});
