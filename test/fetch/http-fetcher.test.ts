import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { createHttpFetcher } from "../../src/fetch/http-fetcher.ts";
import { DAY, HOUR, MINUTE } from "../../src/model/time.ts";
import { CERTIFICATE, EXPIRED } from "../support/certificate.ts";
import { aFetcher, aServer, aSignal, get, NOW, textOf } from "../support/a-fetcher.ts";
import { type RawServerOptions, rawResponse } from "../support/raw-server.ts";

const NEVER = new AbortController().signal;
const FEED = "<rss/>";
const ONE_AT_A_TIME = { perHost: 1, gapMs: 0 };

describe("a document", () => {
  it("comes with its bytes, their hash, its type, its validators and the address that answered", async () => {
    const server = await aServer((socket) => {
      const headers = {
        "content-type": "text/xml; charset=utf-8",
        etag: '"v1"',
        "last-modified": "Sun, 01 Mar 2026 09:00:00 GMT",
      };
      socket.write(rawResponse(200, headers, FEED));
    });
    expect(await get(`${server.origin}/feed?a=b#c`)).toEqual({
      kind: "body",
      bytes: Buffer.from(FEED),
      sha256: "b8a3805e669decf7180d8c7f4af5d4706d615d0678c424bd1c6b853def3bf3d2",
      contentType: "text/xml; charset=utf-8",
      finalUrl: `${server.origin}/feed?a=b`,
      etag: '"v1"',
      lastModified: "Sun, 01 Mar 2026 09:00:00 GMT",
      isInside: true,
    });
  });

  it("is asked for by a robot that says who answers for it, in codings that it can read", async () => {
    const server = await aServer((socket) => socket.write(rawResponse(200)));
    await get(`${server.origin}/`, aFetcher({ network: { contact: "https://example.org/contact" } }));
    await get(`${server.origin}/`, aFetcher({ network: { contact: "L’été\r\nx: y" } }));
    await get(`${server.origin}/`, aFetcher());
    const [named, odd, plain] = server.requests.map(({ headers }) => headers);
    expect(named?.get("user-agent")).toBe("vigie/1.2.3 (+https://example.org/contact)");
    expect(odd?.get("user-agent")).toBe("vigie/1.2.3 (+L??t???x: y)");
    expect(plain?.get("user-agent")).toBe("vigie/1.2.3");
    expect(plain?.get("accept-encoding")).toBe("gzip, br");
    expect(plain?.has("authorization")).toBe(false);
    expect(plain?.has("if-none-match")).toBe(false);
  });

  it("may be empty, and may answer with a success other than 200", async () => {
    const server = await aServer((socket, { path }) =>
      socket.write(rawResponse(Number(path.slice(1)), {}, "")),
    );
    expect(textOf(await get(`${server.origin}/200`))).toBe("");
    expect(textOf(await get(`${server.origin}/203`))).toBe("");
  });

  it("is read over one connection for requests in a row, and early hints are skipped", async () => {
    const server = await aServer((socket) => {
      socket.write("HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n");
      socket.write(rawResponse(200, {}, FEED));
    });
    const fetcher = aFetcher({ politeness: ONE_AT_A_TIME });
    for (let round = 0; round < 5; round += 1) {
      expect(textOf(await get(`${server.origin}/${round}`, fetcher))).toBe(FEED);
    }
    expect(server.connections()).toBe(1);
  });
});

