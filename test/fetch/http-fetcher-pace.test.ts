import type { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { aFetcher, aServer, aSignal, get, textOf } from "../support/a-fetcher.ts";
import { rawResponse } from "../support/raw-server.ts";

const HEAD = "HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\n";

/** `start` at once, then `bytes` every 20 ms for as long as somebody listens. */
function drip(socket: Socket, start: string, bytes: string): void {
  socket.write(start);
  const timer = setInterval(() => socket.write(bytes), 20);
  socket.on("close", () => clearInterval(timer));
}

describe("the deadline", () => {
  it.each<[string, (socket: Socket) => void]>([
    ["says nothing", () => {}],
    ["drips its headers", (socket) => drip(socket, HEAD, "x: y\r\n")],
    ["drips its body", (socket) => drip(socket, `${HEAD}content-length: 5000\r\n\r\n`, "a")],
    ["stops in the middle", (socket) => void socket.write(`${HEAD}content-length: 5000\r\n\r\n<rss>`)],
  ])("ends a fetch from a server that %s, and closes the connection", async (_, answer) => {
    const server = await aServer(answer);
    const started = performance.now();
    expect(await get(`${server.origin}/`, aFetcher({ network: { deadlineMs: 200 } }))).toEqual({
      kind: "failed",
      errorKind: "timeout",
      detail: `127.0.0.1:${server.port} had not answered in full after 0.2 s (network.deadline)`,
    });
    expect(performance.now() - started).toBeGreaterThan(190);
    await server.drained();
  });

  it("is one for all redirects together", async () => {
    const server = await aServer((socket, { path }) => {
      const next = rawResponse(302, { location: `/${Number(path.slice(1)) + 1}` });
      setTimeout(() => socket.write(next), 60);
    });
    const fetcher = aFetcher({ network: { deadlineMs: 200 } });
    expect(await get(`${server.origin}/0`, fetcher)).toMatchObject({ errorKind: "timeout" });
    expect(server.requests.length).toBeLessThan(6);
  });

  it("covers the lookup of the name", async () => {
    const fetcher = aFetcher({ network: { deadlineMs: 100 }, lookup: () => new Promise(() => {}) });
    expect(await get("http://slow.example.org/", fetcher)).toMatchObject({ errorKind: "timeout" });
  });

  it("does not run while the fetch waits for its turn", async () => {
    const server = await aServer((socket) => socket.write(rawResponse(200, {}, "read")));
    const fetcher = aFetcher({ network: { deadlineMs: 1000 }, politeness: { perHost: 1, gapMs: 1200 } });
    const outcomes = await Promise.all([
      get(`${server.origin}/1`, fetcher),
      get(`${server.origin}/2`, fetcher),
    ]);
    expect(outcomes.map(textOf)).toEqual(["read", "read"]);
  });

  it("leaves a slow body alone that arrives in time", async () => {
    const server = await aServer((socket) => {
      socket.write(`${HEAD}content-length: 6\r\n\r\n`);
      for (const [index, part] of ["<r", "ss", "/>"].entries())
        setTimeout(() => socket.write(part), 30 * index);
    });
    expect(textOf(await get(`${server.origin}/`))).toBe("<rss/>");
  });
});

describe("a fetch that is given up", () => {
  it("before it began asks for nothing", async () => {
    const server = await aServer((socket) => socket.write(rawResponse(200)));
    const outcome = await aFetcher().fetch({ url: server.origin }, AbortSignal.abort());
    expect(outcome).toMatchObject({
      kind: "failed",
      errorKind: "timeout",
      detail: expect.stringContaining("was stopped"),
    });
    expect(server.connections()).toBe(0);
  });

  it.each<[string, string]>([
    ["headers", ""],
    ["body", `${HEAD}content-length: 5000\r\n\r\n<rss>`],
  ])("while it waits for the %s ends at once and closes the connection", async (_, bytes) => {
    const arrived = aSignal();
    const server = await aServer((socket) => socket.write(bytes, () => arrived.give()));
    const controller = new AbortController();
    const outcome = aFetcher().fetch({ url: server.origin }, controller.signal);
    await arrived.given;
    controller.abort();
    expect(await outcome).toMatchObject({ kind: "failed", detail: expect.stringContaining("was stopped") });
    await server.drained();
  });

  it("while the name is looked up ends at once", async () => {
    const arrived = aSignal();
    const fetcher = aFetcher({
      lookup() {
        arrived.give();
        return new Promise(() => {});
      },
    });
    const controller = new AbortController();
    const outcome = fetcher.fetch({ url: "http://slow.example.org/" }, controller.signal);
    await arrived.given;
    controller.abort();
    expect(await outcome).toMatchObject({ kind: "failed", detail: expect.stringContaining("was stopped") });
  });

  it("while TLS is agreed on ends at once, and closing the fetcher drops the connection", async () => {
    const arrived = aSignal();
    const server = await aServer(() => {}, { onConnection: arrived.give });
    const controller = new AbortController();
    const fetcher = aFetcher();
    const outcome = fetcher.fetch({ url: `https://127.0.0.1:${server.port}/` }, controller.signal);
    await arrived.given;
    controller.abort();
    expect(await outcome).toMatchObject({ kind: "failed", detail: expect.stringContaining("was stopped") });
    await fetcher.close();
    await server.drained();
  });

  it("while it waits for its turn ends at once and gives its place to the next", async () => {
    const arrived = aSignal();
    const sockets: Socket[] = [];
    const server = await aServer((socket) => {
      sockets.push(socket);
      arrived.give();
      if (sockets.length > 1) socket.write(rawResponse(200, {}, "read"));
    });
    const fetcher = aFetcher({ politeness: { perHost: 1, gapMs: 0 } });
    const first = get(`${server.origin}/1`, fetcher);
    await arrived.given;
    const controller = new AbortController();
    const second = fetcher.fetch({ url: `${server.origin}/2` }, controller.signal);
    const third = get(`${server.origin}/3`, fetcher);
    controller.abort();
    expect(await second).toMatchObject({ kind: "failed", detail: expect.stringContaining("was stopped") });
    sockets[0]?.write(rawResponse(200, {}, "read"));
    expect([textOf(await first), textOf(await third)]).toEqual(["read", "read"]);
    expect(server.requests.map(({ path }) => path)).toEqual(["/1", "/3"]);
  });
});

describe("one host", () => {
  it.each([1, 3])(
    "never sees more than %i requests at once, on all of its ports together",
    async (perHost) => {
      let [inFlight, most] = [0, 0];
      const answer = (socket: Socket): void => {
        inFlight += 1;
        most = Math.max(most, inFlight);
        setImmediate(() => {
          inFlight -= 1;
          socket.write(rawResponse(200, {}, "read"));
        });
      };
      const servers = [await aServer(answer), await aServer(answer)];
      const fetcher = aFetcher({ politeness: { perHost, gapMs: 0 } });
      const addresses = Array.from({ length: 20 }, (_, index) => `${servers[index % 2]?.origin}/${index}`);
      const outcomes = await Promise.all(addresses.map((address) => get(address, fetcher)));
      expect(outcomes.map(textOf)).toEqual(addresses.map(() => "read"));
      expect(most).toBe(perHost);
    },
  );

  it("gets a pause between two starts", async () => {
    const server = await aServer((socket) => socket.write(rawResponse(200)));
    const fetcher = aFetcher({ politeness: { perHost: 1, gapMs: 50 } });
    const started = performance.now();
    await Promise.all(["/1", "/2", "/3", "/4"].map((path) => get(server.origin + path, fetcher)));
    expect(performance.now() - started).toBeGreaterThanOrEqual(149);
  });

  it("is the same with the dot that may end its name", async () => {
    const server = await aServer((socket) => socket.write(rawResponse(200)));
    const fetcher = aFetcher({
      politeness: { perHost: 1, gapMs: 50 },
      lookup: () => Promise.resolve([{ address: "127.0.0.1" }]),
    });
    const started = performance.now();
    const names = ["example.org", "example.org.", "example.org"];
    await Promise.all(names.map((name) => get(`http://${name}:${server.port}/`, fetcher)));
    expect(performance.now() - started).toBeGreaterThanOrEqual(99);
  });

  it("that hangs does not hold up another", async () => {
    const hanging = await aServer(() => {});
    const healthy = await aServer((socket) => socket.write(rawResponse(200, {}, "read")));
    const fetcher = aFetcher({
      politeness: { perHost: 1, gapMs: 0 },
      lookup: () => Promise.resolve([{ address: "127.0.0.1" }]),
    });
    const controller = new AbortController();
    const stuck = fetcher.fetch({ url: `http://a.example.org:${hanging.port}/` }, controller.signal);
    expect(textOf(await get(`http://b.example.org:${healthy.port}/`, fetcher))).toBe("read");
    controller.abort();
    expect((await stuck).kind).toBe("failed");
  });
});
