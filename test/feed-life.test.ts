import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE } from "../src/model/time.ts";
import { aFeed } from "./support/a-feed.ts";
import { aLog } from "./support/a-log.ts";
import { aBody, aConfig, anApp, rssOf } from "./support/an-app.ts";

const ADDRESS = aFeed().url;
const MOVED = "https://new.example.org/feed.xml";

function aLife(config = aConfig()) {
  const log = aLog();
  const vigie = anApp(config, { log });
  return {
    ...vigie,
    titles: () => vigie.sent.map(({ alerts }) => alerts[0]?.story.title),
    told: () => log.events.map(({ event }) => event).filter((event) => /^(?:feed|network)\./.test(event)),
    state: () => vigie.app.store.feedState("example"),
    fail: (errorKind: "http-404" | "http-503" | "gone" | "rate-limited" | "blocked-address") =>
      vigie.answer(ADDRESS, { kind: "failed", errorKind, detail: `it failed: ${errorKind}` }),
  };
}

/** RSS items with their own dates, `hoursAgo` before the tests' first noon. */
function dated(items: readonly (readonly [title: string, hoursAgo: number, guid?: string])[]): string {
  const noon = Date.UTC(2026, 2, 2, 12);
  const written = items.map(
    ([title, hoursAgo, guid = title]) =>
      `<item><title>${title}</title><guid isPermaLink="false">${guid}</guid>` +
      `<pubDate>${new Date(noon - hoursAgo * HOUR).toUTCString()}</pubDate></item>`,
  );
  return `<rss version="2.0"><channel><title>Example</title>${written.join("")}</channel></rss>`;
}

const numbered = (from: number, to: number, age: (n: number) => number) =>
  Array.from({ length: to - from + 1 }, (_, index) => {
    const n = from + index;
    return [`Item ${n}`, age(n)] as const;
  });

describe("trouble with a feed", () => {
  it("is told once when it has lasted, and its end is told once", async () => {
    const vigie = aLife();
    vigie.publish(["Old"]);
    await vigie.round();
    vigie.fail("http-503");
    for (let i = 0; i < 20; i += 1) {
      vigie.wait(20 * MINUTE);
      await vigie.round();
    }
    expect(vigie.told()).toEqual(["feed.troubled"]);
    vigie.publish(["Old"]);
    for (let i = 0; i < 3; i += 1) await vigie.round();
    expect(vigie.told()).toEqual(["feed.troubled", "feed.recovered"]);
  });

  it("that is over within the hour is not worth a word", async () => {
    const vigie = aLife();
    vigie.fail("http-503");
    for (let i = 0; i < 5; i += 1) {
      vigie.wait(10 * MINUTE);
      await vigie.round();
    }
    vigie.publish(["Old"]);
    await vigie.round();
    expect(vigie.told()).toEqual([]);
  });

  it("that only a person can end is told at once: gone, or not allowed", async () => {
    for (const [kind, event] of [
      ["gone", "feed.gone"],
      ["blocked-address", "feed.troubled"],
    ] as const) {
      const vigie = aLife();
      vigie.fail(kind);
      for (let i = 0; i < 3; i += 1) await vigie.round();
      expect(vigie.told()).toEqual([event]);
    }
  });
});

describe("a feed that was gone for good", () => {
  const due = async (vigie: ReturnType<typeof aLife>): Promise<number> =>
    (await vigie.app.round({ kind: "due" }, new AbortController().signal)).feeds.length;

  it("and answers when it is asked by hand is asked on, and its return is told once", async () => {
    const vigie = aLife();
    vigie.publish(["Old"]);
    await vigie.round();
    vigie.fail("gone");
    await vigie.round();
    vigie.wait(30 * DAY);
    expect(await due(vigie)).toBe(0);
    vigie.publish(["Tram news", "Old"]);
    for (let i = 0; i < 3; i += 1) await vigie.round();
    expect(vigie.titles()).toEqual(["Tram news"]);
    expect(vigie.told()).toEqual(["feed.gone", "feed.recovered"]);
    vigie.wait(DAY);
    expect(await due(vigie)).toBe(1);
  });

  it("and sends half a document is not gone either", async () => {
    const vigie = aLife();
    vigie.fail("gone");
    await vigie.round();
    vigie.answer(ADDRESS, aBody(rssOf(["Old", "Older"]).slice(0, -60), ADDRESS));
    expect((await vigie.round()).feeds[0]?.outcome).toBe("partial");
    vigie.wait(DAY);
    expect(await due(vigie)).toBe(1);
  });
});

