import {
  createSecureServer,
  type Http2SecureServer,
  type Http2Session,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from "node:http2";
import { connect, createServer } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { Secret } from "../../src/model/secret.ts";
import { aFetcher, aServer, get, textOf } from "../support/a-fetcher.ts";
import { CERTIFICATE } from "../support/certificate.ts";
import { rawResponse } from "../support/raw-server.ts";

interface H2Server {
  readonly origin: string;
  open(): number;
}

/** A server that speaks HTTP/2 alone. */
async function anH2Server(
  answer: (stream: ServerHttp2Stream, headers: IncomingHttpHeaders, session: Http2Session) => void,
): Promise<H2Server> {
  const sessions = new Set<Http2Session>();
  const server: Http2SecureServer = createSecureServer({ ...CERTIFICATE, allowHTTP1: false });
  server.on("session", (session) => {
    sessions.add(session);
    session.on("error", () => {});
    session.on("close", () => sessions.delete(session));
    session.on("stream", (stream, headers) => {
      stream.on("error", () => {});
      answer(stream, headers, session);
    });
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    for (const session of sessions) session.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return { origin: `https://localhost:${port}`, open: () => sessions.size };
}

/** An address behind which one server takes the place of another. */
async function aFront(origin: string): Promise<{ readonly origin: string; lead(to: string): void }> {
  let target = new URL(origin);
  const server = createServer((socket) => {
    const onward = connect(Number(target.port), "127.0.0.1");
    for (const one of [socket, onward]) one.on("error", () => {});
    socket.pipe(onward).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return { origin: `https://localhost:${port}`, lead: (to) => void (target = new URL(to)) };
}

const trusting = (deadlineMs = 10_000) => aFetcher({ ca: CERTIFICATE.cert, network: { deadlineMs } });

describe("a server that speaks HTTP/2", () => {
  it("is read over it, redirects and 304 included", async () => {
    const server = await anH2Server((stream, headers) => {
      const path = headers[":path"];
      if (path === "/a") stream.respond({ ":status": 301, location: "/b" }, { endStream: true });
      else if (headers["if-none-match"] === '"1"') stream.respond({ ":status": 304 }, { endStream: true });
      else {
        stream.respond({ ":status": 200, etag: '"1"', "content-type": "text/xml" });
        stream.end("<rss/>");
      }
    });
    const fetcher = trusting();
    const outcome = await get(`${server.origin}/a`, fetcher);
    expect(textOf(outcome)).toBe("<rss/>");
    expect(outcome).toMatchObject({ etag: '"1"', contentType: "text/xml", movedTo: `${server.origin}/b` });
    const again = await fetcher.fetch(
      { url: `${server.origin}/b`, etag: '"1"', copyUrl: `${server.origin}/b` },
      new AbortController().signal,
    );
    expect(again).toMatchObject({ kind: "not-modified" });
  });

  it("and breaks off in a body has given nothing", async () => {
    const server = await anH2Server((stream) => {
      stream.respond({ ":status": 200 });
      stream.write("<rss>", () => stream.destroy(new Error("broken")));
    });
    expect(await get(server.origin, trusting())).toMatchObject({ kind: "failed" });
  });

  it("and goes away in a body has given nothing", async () => {
    const server = await anH2Server((stream, _headers, session) => {
      stream.respond({ ":status": 200 });
      stream.write("<rss>", () => session.destroy());
    });
    expect(await get(server.origin, trusting())).toMatchObject({ kind: "failed" });
  });

  it("and goes away before it answers has given nothing", async () => {
    const server = await anH2Server((_stream, _headers, session) => session.goaway(0));
    expect(await get(server.origin, trusting(1000))).toMatchObject({ kind: "failed" });
  });

  it("and drips is left at the deadline", async () => {
    const server = await anH2Server((stream) => {
      stream.respond({ ":status": 200 });
      const timer = setInterval(() => stream.write("x"), 50);
      stream.on("close", () => clearInterval(timer));
    });
    expect(await get(server.origin, trusting(700))).toMatchObject({ kind: "failed", errorKind: "timeout" });
  });

  it("and says nothing at all is left at the deadline", async () => {
    const server = await anH2Server(() => {});
    expect(await get(server.origin, trusting(500))).toMatchObject({ kind: "failed", errorKind: "timeout" });
  });

  it("and later HTTP/1.1 alone is read all the while, and so when it goes back", async () => {
    const server = await anH2Server((stream) => {
      stream.respond({ ":status": 200 });
      stream.end("over HTTP/2");
    });
    const later = await aServer((socket) => socket.end(rawResponse(200, {}, "over HTTP/1.1")), { tls: true });
    const front = await aFront(server.origin);
    const fetcher = trusting();
    const said: string[] = [];
    for (const { origin } of [server, later, later, server]) {
      front.lead(origin);
      said.push(textOf(await get(front.origin, fetcher)));
    }
    expect(said).toEqual(["over HTTP/2", "over HTTP/1.1", "over HTTP/1.1", "over HTTP/2"]);
    await later.drained();
  });

  it("is never asked past a proxy, though it was asked without one before", async () => {
    const server = await anH2Server((stream) => stream.respond({ ":status": 200 }, { endStream: true }));
    const fetcher = trusting();
    expect(await get(server.origin, fetcher)).toMatchObject({ kind: "body" });
    const options = { headers: [], proxy: new Secret("http://127.0.0.1:1") };
    expect(await fetcher.fetch({ url: server.origin, options }, new AbortController().signal)).toMatchObject({
      errorKind: "connect",
      detail: expect.stringContaining("the proxy 127.0.0.1:1 cannot be reached"),
    });
  });

  it("and sends too much is refused", async () => {
    const server = await anH2Server((stream) => {
      stream.respond({ ":status": 200 });
      stream.end(Buffer.alloc(3 * 1024 * 1024));
    });
    expect(await get(server.origin, trusting())).toMatchObject({ errorKind: "too-large" });
  });

  it("is left alone once the fetcher is closed", async () => {
    const server = await anH2Server((stream) => {
      stream.respond({ ":status": 200 });
      stream.end("x");
    });
    const fetcher = trusting();
    await get(server.origin, fetcher);
    await fetcher.close();
    await expect.poll(() => server.open()).toBe(0);
  });

  it("and sends more headers than are read is refused", async () => {
    const server = await anH2Server((stream) => {
      stream.respond({ ":status": 200, "x-long": "x".repeat(40_000) });
      stream.end("x");
    });
    expect(await get(server.origin, trusting(2000))).toMatchObject({ kind: "failed" });
  });
});