describe("a conditional request", () => {
  it("sends the validators as they are, and takes a 304 for unchanged, on a connection that lives on", async () => {
    const server = await aServer((socket) => socket.write('HTTP/1.1 304 Not Modified\r\netag: "v1"\r\n\r\n'));
    const fetcher = aFetcher({ politeness: ONE_AT_A_TIME });
    const url = `${server.origin}/`;
    const request = { url, etag: '"v1"', lastModified: "Sun, 01 Mar 2026 09:00:00 GMT", copyUrl: url };
    for (let round = 0; round < 3; round += 1)
      expect(await fetcher.fetch(request, NEVER)).toEqual({ kind: "not-modified", isInside: true });
    expect(server.requests[0]?.headers.get("if-none-match")).toBe('"v1"');
    expect(server.requests[0]?.headers.get("if-modified-since")).toBe("Sun, 01 Mar 2026 09:00:00 GMT");
    expect(server.connections()).toBe(1);
  });

  it("without validators makes a 304 a failure, not an empty success", async () => {
    const server = await aServer((socket) => socket.write("HTTP/1.1 304 Not Modified\r\n\r\n"));
    const fetcher = aFetcher();
    expect(await fetcher.fetch({ url: server.origin }, NEVER)).toMatchObject({
      kind: "failed",
      errorKind: "http-304",
    });
    const url = `${server.origin}/`;
    const unsendable = { url, etag: '"\u0007"', lastModified: "é", copyUrl: url };
    expect(await fetcher.fetch(unsendable, NEVER)).toMatchObject({ kind: "failed", errorKind: "http-304" });
  });
});

describe("an answer that is no document", () => {
  it.each([
    [410, "gone"],
    [429, "rate-limited"],
    [400, "http-400"],
    [401, "http-401"],
    [404, "http-404"],
    [500, "http-500"],
    [503, "http-503"],
    [204, "http-204"],
    [206, "http-206"],
    [300, "http-300"],
  ])("with status %i is a failure of kind %s that names the host", async (status, errorKind) => {
    const server = await aServer((socket) =>
      socket.write(rawResponse(status, {}, status === 204 ? "" : "sorry")),
    );
    const outcome = await get(`${server.origin}/`);
    expect(outcome).toMatchObject({ kind: "failed", errorKind });
    expect(textOf(outcome)).toContain(`127.0.0.1:${server.port}`);
    expect(outcome).not.toHaveProperty("retryAfterMs");
  });

  it.each([
    [429, "3600", HOUR],
    [429, "Mon, 02 Mar 2026 09:30:00 GMT", 30 * MINUTE],
    [503, "Monday, 02-Mar-26 11:00:00 GMT", 2 * HOUR],
    [503, "1", MINUTE],
    [503, "99999999999", 7 * DAY],
    [503, "tomorrow", undefined],
    [500, "3600", undefined],
  ])("with status %i and Retry-After %s asks for a pause of %j ms", async (status, header, wait) => {
    const server = await aServer((socket) => socket.write(rawResponse(status, { "retry-after": header })));
    const outcome = await get(`${server.origin}/`);
    expect(outcome.kind === "failed" ? outcome.retryAfterMs : "not failed").toBe(wait);
  });
});

