import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { freshForMs } from "../../src/fetch/freshness.ts";
import { pushLinkOf } from "../../src/fetch/push-link.ts";
import { Secret } from "../../src/model/secret.ts";
import { DAY, HOUR, MINUTE } from "../../src/model/time.ts";
import type { FetchOutcome } from "../../src/ports/fetcher.ts";
import { CERTIFICATE } from "../support/certificate.ts";
import { aFetcher, aServer, get, NOW } from "../support/a-fetcher.ts";
import { rawResponse } from "../support/raw-server.ts";

const SIGNAL = new AbortController().signal;
const date = (instant: number): string => new Date(instant).toUTCString();

describe("an answer is fresh", () => {
  it.each([
    [{ "cache-control": "max-age=600" }, 10 * MINUTE],
    [{ "cache-control": "public, Max-Age = 600, max-age=1" }, 10 * MINUTE],
    [{ "cache-control": 'max-age="600"', age: "240" }, 6 * MINUTE],
    [{ "cache-control": "max-age=600", expires: date(NOW + DAY) }, 10 * MINUTE],
    [{ expires: date(NOW + 2 * HOUR), date: date(NOW + HOUR) }, HOUR],
    [{ expires: date(NOW + HOUR) }, HOUR],
    [{ "cache-control": "max-age=99999999999999999999" }, DAY],
  ])("by %j for %d ms", (headers, ms) => {
    expect(freshForMs(headers, NOW)).toBe(ms);
  });

  it.each([
    {},
    { "cache-control": "no-store, max-age=600" },
    { "cache-control": "no-cache" },
    { "cache-control": "max-age=0" },
    { "cache-control": "max-age=-5" },
    { "cache-control": "max-age=soon" },
    { "cache-control": "s-maxage=600" },
    { "cache-control": "max-age=600", age: "601" },
    { expires: "0" },
    { expires: "tomorrow" },
    { expires: date(NOW - HOUR) },
  ])("for no time at all by %j", (headers) => {
    expect(freshForMs(headers, NOW)).toBeUndefined();
  });
});

describe("a Link header", () => {
  const at = "https://example.org/feed";

  it.each([
    ['<https://hub.example.org/>; rel="hub", </feed.xml>; rel=self'],
    ['</feed.xml>;rel=self;title="a, b; <c>",<https://hub.example.org/>; REL="preload Hub"'],
    ['<x>; rel=next, <https://hub.example.org/>; type="text/html"; rel=hub, </feed.xml>; rel="self"'],
  ])("names hub and topic: %s", (header) => {
    expect(pushLinkOf(header, at)).toEqual({
      hub: "https://hub.example.org/",
      topic: "https://example.org/feed.xml",
    });
  });

  it("without a self link is about the address that answered", () => {
    expect(pushLinkOf("<//hub.example.org/>; rel=hub", at)).toEqual({
      hub: "https://hub.example.org/",
      topic: at,
    });
  });

  it.each([undefined, "", "<javascript:1>; rel=hub", "<https://[>; rel=hub", "</feed>; rel=self", "hub"])(
    "without a hub on the web says nothing: %j",
    (header) => expect(pushLinkOf(header, at)).toBeUndefined(),
  );

  it("of any shape is read in time that grows with its length", () => {
    const spent = process.cpuUsage();
    for (const piece of ["<", "<>;", "<>; rel=", '<>;a="', "; ", "<x>;\t", ","])
      pushLinkOf(piece.repeat(16_384), at);
    expect(process.cpuUsage(spent).user).toBeLessThan(1_000_000);
    fc.assert(fc.property(fc.string(), (header) => void pushLinkOf(header, at)));
  });
});

describe("what an answer says besides the document", () => {
  it("is told with a document and with a 304", async () => {
    const server = await aServer((socket, { headers }) => {
      const said = {
        "cache-control": "max-age=900",
        link: "<https://hub.example.org/>; rel=hub",
        etag: '"1"',
      };
      socket.write(rawResponse(headers.has("if-none-match") ? 304 : 200, said, ""));
    });
    const hints = {
      freshForMs: 15 * MINUTE,
      push: { hub: "https://hub.example.org/", topic: `${server.origin}/` },
    };
    expect(await get(`${server.origin}/`)).toMatchObject({ kind: "body", ...hints });
    const again = { url: `${server.origin}/`, etag: '"1"', copyUrl: `${server.origin}/` };
    expect(await aFetcher().fetch(again, SIGNAL)).toMatchObject({ kind: "not-modified", ...hints });
  });

  it("is asked for past every cache without validators", async () => {
    const server = await aServer((socket) => void socket.write(rawResponse(200, {}, "x")));
    const url = `${server.origin}/`;
    await aFetcher().fetch({ url, etag: '"1"', copyUrl: url, fresh: true }, SIGNAL);
    const [asked] = server.requests;
    expect(asked?.headers.get("cache-control")).toBe("no-cache");
    expect(asked?.headers.has("if-none-match")).toBe(false);
  });
});

