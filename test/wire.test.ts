import { describe, expect, it } from "vitest";
import type { Feed } from "../src/model/feed.ts";
import { Secret } from "../src/model/secret.ts";
import { HOUR, MINUTE } from "../src/model/time.ts";
import { aDeafHost } from "./support/a-deaf-host.ts";
import { aFeed, aFeedState } from "./support/a-feed.ts";
import { aFetcher, aServer } from "./support/a-fetcher.ts";
import { aConfig, anApp, rssOf, type TestApp } from "./support/an-app.ts";
import { type RawAnswer, type RawRequest, rawResponse } from "./support/raw-server.ts";

const SECRETS: NonNullable<Feed["request"]> = {
  headers: [{ name: "x-api-key", value: new Secret("key") }],
  auth: { user: "ada", password: new Secret("s3cret") },
  cookie: new Secret("session=1"),
  userAgent: "Ada/1.0",
};

/** An app whose requests are real, with these feeds; one request at a time goes to a host. */
function onTheWire(...feeds: readonly Feed[]): TestApp {
  let now = Date.UTC(2026, 2, 2, 12);
  const clock = { now: () => now };
  const fetcher = aFetcher({
    clock,
    politeness: { perHost: 1, gapMs: 0 },
    connectMs: 300,
    lookup: () => Promise.resolve([{ address: "127.0.0.1" }]),
  });
  const config = aConfig({ feeds, poll: { ...aConfig().poll, concurrency: 8 } });
  return { ...anApp(config, { fetcher, clock }), wait: (ms) => void (now += ms) };
}

async function rounds(vigie: TestApp, count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await vigie.round();
}

/** A feed that brings one more item at each request, by the last six of which it joins on to what was known. */
function aGrowingFeed(): RawAnswer {
  let items = 1;
  return (socket) => {
    items += 1;
    const titles = Array.from({ length: Math.min(items, 6) }, (_, age) => `Item ${items - age}`);
    socket.write(rawResponse(200, {}, rssOf(titles)));
  };
}

const movedTo =
  (location: string): RawAnswer =>
  (socket) =>
    void socket.write(rawResponse(301, { location }));

function secretsIn({ headers }: RawRequest): readonly string[] {
  return ["authorization", "cookie", "x-api-key"].filter((name) => headers.has(name));
}

describe("the secrets of a feed", () => {
  it("are not sent to another origin, not even when the feed has moved there for good", async () => {
    const away = await aServer(aGrowingFeed());
    const home = await aServer(movedTo(`${away.origin}/feed`));
    const vigie = onTheWire(aFeed({ url: `${home.origin}/feed`, request: SECRETS }));
    await rounds(vigie, 8);
    expect(home.requests).toHaveLength(6);
    expect(away.requests).toHaveLength(8);
    expect(home.requests.flatMap(secretsIn)).toHaveLength(18);
    expect(away.requests.flatMap(secretsIn)).toEqual([]);
    expect(away.requests.at(-1)?.headers.get("user-agent")).toBe("Ada/1.0");
  });

  it("stay with a feed that moves within its origin, those in its address too", async () => {
    const growing = aGrowingFeed();
    const home = await aServer((socket, request) => {
      if (request.path === "/old") socket.write(rawResponse(301, { location: "/new" }));
      else if (secretsIn(request).length === 0) socket.write(rawResponse(401));
      else growing(socket, request);
    });
    const vigie = onTheWire(aFeed({ url: `http://ada:s3%40cret@127.0.0.1:${home.port}/old` }));
    await rounds(vigie, 9);
    expect(home.requests.slice(-3).map(({ path }) => path)).toEqual(["/new", "/new", "/new"]);
    const basic = `Basic ${Buffer.from("ada:s3@cret").toString("base64")}`;
    expect(new Set(home.requests.map(({ headers }) => headers.get("authorization")))).toEqual(
      new Set([basic]),
    );
    expect(JSON.stringify([...vigie.app.store.feedStates()])).not.toContain("s3");
  });

  it("are not sent for the parts of a sitemap index that a redirect led to", async () => {
    const away = await aServer((socket, { path }) => {
      const part = `<sitemap><loc>${away.origin}/part.xml</loc></sitemap>`;
      const index = `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${part}</sitemapindex>`;
      socket.write(rawResponse(200, {}, path === "/part.xml" ? rssOf(["Old"]) : index));
    });
    const home = await aServer((socket) =>
      socket.write(rawResponse(302, { location: `${away.origin}/index` })),
    );
    await onTheWire(aFeed({ url: home.origin, request: SECRETS })).round();
    expect(away.requests.map(({ path }) => path)).toEqual(["/index", "/part.xml"]);
    expect(away.requests.flatMap(secretsIn)).toEqual([]);
  });
});

