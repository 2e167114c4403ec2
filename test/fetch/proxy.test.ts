import { createServer, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { Secret } from "../../src/model/secret.ts";
import { aFetcher, aServer, textOf } from "../support/a-fetcher.ts";
import { rawResponse } from "../support/raw-server.ts";

/** A proxy that opens tunnels to whoever is asked for (or to one port here), or answers with `status`. */
async function aProxy(status = 200, to?: number) {
  const asked: IncomingMessage[] = [];
  const server = createServer();
  server.on("connect", (request, socket) => {
    asked.push(request);
    socket.on("error", () => {});
    if (status !== 200) return void socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
    const [host = "", port = ""] = (request.url ?? "").split(":");
    const onward = connect(to ?? Number(port), to === undefined ? host : "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      onward.pipe(socket).pipe(onward);
    });
    onward.on("error", () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { asked, port: typeof address === "object" ? address?.port : undefined };
}

const through = (port: number | undefined) => ({
  headers: [],
  proxy: new Secret(`http://ada:s3cret@127.0.0.1:${port}`),
});
const SIGNAL = new AbortController().signal;

describe("a feed behind a proxy", () => {
  it("is asked for through it, with the proxy's credentials for the proxy alone", async () => {
    const server = await aServer((socket) => void socket.write(rawResponse(200, {}, "behind")));
    const proxy = await aProxy();
    const outcome = await aFetcher().fetch({ url: server.origin, options: through(proxy.port) }, SIGNAL);
    expect(textOf(outcome)).toBe("behind");
    expect(proxy.asked[0]?.headers["proxy-authorization"]).toMatch(/^Basic /);
    expect(server.requests[0]?.headers.has("proxy-authorization")).toBe(false);
  });

  it("and at a public address leads to none inside, though the operator allows it", async () => {
    const inside = await aServer((socket) => void socket.write(rawResponse(200, {}, "inside")));
    const outside = await aServer((socket) => {
      socket.write(rawResponse(302, { location: inside.origin }));
    });
    const proxy = await aProxy(200, outside.port);
    const fetcher = aFetcher({ lookup: () => Promise.resolve([{ address: "93.184.216.34" }]) });
    const url = "http://public.example.org/feed";
    expect(await fetcher.fetch({ url, options: through(proxy.port) }, SIGNAL)).toMatchObject({
      errorKind: "blocked-address",
      detail: expect.stringContaining("a public server or document led there"),
    });
    expect([outside.requests.length, inside.connections()]).toEqual([1, 0]);
  });

  it.each(["http://127.0.0.1:1/", "http://[::ffff:7f00:1]/", "http://0x7f.1/", "http://inside.example.org/"])(
    "is not named to it when it is at %s, inside",
    async (url) => {
      const proxy = await aProxy();
      const fetcher = aFetcher({
        network: { allowAddresses: [] },
        lookup: () => Promise.resolve([{ address: "10.0.0.1" }]),
      });
      expect(await fetcher.fetch({ url, options: through(proxy.port) }, SIGNAL)).toMatchObject({
        kind: "failed",
        errorKind: "blocked-address",
      });
      expect(proxy.asked).toEqual([]);
    },
  );

  it.each([
    [407, "http-407", /the proxy 127\.0\.0\.1:\d+ wants a user name/],
    [502, "connect", /the proxy 127\.0\.0\.1:\d+ opens no way to the host \(502\)/],
  ])(
    "whose proxy answers %d fails, and the proxy is named without its password",
    async (status, kind, words) => {
      const proxy = await aProxy(status);
      const outcome = await aFetcher().fetch(
        { url: "http://127.0.0.1:9/", options: through(proxy.port) },
        SIGNAL,
      );
      expect(outcome).toMatchObject({
        kind: "failed",
        errorKind: kind,
        detail: expect.stringMatching(words),
      });
      expect(JSON.stringify(outcome)).not.toContain("s3cret");
    },
  );

  it("whose proxy is away fails, and the proxy is named", async () => {
    const outcome = await aFetcher().fetch({ url: "http://127.0.0.1:9/", options: through(1) }, SIGNAL);
    expect(outcome).toMatchObject({
      errorKind: "connect",
      detail: "the proxy 127.0.0.1:1 cannot be reached (ECONNREFUSED)",
    });
  });
});