describe("a host that asks for a pause", () => {
  const second = aFeed({ id: "second", url: "https://example.org/other.xml" });
  const elsewhere = aFeed({ id: "elsewhere", url: "https://example.net/feed.xml" });
  const config = aConfig({
    feeds: [aFeed(), second, elsewhere],
    poll: { ...aConfig().poll, concurrency: 1 },
  });

  it("gets it from all of its feeds, and other hosts are asked on", async () => {
    const vigie = aLife(config);
    vigie.answer(ADDRESS, {
      kind: "failed",
      errorKind: "http-503",
      detail: "example.org answered 503",
      retryAfterMs: 2 * HOUR,
    });
    await vigie.round();
    expect(vigie.requests.map(({ url }) => url)).toEqual([ADDRESS, elsewhere.url]);
    vigie.wait(2 * HOUR - MINUTE);
    await vigie.round();
    expect(vigie.requests.map(({ url }) => url)).toEqual([ADDRESS, elsewhere.url, elsewhere.url]);
    vigie.publish(["Old"]);
    vigie.wait(2 * MINUTE);
    await vigie.round();
    expect(vigie.requests).toHaveLength(6);
  });

  it("gets it over a restart as well", async () => {
    const first = aLife(config);
    first.answer(ADDRESS, {
      kind: "failed",
      errorKind: "rate-limited",
      detail: "too often",
      retryAfterMs: 5 * HOUR,
    });
    await first.round();
    const next = anApp(config, { store: first.app.store });
    await next.round();
    expect(next.requests.map(({ url }) => url)).toEqual([elsewhere.url]);
  });

  it("gets it under the name that ends with a dot as well", async () => {
    const dotted = aFeed({ id: "dotted", url: "https://example.org./feed.xml" });
    const vigie = aLife({ ...config, feeds: [aFeed(), dotted] });
    vigie.fail("rate-limited");
    await vigie.round();
    expect(vigie.requests.map(({ url }) => url)).toEqual([ADDRESS]);
  });

  it("without saying for how long, is left alone for four hours", async () => {
    const vigie = aLife(config);
    vigie.fail("rate-limited");
    await vigie.round();
    vigie.wait(4 * HOUR - MINUTE);
    await vigie.round();
    expect(vigie.requests.filter(({ url }) => url !== elsewhere.url)).toHaveLength(1);
  });
});

