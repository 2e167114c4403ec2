import { describe, expect, it } from "vitest";
import { discoverFeeds, type Discovery } from "../src/discovery.ts";
import type { Fetcher } from "../src/ports/fetcher.ts";
import { aFetcher, aServer } from "./support/a-fetcher.ts";
import { aBody, rssOf } from "./support/an-app.ts";
import { type RawServer, rawResponse } from "./support/raw-server.ts";

/** A site of these documents; everything else is a page that says 404. */
async function aSite(documents: Readonly<Record<string, string>>): Promise<RawServer> {
  return await aServer((socket, { path }) => {
    const text = documents[path];
    if (text?.startsWith("→") === true) socket.write(rawResponse(302, { location: text.slice(1) }));
    else socket.write(rawResponse(text === undefined ? 404 : 200, {}, text ?? "<html>not here</html>"));
  });
}

async function discover(url: string, fetcher: Fetcher = aFetcher()): Promise<Discovery> {
  return await discoverFeeds(url, fetcher, new AbortController().signal);
}

const DATED = `<rss version="2.0"><channel><title>Le Fil</title>
<item><title>A</title><pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate></item>
<item><title>B</title><pubDate>Sun, 01 Mar 2026 08:00:00 GMT</pubDate></item></channel></rss>`;

describe("looking for the feeds of an address", () => {
  it("ends at once when it is a feed itself", async () => {
    const site = await aSite({ "/fil": DATED });
    expect(await discover(`${site.origin}/fil`)).toEqual({
      kind: "found",
      feeds: [
        {
          url: `${site.origin}/fil`,
          how: "itself",
          isComments: false,
          format: "rss",
          title: "Le Fil",
          items: 2,
          newestAt: Date.UTC(2026, 2, 2, 8),
        },
      ],
      refused: [],
    });
    expect(site.requests).toHaveLength(1);
  });

  it.each([
    ["news.example.org/fil", ["https://news.example.org/fil", "http://news.example.org/fil"]],
    ["http://news.example.org/fil", ["https://news.example.org/fil", "http://news.example.org/fil"]],
    ["https://news.example.org/fil", ["https://news.example.org/fil"]],
    ["http://news.example.org:8080/fil", ["http://news.example.org:8080/fil"]],
    ["http://192.0.2.1/fil", ["http://192.0.2.1/fil"]],
    ["http://localhost/fil", ["http://localhost/fil"]],
  ])("at %s asks for %j in turn: https is preferred", async (address, asked) => {
    const tried: string[] = [];
    const nowhere: Fetcher = {
      async fetch({ url }) {
        tried.push(url);
        return { kind: "failed", errorKind: "connect", detail: "nobody is there" };
      },
    };
    expect(await discover(address, nowhere)).toEqual({ kind: "failed", detail: "nobody is there" });
    expect(tried).toEqual(asked);
  });

  it("takes the feed that https gives, and does not ask without it", async () => {
    const tried: string[] = [];
    const secure: Fetcher = {
      async fetch({ url }) {
        tried.push(url);
        return { kind: "body", bytes: new TextEncoder().encode(DATED), sha256: "1", finalUrl: url };
      },
    };
    expect(await discover("example.org/fil", secure)).toMatchObject({
      feeds: [{ url: "https://example.org/fil" }],
    });
    expect(tried).toEqual(["https://example.org/fil"]);
  });

  it("reads each feed that the page advertises, and says which are none", async () => {
    const site = await aSite({
      "/": `<html><head>
        <link rel=alternate type=application/rss+xml href=/comments/feed title=Comments>
        <link rel=alternate type=application/rss+xml href=/a>
        <link rel=alternate type=application/atom+xml href=/gone>
        <link rel=alternate type=application/rss+xml href=/b></head></html>`,
      "/a": rssOf(["One"]),
      "/b": rssOf([]),
      "/comments/feed": rssOf(["First!"]),
    });
    const found = await discover(`${site.origin}/`);
    expect(found).toMatchObject({
      kind: "found",
      feeds: [
        { url: `${site.origin}/a`, how: "advertised", items: 1 },
        { url: `${site.origin}/b`, items: 0 },
        { url: `${site.origin}/comments/feed`, isComments: true },
      ],
      refused: [{ url: `${site.origin}/gone`, detail: expect.stringContaining("404") }],
    });
  });

  it("takes one document under two addresses for one feed", async () => {
    const site = await aSite({
      "/": `<link rel=alternate type=application/rss+xml href=/a><link rel=alternate type=text/xml href=/b>
        <link rel=alternate type=text/xml href=/c>`,
      "/a": DATED,
      "/b": "→/a",
      "/c": DATED,
    });
    expect(await discover(`${site.origin}/`)).toMatchObject({ feeds: [{ url: `${site.origin}/a` }] });
  });

  it("tries the usual places when the page names none, and stops at the first feed", async () => {
    const site = await aSite({ "/blog/": "<html><title>Blog</title></html>", "/atom.xml": DATED });
    const found = await discover(`${site.origin}/blog/`);
    expect(found).toMatchObject({ feeds: [{ url: `${site.origin}/atom.xml`, how: "usual" }] });
    expect(site.requests.at(-1)?.path).toBe("/atom.xml");
    expect(site.requests[1]?.path).toBe("/blog/feed/");
  });

  it("finds nothing where there is nothing", async () => {
    const site = await aSite({ "/": "<html>hello</html>" });
    expect(await discover(`${site.origin}/`)).toEqual({ kind: "found", feeds: [], refused: [] });
  });

  it("stops asking a host that has trouble", async () => {
    const site = await aServer((socket, { path }) => {
      if (path === "/") socket.write(rawResponse(200, {}, "<html>hello</html>"));
      else socket.write(rawResponse(503));
    });
    expect(await discover(`${site.origin}/`)).toMatchObject({ kind: "found", feeds: [] });
    expect(site.requests).toHaveLength(2);
  });

  it("says why the address itself cannot be read", async () => {
    const site = await aSite({});
    expect(await discover(`${site.origin}/`)).toMatchObject({
      kind: "failed",
      detail: expect.stringContaining("404"),
    });
    expect(await discover("ftp://example.org/")).toMatchObject({ kind: "failed" });
  });

  it("goes no way into a private network that a page points to", async () => {
    const inside = await aServer((socket) => socket.write(rawResponse(200, {}, DATED)), {
      host: "127.0.0.2",
    });
    const site = await aSite({
      "/": `<link rel=alternate type=application/rss+xml href="${inside.origin}/feed"><link rel=alternate type=text/xml href=/a>`,
      "/a": DATED,
    });
    expect(await discover(`${site.origin}/`)).toMatchObject({
      feeds: [{ url: `${site.origin}/a` }],
      refused: [{ url: `${inside.origin}/feed`, detail: expect.stringContaining("127.0.0.2") }],
    });
    expect(inside.connections()).toBe(0);
  });

  it.each([
    ["of a public page asks at public addresses alone for what it names", {}, true],
    ["of a page inside asks there as well", { isInside: true } as const, undefined],
  ])("%s", async (_, where, fromOutside) => {
    const asked: (true | undefined)[] = [];
    const page = '<html><link rel="alternate" type="application/rss+xml" href="/fil"></html>';
    const fetcher: Fetcher = {
      async fetch(request) {
        asked.push(request.fromOutside);
        return aBody(request.url.endsWith("/fil") ? DATED : page, request.url, where);
      },
    };
    await discoverFeeds("https://news.example.org/", fetcher, new AbortController().signal);
    expect(asked).toEqual([undefined, fromOutside]);
  });
});