describe("a pause that a host asks for", () => {
  const tooOften: RawAnswer = (socket) => void socket.write(rawResponse(429, { "retry-after": "7200" }));

  it("holds for those of its feeds too that were waiting for their turn", async () => {
    const host = await aServer(tooOften);
    const paths = ["a", "b", "c", "d", "e", "f"];
    const feeds = paths.map((id) => aFeed({ id, url: `${host.origin}/${id}` }));
    const vigie = onTheWire(...feeds);
    const { feeds: reports } = await vigie.round();
    expect(host.requests).toHaveLength(1);
    expect(reports.map(({ outcome }) => outcome)).toEqual(["error", ...feeds.slice(1).map(() => "skipped")]);
    vigie.wait(2 * HOUR - MINUTE);
    await vigie.round();
    expect(host.requests).toHaveLength(1);
  });

  it("holds for feeds that other hosts lead there", async () => {
    const host = await aServer((socket, request) => {
      if (request.path === "/own") tooOften(socket, request);
      else socket.write(rawResponse(200, {}, rssOf(["Old"])));
    });
    const ofHost = (path: string): string => `http://paused.example.org:${host.port}${path}`;
    const elsewhere = await aServer((socket) =>
      socket.write(rawResponse(302, { location: ofHost("/led-to") })),
    );
    const vigie = onTheWire(
      aFeed({ id: "own", url: ofHost("/own") }),
      aFeed({ id: "elsewhere", url: elsewhere.origin }),
    );
    await vigie.app.round({ kind: "named", ids: ["own"] }, new AbortController().signal);
    const { feeds: reports } = await vigie.round();
    expect(reports).toMatchObject([
      { feed: "own", outcome: "skipped" },
      {
        feed: "elsewhere",
        outcome: "skipped",
        detail: "paused.example.org asked to be left alone for a while",
      },
    ]);
    expect(elsewhere.requests).toHaveLength(1);
    vigie.wait(2 * HOUR + MINUTE);
    await vigie.app.round({ kind: "named", ids: ["elsewhere"] }, new AbortController().signal);
    expect(host.requests.map(({ path }) => path)).toEqual(["/own", "/led-to"]);
  });
});

describe("a host that drops every packet", () => {
  it("has its own time to connect, and its neighbour's news is delivered in the same round", async () => {
    const { port } = await aDeafHost();
    const healthy = await aServer((socket) => socket.write(rawResponse(200, {}, rssOf(["Tram news"]))));
    const vigie = onTheWire(
      aFeed({ id: "deaf", url: `http://deaf.example.org:${port}/` }),
      aFeed({
        id: "healthy",
        url: `http://healthy.example.org:${healthy.port}/`,
        firstPoll: { kind: "alert" },
      }),
    );
    const started = performance.now();
    const { feeds: reports, delivered } = await vigie.round();
    // Well within the 10 s that one whole fetch may take here.
    expect(performance.now() - started).toBeLessThan(5000);
    expect(delivered).toBe(1);
    expect(vigie.sent.map(({ alerts }) => alerts[0]?.story.title)).toEqual(["Tram news"]);
    expect(reports.find(({ feed }) => feed === "deaf")).toMatchObject({
      outcome: "error",
      errorKind: "connect",
      detail: "deaf.example.org did not accept a connection within 0.3 s",
    });
    expect(vigie.app.store.feedState("deaf")).toMatchObject({ failures: 1 });
    expect(vigie.app.store.feedState("deaf")?.nextPollAt).toBeGreaterThan(vigie.now());
  });
});

