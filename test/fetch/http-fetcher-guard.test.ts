import { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import type { Resolve } from "../../src/fetch/guarded-connector.ts";
import { InsideOrigins } from "../../src/fetch/inside-origins.ts";
import { aFetcher, aServer, get, textOf } from "../support/a-fetcher.ts";
import { type RawServer, rawResponse } from "../support/raw-server.ts";

/** Listens on every IPv4 address of this machine, so that any way in would be seen. */
function aWitness(): Promise<RawServer> {
  return aServer((socket) => socket.write(rawResponse(200, { connection: "close" }, "inside")), {
    host: "0.0.0.0",
  });
}

/** Each is private, or becomes so once the URL is parsed. */
const PRIVATE_HOSTS = [
  "127.0.0.1",
  "127.1",
  "127.0.0.2",
  "0x7f.1",
  "0177.0.0.1",
  "2130706433",
  "%31%32%37.0.0.1",
  "127。0。0。1",
  "127.0.0.1.",
  "0.0.0.0",
  "0",
  "localhost",
  "10.0.0.1",
  "100.64.0.1",
  "169.254.169.254",
  "172.16.0.1",
  "192.168.0.1",
  "198.51.100.7",
  "224.0.0.1",
  "255.255.255.255",
  "[::1]",
  "[::]",
  "[::127.0.0.1]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[64:ff9b::127.0.0.1]",
  "[2002:7f00:1::1]",
  "[fd00::1]",
  "[fe80::1]",
];

describe("an address that is not public", () => {
  it.each(PRIVATE_HOSTS)("is refused before a packet leaves: %s", async (host) => {
    const witness = await aWitness();
    const fetcher = aFetcher({ network: { allowAddresses: [] } });
    for (const scheme of ["http", "https"]) {
      const outcome = await get(`${scheme}://${host}:${witness.port}/`, fetcher);
      expect(outcome).toMatchObject({ kind: "failed", errorKind: "blocked-address" });
      expect(textOf(outcome)).toContain("under network.allowAddresses");
    }
    expect(witness.connections()).toBe(0);
  });

  it.each(
    PRIVATE_HOSTS.filter(
      (host) =>
        !/^(?:127\.0\.0\.1\.?|127\.1|0x7f\.1|0177\..*|2130706433|%31.*|127。.*|localhost)$/u.test(host),
    ),
  )("is refused after one and two redirects: %s", async (host) => {
    const witness = await aWitness();
    const server = await aServer((socket, { path }) => {
      const location = path === "/two" ? "/one" : `http://${host}:${witness.port}/`;
      socket.write(rawResponse(302, { location: Buffer.from(location).toString("latin1") }));
    });
    for (const path of ["/one", "/two"]) {
      expect(await get(server.origin + path)).toMatchObject({ kind: "failed", errorKind: "blocked-address" });
    }
    expect(witness.connections()).toBe(0);
  });

  it("is read when it is allowed, by literal and by name; so the witness does see who comes", async () => {
    const witness = await aWitness();
    const fetcher = aFetcher({ lookup: () => Promise.resolve([{ address: "127.0.0.1" }]) });
    expect(textOf(await get(`http://127.0.0.1:${witness.port}/`, fetcher))).toBe("inside");
    expect(textOf(await get(`http://bridge.example.org:${witness.port}/`, fetcher))).toBe("inside");
    expect(witness.connections()).toBe(2);
  });

  it("is named with the line that opens it, by the address and not by the name", async () => {
    const fetcher = aFetcher({ lookup: () => Promise.resolve([{ address: "172.20.0.5" }]) });
    expect(await get("http://bridge.example.org/", fetcher)).toMatchObject({
      detail: expect.stringMatching(
        /bridge\.example\.org is at 172\.20\.0\.5.*- "172\.20\.0\.5\/32" under network\.allowAddresses/u,
      ),
    });
  });
});

describe("a name", () => {
  it("that answers with a private address is refused", async () => {
    const witness = await aWitness();
    for (const address of [
      "127.0.0.2",
      "::1",
      "::ffff:127.0.0.1",
      "0.0.0.0",
      "10.1.2.3",
      "fe80::1%lo",
      "not an address",
    ]) {
      const fetcher = aFetcher({ lookup: () => Promise.resolve([{ address }]) });
      expect(await get(`http://rebind.example.org:${witness.port}/`, fetcher)).toMatchObject({
        errorKind: "blocked-address",
      });
    }
    expect(witness.connections()).toBe(0);
  });

  it("with good and bad addresses is reached at the good ones only", async () => {
    const reached: (string | undefined)[] = [];
    const witness = await aServer(
      (socket) => {
        reached.push(socket.localAddress);
        socket.write(rawResponse(200, { connection: "close" }, "inside"));
      },
      { host: "0.0.0.0" },
    );
    const addresses = ["127.0.0.2", "10.0.0.1", "127.0.0.1", "::1", "0.0.0.0"];
    const lookup: Resolve = () => Promise.resolve(addresses.map((address) => ({ address })));
    const fetcher = aFetcher({ lookup });
    for (let round = 0; round < 3; round += 1) {
      expect(textOf(await get(`http://mixed.example.org:${witness.port}/`, fetcher))).toBe("inside");
    }
    expect(reached).toEqual(["127.0.0.1", "127.0.0.1", "127.0.0.1"]);
  });

  it("that changes its answers is looked up once for each connection, and connected to what that lookup said", async () => {
    const witness = await aWitness();
    let lookups = 0;
    const lookup: Resolve = () => {
      lookups += 1;
      return Promise.resolve([{ address: lookups % 2 === 1 ? "127.0.0.1" : "127.0.0.2" }]);
    };
    const fetcher = aFetcher({ lookup });
    const kinds: string[] = [];
    for (let round = 0; round < 6; round += 1) {
      const outcome = await get(`http://rebind.example.org:${witness.port}/`, fetcher);
      kinds.push(outcome.kind === "failed" ? outcome.errorKind : outcome.kind);
    }
    expect(kinds).toEqual(["body", "blocked-address", "body", "blocked-address", "body", "blocked-address"]);
    expect(lookups).toBe(6);
    expect(witness.connections()).toBe(3);
  });

  it("in a redirect is judged like any other", async () => {
    const witness = await aWitness();
    const server = await aServer((socket) => {
      socket.write(rawResponse(302, { location: `http://inside.example.org:${witness.port}/` }));
    });
    const fetcher = aFetcher({ lookup: () => Promise.resolve([{ address: "127.0.0.2" }]) });
    expect(await get(server.origin, fetcher)).toMatchObject({ errorKind: "blocked-address" });
    expect(witness.connections()).toBe(0);
  });
});

describe("an address inside that the operator allows", () => {
  it("is asked for when the operator names it, and led on from inside to inside", async () => {
    const end = await aServer((socket) => socket.write(rawResponse(200, {}, "inside")));
    const start = await aServer((socket) => socket.write(rawResponse(302, { location: end.origin })));
    expect(await get(start.origin)).toMatchObject({ kind: "body", isInside: true });
  });

  it("is not asked for when a document of a public address names it, nor what it leads to", async () => {
    const witness = await aWitness();
    const outcome = await aFetcher().fetch(
      { url: `http://127.0.0.1:${witness.port}/`, fromOutside: true },
      new AbortController().signal,
    );
    expect(outcome).toMatchObject({ kind: "failed", errorKind: "blocked-address" });
    expect(textOf(outcome)).toContain("127.0.0.1 is not a public address");
    expect(textOf(outcome)).not.toContain("network.allowAddresses");
    expect(witness.connections()).toBe(0);
  });
});

describe("an origin", () => {
  /** What of these addresses is inside, each connected to in turn. */
  const seenAt = (...addresses: readonly string[]): boolean => {
    const origins = new InsideOrigins();
    for (const remoteAddress of addresses) {
      const socket = Object.assign(new Socket(), {});
      Object.defineProperty(socket, "remoteAddress", { value: remoteAddress });
      const target = { hostname: "a.example", host: "a.example", protocol: "https:", port: "443" };
      origins.watched((_, callback) => callback(null, socket))(target, () => {});
    }
    return origins.has("https://a.example");
  };

  it("is inside while every connection to it led to an address that is not public", () => {
    expect(seenAt("127.0.0.1", "10.0.0.5")).toBe(true);
    expect(seenAt("93.184.216.34")).toBe(false);
    expect(seenAt("10.0.0.5", "93.184.216.34"), "that changes its address").toBe(false);
    expect(seenAt("93.184.216.34", "10.0.0.5"), "that changes it back").toBe(false);
    expect(seenAt()).toBe(false);
  });
});