describe("a feed that moved for good", () => {
  async function moving(polls: number) {
    const vigie = aLife();
    for (let i = 0; i < polls; i += 1) {
      vigie.answer(ADDRESS, aBody(rssOf([`Item ${i}`, "Old"]), MOVED, { movedTo: MOVED }));
      await vigie.round();
    }
    return vigie;
  }

  it("is asked at its new address after five polls that led there, and that is told", async () => {
    const vigie = await moving(6);
    expect(vigie.told()).toEqual(["feed.moved"]);
    await vigie.round();
    expect(vigie.requests.map(({ url }) => url)).toEqual([
      ...Array.from({ length: 6 }, () => ADDRESS),
      MOVED,
    ]);
  });

  it("is not believed after one redirect, as a captive portal makes them", async () => {
    const vigie = await moving(4);
    vigie.publish(["Old"]);
    await vigie.round();
    vigie.answer(ADDRESS, aBody(rssOf(["Item 9", "Old"]), MOVED, { movedTo: MOVED }));
    await vigie.round();
    await vigie.round();
    expect(new Set(vigie.requests.map(({ url }) => url))).toEqual(new Set([ADDRESS]));
  });

  it("is gone only when its old address says so too, which is asked again first", async () => {
    const vigie = await moving(6);
    vigie.answer(MOVED, { kind: "failed", errorKind: "gone", detail: "gone" });
    await vigie.round();
    expect(vigie.state()?.goneAt).toBeUndefined();
    vigie.wait(HOUR);
    await vigie.app.round({ kind: "due" }, new AbortController().signal);
    expect(vigie.requests.slice(6).map(({ url }) => url)).toEqual([MOVED, ADDRESS]);
    expect(vigie.told()).toEqual(["feed.moved"]);
    vigie.fail("gone");
    await vigie.round();
    expect(vigie.told()).toEqual(["feed.moved", "feed.gone"]);
  });

  it("is asked at its old address again when the new one fails", async () => {
    const vigie = await moving(6);
    for (let i = 0; i < 4; i += 1) {
      vigie.wait(20 * MINUTE);
      await vigie.round();
    }
    expect(vigie.requests.slice(6).map(({ url }) => url)).toEqual([MOVED, MOVED, MOVED, ADDRESS]);
  });
});

describe("a window that does not join on to the last", () => {
  it("is a gap: its items are told, it is recorded and told once, and the feed is asked more often", async () => {
    const vigie = aLife();
    vigie.answer(ADDRESS, aBody(dated(numbered(0, 14, (n) => 30 - n)), ADDRESS));
    await vigie.round();
    vigie.wait(DAY);
    vigie.answer(
      ADDRESS,
      aBody(dated(numbered(100, 114, () => -20).map(([, age], n) => [`Tram ${n}`, age])), ADDRESS),
    );
    const report = await vigie.round();
    expect(report.feeds[0]).toMatchObject({ gap: true, alerts: 15 });
    expect(vigie.state()?.gap).toMatchObject({ count: 1 });
    expect(vigie.told()).toEqual(["feed.gap"]);
  });

  it("but holds old items is the same feed renumbered: nothing is told as news", async () => {
    const vigie = aLife();
    const items = numbered(0, 14, (n) => 30 - n).map(([, age], n) => [`Tram ${n}`, age] as const);
    vigie.answer(ADDRESS, aBody(dated(items.map(([title, age]) => [title, age, `a-${title}`])), ADDRESS));
    await vigie.round();
    vigie.wait(HOUR);
    const renamed = items.map(([title, age]) => [title, age, `b-${title}`] as const);
    vigie.answer(ADDRESS, aBody(dated(renamed), ADDRESS));
    await vigie.round();
    expect(vigie.sent).toEqual([]);
    expect(vigie.told()).toEqual(["feed.renamed"]);
    vigie.answer(ADDRESS, aBody(dated([["Tram news", 0, "b-new"], ...renamed]), ADDRESS));
    await vigie.round();
    expect(vigie.titles()).toEqual(["Tram news"]);
  });
});

describe("the repairs that a document needs", () => {
  it("are remembered until one comes that needs none, a copy of the same aside", async () => {
    const vigie = aLife();
    const faulty = aBody(dated([["Q&A", 1]]), ADDRESS);
    const remembered = [];
    for (const answer of [faulty, faulty, aBody(dated([["Q &amp; A", 1]]), ADDRESS)]) {
      vigie.answer(ADDRESS, answer);
      await vigie.round();
      remembered.push(vigie.state()?.repairs);
    }
    // The title is the guid of these items as well.
    expect(remembered).toEqual([{ ampersands: 2 }, { ampersands: 2 }, undefined]);
  });

  it("are remembered of a document that was cut short, too", async () => {
    const vigie = aLife();
    vigie.answer(
      ADDRESS,
      aBody(
        dated([
          ["Q&A", 1],
          ["Tram", 1],
        ]).slice(0, -80),
        ADDRESS,
      ),
    );
    await vigie.round();
    expect(vigie.state()).toMatchObject({ failures: 1, repairs: { ampersands: 2 } });
  });
});