describe("a body that breaks off", () => {
  const whole = rssOf(["Tram three", "Tram two", "Tram one"]);
  const start = whole.slice(0, whole.indexOf("Tram one"));
  const head = 'HTTP/1.1 200 OK\r\netag: "cut"\r\n';
  const declared = `${head}content-length: ${whole.length}\r\n\r\n${start}`;
  const chunk = `${start.length.toString(16)}\r\n${start}\r\n`;
  const chunked = `${head}transfer-encoding: chunked\r\n\r\n${chunk}`;

  it.each<[string, RawAnswer]>([
    ["before its declared length", (socket) => void socket.end(declared)],
    ["by a reset", (socket) => void socket.write(declared, () => socket.resetAndDestroy())],
    ["before its last chunk", (socket) => void socket.end(chunked)],
    ["by a reset between chunks", (socket) => void socket.write(chunked, () => socket.resetAndDestroy())],
    ["in a chunk of no length", (socket) => void socket.end(`${chunked}nonsense\r\n`)],
  ])("%s tells nothing; each item comes once when the server heals", async (_, breaking) => {
    const healthy: RawAnswer = (socket) => void socket.write(rawResponse(200, {}, whole));
    const first: RawAnswer = (socket) =>
      void socket.write(rawResponse(200, { etag: '"1"' }, rssOf(["Tram one"])));
    const answers = [first, breaking, breaking, healthy];
    const server = await aServer((socket, request) => (answers.shift() ?? healthy)(socket, request));
    const vigie = onTheWire(aFeed({ url: `${server.origin}/feed` }));
    await vigie.round();
    for (let i = 0; i < 2; i += 1) {
      const { feeds: reports } = await vigie.round();
      expect(reports[0]).toMatchObject({ outcome: "error", errorKind: "connect", newItems: 0 });
      expect(vigie.sent).toEqual([]);
    }
    await rounds(vigie, 3);
    const told = vigie.sent.flatMap(({ alerts }) => alerts.map(({ story }) => story.title));
    expect(told.toSorted()).toEqual(["Tram three", "Tram two"]);
    const sent = server.requests.map(({ headers }) => headers.get("if-none-match"));
    expect(sent).toEqual([undefined, '"1"', '"1"', '"1"', undefined, undefined]);
  });
});

describe("the validators of a copy", () => {
  /** A feed under one ETag, as numbered ones of two hosts may well be the same. */
  const tagged =
    (...titles: readonly string[]): RawAnswer =>
    (socket, { headers }) => {
      const unchanged = headers.get("if-none-match") === '"1"';
      if (unchanged) socket.write("HTTP/1.1 304 Not Modified\r\n\r\n");
      else socket.write(rawResponse(200, { etag: '"1"' }, rssOf(titles)));
    };

  async function redirected(): Promise<{
    readonly vigie: TestApp;
    readonly requests: readonly RawRequest[];
  }> {
    const first = await aServer(tagged("Old"));
    const second = await aServer(tagged("Tram news", "Old"));
    const targets = [first, first, second, second];
    const home = await aServer((socket) =>
      socket.write(rawResponse(302, { location: `${targets.shift()?.origin}/feed` })),
    );
    return { vigie: onTheWire(aFeed({ url: home.origin })), requests: second.requests };
  }

  it("go to the address that gave them: when a redirect leads elsewhere, the news there is not missed", async () => {
    const { vigie, requests } = await redirected();
    const outcomes: unknown[] = [];
    for (let i = 0; i < 4; i += 1) outcomes.push((await vigie.round()).feeds[0]?.outcome);
    expect(outcomes).toEqual(["items", "not-modified", "items", "not-modified"]);
    expect(vigie.sent.map(({ alerts }) => alerts[0]?.story.title)).toEqual(["Tram news"]);
    expect(requests.map(({ headers }) => headers.get("if-none-match"))).toEqual([undefined, '"1"']);
  });

  it("stored by a version that did not keep that address cost one whole answer", async () => {
    const server = await aServer(tagged("Old"));
    const vigie = onTheWire(aFeed({ url: `${server.origin}/feed` }));
    await vigie.round();
    const { copyUrl: _url, ...older } = vigie.app.store.feedState("example") ?? aFeedState();
    const { store } = vigie.app;
    await store.commitPoll({ feed: older, items: [], keys: [], alerts: [], messages: [], at: vigie.now() });
    await rounds(vigie, 2);
    expect(server.requests.map(({ headers }) => headers.get("if-none-match"))).toEqual([
      undefined,
      undefined,
      '"1"',
    ]);
  });
});