describe("a connection that fails", () => {
  it("is refused where nobody listens", async () => {
    const server = await aServer(() => {});
    await server.close();
    expect(await get(`${server.origin}/`)).toMatchObject({
      errorKind: "connect",
      detail: expect.stringContaining("ECONNREFUSED"),
    });
  });

  it.each([
    ["closes at once", ""],
    ["does not speak HTTP", "SSH-2.0-OpenSSH_9.6\r\n"],
    ["speaks HTTP/0.9", "<rss/>"],
    ["breaks off inside the headers", "HTTP/1.1 200 OK\r\ncontent-le"],
    ["breaks off inside the body", "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n<rss"],
    ["breaks off inside a chunk", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n6\r\n<rs"],
    [
      "breaks off before the last chunk",
      "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n6\r\n<rss/>\r\n",
    ],
    [
      "sends a chunk of no size",
      "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n<rss/>\r\n0\r\n\r\n",
    ],
    ["gives two lengths", "HTTP/1.1 200 OK\r\ncontent-length: 6\r\ncontent-length: 7\r\n\r\n<rss/>"],
    ["gives a length that is no number", "HTTP/1.1 200 OK\r\ncontent-length: six\r\n\r\n<rss/>"],
    ["answers with a status that is none", "HTTP/1.1 000 X\r\n\r\n"],
    ["answers with a status below all others", "HTTP/1.1 099 X\r\n\r\n"],
    ["upgrades unasked", "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"],
  ])("because the server %s is a failure of kind connect, soon", async (_, bytes) => {
    const server = await aServer((socket) => socket.end(bytes, "latin1"));
    expect(await get(`${server.origin}/`)).toMatchObject({ kind: "failed", errorKind: "connect" });
    await server.drained();
  });

  it("over a name that nobody knows, or that has no address, is a failure of kind dns", async () => {
    const unknown = Object.assign(new Error("queryA ENOTFOUND"), { code: "ENOTFOUND" });
    const fetcher = aFetcher({
      lookup: (name) => (name === "empty.example.org" ? Promise.resolve([]) : Promise.reject(unknown)),
    });
    expect(await get("http://unknown.example.org/", fetcher)).toEqual({
      kind: "failed",
      errorKind: "dns",
      detail: "the name unknown.example.org could not be resolved (ENOTFOUND)",
    });
    expect(await get("http://empty.example.org/", fetcher)).toMatchObject({ errorKind: "dns" });
  });

  it("does not take down the next fetch from the same server", async () => {
    let broken = true;
    const server = await aServer((socket) => {
      if (broken) socket.destroy();
      else socket.write(rawResponse(200, {}, FEED));
      broken = false;
    });
    const fetcher = aFetcher();
    expect(await get(`${server.origin}/`, fetcher)).toMatchObject({ errorKind: "connect" });
    expect(textOf(await get(`${server.origin}/`, fetcher))).toBe(FEED);
  });

  it("because the server closed a kept one without a word is made again, over a redirect and later", async () => {
    const server = await aServer((socket, { path }) => {
      if (path === "/moved") socket.write(rawResponse(301, { location: "/feed" }));
      else socket.write(rawResponse(200, {}, FEED));
      socket.end();
    });
    const fetcher = aFetcher({ politeness: ONE_AT_A_TIME });
    for (let round = 0; round < 3; round += 1) {
      expect(textOf(await get(`${server.origin}/moved`, fetcher))).toBe(FEED);
      expect(textOf(await get(`${server.origin}/feed`, fetcher))).toBe(FEED);
    }
  });

  it.each<[string, number, string, RawServerOptions]>([
    ["a new connection", 0, "", {}],
    ["a kept one in the middle of its answer", 1, "HTTP/1.1 200 OK\r\ncontent-le", {}],
    ["a kept one of TLS in the middle", 1, "HTTP/1.1 200 OK\r\ncontent-le", { tls: true }],
  ])("is made no second time when the server breaks off %s", async (_, well, bytes, options) => {
    let answered = 0;
    const server = await aServer((socket) => {
      answered += 1;
      if (answered <= well) socket.write(rawResponse(200, {}, FEED));
      else socket.end(bytes);
    }, options);
    const fetcher = aFetcher({ politeness: ONE_AT_A_TIME, ca: CERTIFICATE.cert });
    for (let round = 0; round < well; round += 1)
      expect(textOf(await get(`${server.origin}/`, fetcher))).toBe(FEED);
    expect(await get(`${server.origin}/`, fetcher)).toMatchObject({ errorKind: "connect" });
    expect(server.requests).toHaveLength(well + 1);
    expect(server.connections()).toBe(1);
  });

  it("gives the next request its own answer though surplus bytes came after the last one", async () => {
    const server = await aServer((socket, { path }) => {
      if (path === "/first") {
        socket.write(Buffer.concat([rawResponse(200, {}, "first"), rawResponse(200, {}, "smuggled")]));
      } else {
        socket.write(rawResponse(200, {}, "second"));
      }
    });
    const fetcher = aFetcher();
    const first = textOf(await get(`${server.origin}/first`, fetcher));
    const second = textOf(await get(`${server.origin}/second`, fetcher));
    expect(first).not.toContain("smuggled");
    expect(second).not.toContain("smuggled");
  });
});

describe("TLS", () => {
  const local = (): Promise<{ address: string }[]> => Promise.resolve([{ address: "127.0.0.1" }]);

  it("is spoken with a server whose certificate holds", async () => {
    const server = await aServer((socket) => socket.write(rawResponse(200, {}, FEED)), { tls: true });
    expect(textOf(await get(`${server.origin}/`, aFetcher({ ca: CERTIFICATE.cert, lookup: local })))).toBe(
      FEED,
    );
  });

  it.each([
    ["nobody vouches for it", "localhost", undefined],
    ["it is for another name", "other.example.org", CERTIFICATE.cert],
  ])("fails when %s, and nothing is asked", async (_, name, ca) => {
    const server = await aServer((socket) => socket.write(rawResponse(200, {}, FEED)), { tls: true });
    const fetcher = aFetcher({ lookup: local, ...(ca === undefined ? {} : { ca }) });
    const outcome = await get(`https://${name}:${server.port}/`, fetcher);
    expect(outcome).toMatchObject({
      kind: "failed",
      errorKind: "tls",
      detail: expect.stringContaining(name),
    });
    expect(server.requests).toHaveLength(0);
    await server.drained();
  });

  it("fails when the certificate is over, though somebody vouches for it, and says so", async () => {
    const options = { tls: true, certificate: EXPIRED } as const;
    const server = await aServer((socket) => socket.write(rawResponse(200, {}, FEED)), options);
    const outcome = await get(`${server.origin}/`, aFetcher({ ca: EXPIRED.cert, lookup: local }));
    expect(outcome).toEqual({
      kind: "failed",
      errorKind: "tls",
      detail: "no trustworthy TLS connection to localhost (CERT_HAS_EXPIRED): its certificate has expired",
    });
    expect(server.requests).toHaveLength(0);
    await server.drained();
  });

  it("fails against a server that speaks plain HTTP", async () => {
    const server = await aServer(() => {}, { greeting: "HTTP/1.1 400 Bad Request\r\n\r\n" });
    expect(await get(`https://127.0.0.1:${server.port}/`)).toMatchObject({ errorKind: "tls" });
    await server.drained();
  });

  it("fails against a server that hangs up in the handshake", async () => {
    const server = await aServer(() => {}, { greeting: "bye", hangUp: true });
    expect(await get(`https://127.0.0.1:${server.port}/`)).toMatchObject({ errorKind: "tls" });
    await server.drained();
  });
});

describe("a fetcher", () => {
  it("refuses to start with an allowance that it cannot read", () => {
    const network = {
      deadlineMs: 1000,
      maxBodyBytes: 1000,
      allowAddresses: ["127.0.0.1/32", "localhost"],
      hosts: [],
    };
    expect(() => createHttpFetcher({ network, version: "1", clock: { now: () => NOW } })).toThrow(
      /localhost/u,
    );
  });

  it("ends what is in flight when it is closed, closes twice, and answers with a failure afterwards", async () => {
    const arrived = aSignal();
    const server = await aServer(() => arrived.give());
    const fetcher = aFetcher();
    const inFlight = get(`${server.origin}/`, fetcher);
    await arrived.given;
    await fetcher.close();
    expect(await inFlight).toMatchObject({ kind: "failed", errorKind: "connect" });
    await fetcher.close();
    expect(await get(`${server.origin}/`, fetcher)).toMatchObject({ kind: "failed", errorKind: "connect" });
    await server.drained();
  });

  it("follows one caller's signal in a thousand fetches without holding on to it", async () => {
    const warnings: Error[] = [];
    const listen = (warning: Error): number => warnings.push(warning);
    process.on("warning", listen);
    const server = await aServer((socket) => socket.write(rawResponse(200, {}, FEED)));
    const fetcher = aFetcher();
    const { signal } = new AbortController();
    const outcomes = await Promise.all(
      Array.from({ length: 1000 }, () => fetcher.fetch({ url: server.origin }, signal)),
    );
    process.off("warning", listen);
    expect(outcomes.filter(({ kind }) => kind === "body")).toHaveLength(1000);
    expect(getEventListeners(signal, "abort").length).toBeLessThanOrEqual(1);
    expect(warnings).toEqual([]);
    expect(server.connections()).toBeLessThanOrEqual(50);
  });
});
