import { describe, expect, it } from "vitest";
import { aFetcher, aServer, get, textOf } from "../support/a-fetcher.ts";
import { type RawServer, rawResponse } from "../support/raw-server.ts";

const BASIC = `Basic ${Buffer.from("lovelace:s3cret").toString("base64")}`;

/** Redirects each path as told, and answers with the path itself where it was told nothing. */
function redirecting(targets: Readonly<Record<string, string>>, status = 302): Promise<RawServer> {
  return aServer((socket, { path }) => {
    const location = targets[path];
    socket.write(
      location === undefined ? rawResponse(200, {}, path) : rawResponse(status, { location }, "moved"),
    );
  });
}

describe("a redirect", () => {
  it.each([301, 302, 303, 307, 308])(
    "with status %i is followed, and the last address is told",
    async (status) => {
      const server = await redirecting({ "/a": "/b?x=1" }, status);
      expect(await get(`${server.origin}/a`)).toMatchObject({
        kind: "body",
        finalUrl: `${server.origin}/b?x=1`,
      });
    },
  );

  it("is followed ten times, and not an eleventh", async () => {
    const chain = Object.fromEntries(Array.from({ length: 11 }, (_, hop) => [`/${hop}`, `/${hop + 1}`]));
    const server = await redirecting(chain);
    expect(textOf(await get(`${server.origin}/1`))).toBe("/11");
    const before = server.requests.length;
    expect(await get(`${server.origin}/0`)).toMatchObject({ kind: "failed", errorKind: "redirect" });
    expect(server.requests.length - before).toBe(11);
  });

  it("in a circle is left as soon as it closes", async () => {
    const server = await redirecting({ "/a": "/b", "/b": "/c", "/c": "/a#again", "/self": "/self" });
    expect(await get(`${server.origin}/a`)).toMatchObject({ kind: "failed", errorKind: "redirect" });
    expect(server.requests).toHaveLength(3);
    expect(await get(`${server.origin}/self`)).toMatchObject({ kind: "failed", errorKind: "redirect" });
    expect(server.requests).toHaveLength(4);
  });

  it.each([
    "http://[::bad",
    "http://",
    "http://a b/",
    "http://exa%00mple.org/",
    "http://1.2.3.4.5.999/",
    "//",
  ])("to %s is a failure, and the process lives on", async (location) => {
    const server = await redirecting({ "/a": location });
    expect(await get(`${server.origin}/a`)).toMatchObject({ kind: "failed", errorKind: "redirect" });
    expect(textOf(await get(`${server.origin}/b`))).toBe("/b");
  });

  it("without a target, or with two, is a failure", async () => {
    const server = await aServer((socket, { path }) => {
      const targets = path === "/none" ? "" : "location: /a\r\nlocation: /b\r\n";
      socket.write(`HTTP/1.1 302 Found\r\n${targets}content-length: 0\r\n\r\n`);
    });
    expect(await get(`${server.origin}/none`)).toMatchObject({ errorKind: "redirect" });
    expect(await get(`${server.origin}/two`)).toMatchObject({ errorKind: "redirect" });
  });

  it.each([
    "file:///etc/passwd",
    "ftp://127.0.0.1/",
    "data:text/plain,x",
    "javascript:1",
    "gopher://127.0.0.1:70/1",
  ])("to %s is a failure of kind scheme", async (location) => {
    const server = await redirecting({ "/a": location });
    expect(await get(`${server.origin}/a`)).toMatchObject({ kind: "failed", errorKind: "scheme" });
  });

  it("does not wait for a body that never ends", async () => {
    const server = await aServer((socket, { path }) => {
      if (path === "/b") socket.write(rawResponse(200, {}, "arrived"));
      else socket.write("HTTP/1.1 301 Moved\r\nlocation: /b\r\ncontent-length: 1000\r\n\r\nmoved");
    });
    expect(textOf(await get(`${server.origin}/a`))).toBe("arrived");
  });

  it("stays within its visit: a host in need of a pause is not asked to wait in the middle of one", async () => {
    const server = await redirecting({ "/a": "/b", "/b": "/c" });
    const fetcher = aFetcher({ politeness: { perHost: 1, gapMs: 60_000 } });
    expect(textOf(await get(`${server.origin}/a`, fetcher))).toBe("/c");
  });

  it("takes the condition of the request to the address that it belongs to, and to no other", async () => {
    const server = await aServer((socket, { path, headers }) => {
      if (path === "/a") socket.write(rawResponse(301, { location: "/b" }));
      else if (headers.has("if-none-match")) socket.write("HTTP/1.1 304 Not Modified\r\n\r\n");
      else socket.write(rawResponse(200, {}, path));
    });
    const ask = async (given: object): Promise<unknown> =>
      await aFetcher().fetch(
        { url: `${server.origin}/a`, etag: '"v1"', ...given },
        new AbortController().signal,
      );
    expect(await ask({ copyUrl: `${server.origin}/b` })).toMatchObject({ kind: "not-modified" });
    expect(await ask({ copyUrl: `${server.origin}/a` })).toMatchObject({ kind: "body" });
    expect(await ask({})).toMatchObject({ kind: "body" });
    const conditional = server.requests.filter(({ headers }) => headers.has("if-none-match"));
    expect(conditional.map(({ path }) => path)).toEqual(["/b", "/a"]);
  });
});