describe("an edited title", () => {
  const link = "https://example.org/article";

  it("that makes the item match is told, once", async () => {
    const vigie = aLife();
    vigie.publish([["A quiet day", link]]);
    await vigie.round();
    vigie.publish([["A quiet day on the tram", link]]);
    for (let i = 0; i < 3; i += 1) await vigie.round();
    expect(vigie.titles()).toEqual(["A quiet day on the tram"]);
  });

  it("of an item that matched before is not told again, nor one that goes to and fro", async () => {
    const vigie = aLife();
    vigie.publish(["Old"]);
    await vigie.round();
    for (const title of ["Tram news", "Tram news, edited", "Tram news", "No news", "Tram news!"]) {
      vigie.publish([[title, link], "Old"]);
      await vigie.round();
    }
    expect(vigie.titles()).toEqual(["Tram news"]);
  });

  it("of an item that the silent first reading saw matching stays silent", async () => {
    const vigie = aLife();
    vigie.publish([["Tram news", link]]);
    await vigie.round();
    vigie.publish([["Tram news, edited", link]]);
    await vigie.round();
    expect(vigie.sent).toEqual([]);
  });
});

describe("a copy that is kept too long on the way", () => {
  it("is asked past once a day, without validators", async () => {
    const vigie = aLife();
    vigie.answer(ADDRESS, aBody(rssOf(["Old"]), ADDRESS, { etag: '"1"' }));
    await vigie.round();
    vigie.answer(ADDRESS, { kind: "not-modified" });
    for (let i = 0; i < 96; i += 1) {
      vigie.wait(15 * MINUTE);
      await vigie.round();
    }
    const fresh = vigie.requests.filter(({ fresh: asked }) => asked === true);
    expect(fresh).toHaveLength(1);
    expect(fresh[0]?.etag).toBeUndefined();
  });
});

describe("a publisher's wishes", () => {
  const ttl = (minutes: number) => rssOf(["Old"]).replace("<title>", `<ttl>${minutes}</ttl><title>`);

  it("are lower bounds of the interval, after a 304 as well", async () => {
    const vigie = aLife();
    vigie.answer(ADDRESS, aBody(ttl(180), ADDRESS, { etag: '"1"' }));
    await vigie.round();
    expect(vigie.state()?.nextPollAt).toBeGreaterThanOrEqual(vigie.now() + 3 * HOUR);
    vigie.answer(ADDRESS, { kind: "not-modified", freshForMs: 5 * HOUR });
    await vigie.round();
    expect(vigie.state()?.nextPollAt).toBeGreaterThanOrEqual(vigie.now() + 5 * HOUR);
  });

  it("give way to the operator's own", async () => {
    const vigie = aLife(aConfig({ feeds: [aFeed({ everyMs: 10 * MINUTE })] }));
    vigie.answer(ADDRESS, aBody(ttl(10_080), ADDRESS));
    await vigie.round();
    expect(vigie.state()?.nextPollAt).toBeLessThanOrEqual(vigie.now() + 15 * MINUTE);
  });
});

