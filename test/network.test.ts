import { describe, expect, it, onTestFinished } from "vitest";
import { createNetwork, type NetworkUse } from "../src/network.ts";
import { aConfig } from "./support/an-app.ts";
import { rawResponse, startRawServer } from "./support/raw-server.ts";

const OPEN: NetworkUse = aConfig();
const RUNNING = new AbortController().signal;

async function aNetwork(settings: NetworkUse) {
  const server = await startRawServer((socket) => socket.end(rawResponse(200, {}, "hello")));
  const network = createNetwork(settings, { version: "1.2.3", clock: { now: () => 0 } });
  onTestFinished(async () => {
    await Promise.all([network.fetcher.close(), network.http.close(), server.close()]);
  });
  const ask = { url: `${server.origin}/`, method: "GET", headers: {} };
  return {
    ...network,
    fetched: async () => (await network.fetcher.fetch(ask, RUNNING)).kind,
    answered: async () => (await network.http.request(ask, RUNNING)).kind,
  };
}

describe("the network under other settings", () => {
  it("reaches an address from the next request on once it is allowed, and no more once it is not", async () => {
    const closed = { ...OPEN, network: { ...OPEN.network, allowAddresses: [] } };
    const network = await aNetwork(closed);
    expect([await network.fetched(), await network.answered()]).toEqual(["failed", "failed"]);
    await network.follow(OPEN);
    expect([await network.fetched(), await network.answered()]).toEqual(["body", "answered"]);
    await network.follow(closed);
    expect([await network.fetched(), await network.answered()]).toEqual(["failed", "failed"]);
  });
});