describe("a move", () => {
  async function moving(hops: Readonly<Record<string, readonly [status: number, to: string]>>) {
    const server = await aServer((socket, { path }) => {
      const hop = hops[path];
      socket.write(
        hop === undefined ? rawResponse(200, {}, "x") : rawResponse(hop[0], { location: hop[1] }, ""),
      );
    });
    const outcome: FetchOutcome = await get(`${server.origin}/a`);
    return outcome.kind === "body" ? outcome.movedTo?.replace(server.origin, "") : outcome.kind;
  }

  it("is for good when every redirect on the way is", async () => {
    expect(await moving({ "/a": [301, "/b"], "/b": [308, "/c"] })).toBe("/c");
  });

  it("is none when one of them is for now, or when there is none", async () => {
    expect(await moving({ "/a": [301, "/b"], "/b": [302, "/c"] })).toBeUndefined();
    expect(await moving({ "/a": [307, "/b"] })).toBeUndefined();
    expect(await moving({})).toBeUndefined();
  });
});

describe("a feed that is asked for in its own way", () => {
  const options = {
    headers: [{ name: "x-api-key", value: new Secret("k3y") }],
    auth: { user: "ada", password: new Secret("pässword") },
    cookie: new Secret("session=1"),
    userAgent: "Reader/1.0",
  };

  it("has its headers, its credentials, its cookie and its user agent sent", async () => {
    const server = await aServer((socket) => void socket.write(rawResponse(200, {}, "x")));
    await aFetcher().fetch({ url: server.origin, options }, SIGNAL);
    expect(Object.fromEntries(server.requests[0]?.headers ?? [])).toMatchObject({
      "x-api-key": "k3y",
      authorization: `Basic ${Buffer.from("ada:pässword").toString("base64")}`,
      cookie: "session=1",
      "user-agent": "Reader/1.0",
    });
  });

  it("has them sent to no other origin, and not again once they were dropped", async () => {
    const home = await aServer((socket, { path }) => {
      socket.write(
        path === "/a" ? rawResponse(302, { location: `${away.origin}/b` }, "") : rawResponse(200, {}, "x"),
      );
    });
    const away = await aServer((socket) => {
      socket.write(rawResponse(302, { location: `${home.origin}/c` }, ""));
    });
    expect(await aFetcher().fetch({ url: `${home.origin}/a`, options }, SIGNAL)).toMatchObject({
      kind: "body",
    });
    for (const request of [away.requests[0], home.requests[1]])
      for (const name of ["x-api-key", "authorization", "cookie"]) {
        expect(request?.headers.has("user-agent")).toBe(true);
        expect(request?.headers.has(name)).toBe(false);
      }
  });
});

describe("a wall against robots", () => {
  it.each([
    [200, { "cf-mitigated": "challenge" }, "html"],
    [403, { "cf-mitigated": "challenge" }, "http-403"],
    [403, { server: "cloudflare", "content-type": "text/html" }, "http-403"],
    [403, { "x-datadome": "protected" }, "http-403"],
  ])("is named: %d %j", async (status, headers, errorKind) => {
    const server = await aServer((socket) => void socket.write(rawResponse(status, headers, "<html>")));
    const outcome = await get(server.origin);
    expect(outcome).toMatchObject({ kind: "failed", errorKind });
    expect(outcome.kind === "failed" && outcome.detail).toContain("wall against robots");
  });

  it("is not seen in a good answer of a site that such a service protects", async () => {
    const headers = { server: "cloudflare", "x-datadome": "protected", "content-type": "text/html" };
    const server = await aServer((socket) => void socket.write(rawResponse(200, headers, "x")));
    expect(await get(server.origin)).toMatchObject({ kind: "body" });
  });

  it("is none when it leads from https to http, even for a moment", async () => {
    const secure = await aServer(
      (socket, { path }) => {
        if (path === "/home") socket.write(rawResponse(200, {}, "read"));
        else socket.write(rawResponse(301, { location: `${plain.origin}${path}` }));
      },
      { tls: true },
    );
    const plain = await aServer((socket, { path }) => {
      const back = { location: `${secure.origin}/home` };
      socket.write(path === "/there" ? rawResponse(200, {}, "read") : rawResponse(301, back));
    });
    const fetcher = aFetcher({
      ca: CERTIFICATE.cert,
      lookup: () => Promise.resolve([{ address: "127.0.0.1" }]),
    });
    for (const path of ["/there", "/there-and-back"]) {
      const outcome = await get(secure.origin + path, fetcher);
      expect(outcome).toMatchObject({ kind: "body" });
      expect(outcome).not.toHaveProperty("movedTo");
    }
    expect(await get(`${plain.origin}/back`, fetcher)).toMatchObject({ movedTo: `${secure.origin}/home` });
  });
});