describe("a sitemap index", () => {
  const part = (name: string): string => `https://example.org/${name}.xml`;
  const index = (...parts: readonly string[]): string =>
    `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${parts.join("")}</sitemapindex>`;
  const listed = (name: string, day: string): string =>
    `<sitemap><loc>${part(name)}</loc><lastmod>2026-${day}T00:00:00Z</lastmod></sitemap>`;
  const urls = (...titles: readonly string[]): string =>
    `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">${titles
      .map(
        (title) =>
          `<url><loc>https://example.org/${encodeURI(title)}</loc><n:news><n:title>${title}</n:title></n:news></url>`,
      )
      .join("")}</urlset>`;

  it("is read by its recent parts, whose new items are told", async () => {
    const vigie = aLife();
    vigie.answer(ADDRESS, aBody(index(listed("old", "01-01"), listed("new", "03-02")), ADDRESS));
    vigie.answer(part("new"), aBody(urls("Old"), part("new")));
    await vigie.round();
    vigie.answer(part("new"), aBody(urls("Tram news", "Old"), part("new")));
    await vigie.round();
    expect(vigie.titles()).toEqual(["Tram news"]);
    expect(vigie.requests.map(({ url }) => url)).not.toContain(part("old"));
  });

  it.each([
    ["at a public address asks for its parts at public ones alone", {}, true],
    ["that was read inside may have its parts there", { isInside: true } as const, undefined],
  ])("%s", async (_, where, fromOutside) => {
    const vigie = aLife();
    vigie.answer(ADDRESS, aBody(index(listed("new", "03-02")), ADDRESS, where));
    await vigie.round();
    expect(vigie.requests.map((request) => request.fromOutside)).toEqual([undefined, fromOutside]);
  });

  it("asks no other host, and of many parts five", async () => {
    const vigie = aLife();
    const parts = Array.from({ length: 9 }, (_, n) => listed(`part-${n}`, "03-02"));
    vigie.answer(
      ADDRESS,
      aBody(index(...parts, "<sitemap><loc>https://example.net/a.xml</loc></sitemap>"), ADDRESS),
    );
    await vigie.round();
    expect(vigie.requests).toHaveLength(6);
    expect(vigie.requests.every(({ url }) => url.startsWith("https://example.org/"))).toBe(true);
  });

  it.each([
    ["of all of its parts", "second-is-missing"],
    ["of one part", "second-is-read"],
  ])("whose host asks for a pause instead %s keeps it", async (_, second) => {
    const vigie = aLife();
    vigie.answer(ADDRESS, aBody(index(listed("first", "03-02"), listed("second", "03-02")), ADDRESS));
    vigie.answer(part("first"), {
      kind: "failed",
      errorKind: "rate-limited",
      detail: "example.org says that vigie asks too often (429)",
      retryAfterMs: 5 * HOUR,
      host: "example.org",
    });
    if (second === "second-is-read") vigie.answer(part("second"), aBody(urls("Old"), part("second")));
    // More often than it takes for a document cut short to be taken as it is.
    for (let i = 0; i < 4; i += 1) {
      await vigie.round();
      expect(vigie.requests).toHaveLength(3 * (i + 1));
      expect(vigie.state()).toMatchObject({ pause: { host: "example.org", until: vigie.now() + 5 * HOUR } });
      expect(vigie.state()?.nextPollAt).toBeGreaterThanOrEqual(vigie.now() + 5 * HOUR);
      vigie.wait(5 * HOUR - MINUTE);
      await vigie.round();
      expect(vigie.requests).toHaveLength(3 * (i + 1));
      vigie.wait(2 * MINUTE);
    }
  });

  it("fails as its parts do, and is not gone because they are", async () => {
    const vigie = aLife();
    vigie.answer(ADDRESS, aBody(index(listed("first", "03-02")), ADDRESS));
    for (const [kind, shown] of [
      ["timeout", "timeout"],
      ["http-403", "http-403"],
      ["gone", "http-410"],
    ] as const) {
      vigie.answer(part("first"), { kind: "failed", errorKind: kind, detail: "it failed" });
      await vigie.round();
      expect(vigie.state()?.problem).toMatchObject({
        kind: shown,
        detail: "a sitemap of the index could not be read: it failed",
      });
      expect(vigie.state()?.goneAt).toBeUndefined();
    }
  });
});

describe("a hub", () => {
  it("counts as inside while its feed is read there, and no longer", async () => {
    const vigie = aLife();
    const push = { hub: "http://hub.example/", topic: ADDRESS };
    const stored: unknown[] = [];
    for (const [title, where] of [
      ["One", {}],
      ["Two", { isInside: true }],
      ["Three", {}],
    ] as const) {
      vigie.answer(ADDRESS, aBody(rssOf([title]), ADDRESS, { push, ...where }));
      await vigie.round();
      stored.push(vigie.state()?.push);
    }
    expect(stored).toEqual([push, { ...push, isInside: true }, push]);
  });
});