describe("credentials in an address", () => {
  it("are sent to their origin, over its own redirects, and are not part of the address told", async () => {
    const server = await redirecting({ "/a": "/b" });
    const address = `http://lovelace:s3cret@127.0.0.1:${server.port}`;
    expect(await get(`${address}/a`)).toMatchObject({ kind: "body", finalUrl: `${server.origin}/b` });
    expect(server.requests.map(({ headers }) => headers.get("authorization"))).toEqual([BASIC, BASIC]);
    expect(server.requests.map(({ line }) => line).join()).not.toContain("s3cret");
  });

  it("are dropped on the way to another port, and do not come back", async () => {
    const home = await redirecting({});
    const away = await redirecting({ "/a": `${home.origin}/b` });
    const first = await redirecting({ "/a": `${away.origin}/a` });
    expect(textOf(await get(`http://lovelace:s3cret@127.0.0.1:${first.port}/a`))).toBe("/b");
    expect(first.requests[0]?.headers.get("authorization")).toBe(BASIC);
    expect(away.requests[0]?.headers.has("authorization")).toBe(false);
    expect(home.requests[0]?.headers.has("authorization")).toBe(false);
  });

  it("appear in no failure, whatever fails", async () => {
    const server = await aServer((socket, { path }) => {
      const answers: Record<string, string | Uint8Array> = {
        "/circle": rawResponse(302, { location: "/circle?t=s3cret" }),
        "/circle?t=s3cret": rawResponse(302, { location: "/circle?t=s3cret" }),
        "/bad": rawResponse(302, { location: "http://lovelace:s3cret@[::bad" }),
        "/file": rawResponse(302, { location: "file://lovelace:s3cret@host/" }),
        "/blocked": rawResponse(302, { location: "http://lovelace:s3cret@10.0.0.1/" }),
        "/zip": rawResponse(200, { "content-encoding": "zstd" }, "x"),
        "/cut": "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n",
        "/404": rawResponse(404),
        "/410": rawResponse(410),
        "/large": rawResponse(200, { "content-length": "99999999" }),
      };
      const answer = answers[path];
      if (answer === undefined) return;
      socket.write(answer);
      if (path === "/cut") socket.end();
    });
    const fetcher = aFetcher({ network: { deadlineMs: 200 } });
    const paths = ["circle", "bad", "file", "blocked", "zip", "cut", "404", "410", "large", "silent"];
    const addresses = paths.map((path) => `http://lovelace:s3cret@127.0.0.1:${server.port}/${path}`);
    addresses.push(
      "http://lovelace:s3cret@127.0.0.1:1/",
      `https://lovelace:s3cret@127.0.0.1:${server.port}/`,
    );
    addresses.push(
      "ftp://lovelace:s3cret@127.0.0.1/",
      "http://lovelace:s3cret@[::bad/",
      "http://lovelace:s3cret@10.0.0.1/",
    );
    for (const address of addresses) {
      const outcome = await get(address, fetcher);
      expect(outcome.kind).toBe("failed");
      expect(textOf(outcome)).not.toMatch(/lovelace|s3cret/u);
      expect(textOf(outcome)).not.toContain(BASIC.slice(6));
    }
  });
});
