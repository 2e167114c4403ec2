import { createServer } from "node:http";
import { connect } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import type { RequestOptions } from "../../src/model/request-options.ts";
import { Secret } from "../../src/model/secret.ts";
import type { FetchOutcome } from "../../src/ports/fetcher.ts";
import { aFetcher, aServer, textOf } from "../support/a-fetcher.ts";
import { AUTHORITY, CERTIFICATE, VOUCHED } from "../support/certificate.ts";
import { rawResponse, type RawServer } from "../support/raw-server.ts";

const SIGNAL = new AbortController().signal;
const TRUSTING: RequestOptions = { headers: [], ca: AUTHORITY };

/** A server with the certificate that an authority of our own gave it. */
async function anOwnServer(headers: Record<string, string> = {}, status = 200): Promise<RawServer> {
  return await aServer((socket) => socket.end(rawResponse(status, headers, "ours")), {
    tls: true,
    certificate: VOUCHED,
  });
}

/** A proxy that opens tunnels to whoever is asked for. */
async function aProxy(): Promise<Secret> {
  const server = createServer();
  server.on("connect", (request, socket) => {
    const onward = connect(Number(request.url?.split(":")[1]), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      onward.pipe(socket).pipe(onward);
    });
    for (const one of [socket, onward]) one.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return new Secret(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`);
}

function failedWith(code: string): FetchOutcome {
  return expect.objectContaining({
    kind: "failed",
    errorKind: "tls",
    detail: `no trustworthy TLS connection to localhost (${code}): no authority that is trusted here vouches for its certificate`,
  });
}

describe("a feed whose server has the certificate of an authority of one's own", () => {
  it("is refused without `ca`, with the reason, and nothing is asked", async () => {
    const server = await anOwnServer();
    const outcome = await aFetcher().fetch({ url: server.origin }, SIGNAL);
    expect(outcome).toEqual(failedWith("UNABLE_TO_VERIFY_LEAF_SIGNATURE"));
    expect(server.requests).toEqual([]);
  });

  it("is read with it, through a redirect and through a proxy as well", async () => {
    const server = await anOwnServer();
    const front = await anOwnServer({ location: server.origin }, 302);
    const fetcher = aFetcher();
    const proxied = { ...TRUSTING, proxy: await aProxy() };
    const outcomes = await Promise.all([
      fetcher.fetch({ url: server.origin, options: TRUSTING }, SIGNAL),
      fetcher.fetch({ url: front.origin, options: TRUSTING }, SIGNAL),
      fetcher.fetch({ url: server.origin, options: proxied }, SIGNAL),
    ]);
    expect(outcomes.map(textOf)).toEqual(["ours", "ours", "ours"]);
  });

  it("is trusted by no other feed, not even right after it was read", async () => {
    const server = await anOwnServer();
    const fetcher = aFetcher();
    await fetcher.keep(new Set([AUTHORITY]));
    const other: RequestOptions = { headers: [], ca: CERTIFICATE.cert };
    expect(textOf(await fetcher.fetch({ url: server.origin, options: TRUSTING }, SIGNAL))).toBe("ours");
    for (const options of [{}, { options: other }])
      expect(await fetcher.fetch({ url: server.origin, ...options }, SIGNAL)).toEqual(
        failedWith("UNABLE_TO_VERIFY_LEAF_SIGNATURE"),
      );
    expect(server.requests).toHaveLength(1);
  });

  it("is held to its name and to the address guard all the same", async () => {
    const server = await anOwnServer();
    const lookup = () => Promise.resolve([{ address: "127.0.0.1" }]);
    const named = `https://other.example.org:${server.port}/`;
    expect(await aFetcher({ lookup }).fetch({ url: named, options: TRUSTING }, SIGNAL)).toMatchObject({
      errorKind: "tls",
      detail: expect.stringContaining("its certificate is for another name"),
    });
    const closed = aFetcher({ network: { allowAddresses: [] } });
    expect(await closed.fetch({ url: server.origin, options: TRUSTING }, SIGNAL)).toMatchObject({
      errorKind: "blocked-address",
    });
    expect(server.requests).toEqual([]);
  });

  it("trusts beside it those that are trusted anyway", async () => {
    const server = await aServer((socket) => socket.end(rawResponse(200, {}, "known")), { tls: true });
    const fetcher = aFetcher({ ca: CERTIFICATE.cert });
    expect(textOf(await fetcher.fetch({ url: server.origin, options: TRUSTING }, SIGNAL))).toBe("known");
  });
});
