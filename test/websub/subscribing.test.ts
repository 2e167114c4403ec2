import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE, SECOND } from "../../src/model/time.ts";
import { aWebSub, aWebSubConfig, TOPIC } from "../support/a-web-sub.ts";
import { startRawServer } from "../support/raw-server.ts";

const TEN_DAYS = String((10 * DAY) / SECOND);

describe("a subscription", () => {
  it("is asked of the hub as the Recommendation says, under an address and with a secret of its own", async () => {
    const { subscribed, hub } = await aWebSub();
    const form = await subscribed();
    expect(Object.fromEntries(form)).toEqual({
      "hub.mode": "subscribe",
      "hub.topic": TOPIC,
      "hub.callback": expect.stringMatching(/^https:\/\/vigie\.example\.org\/websub\/[0-9a-f]{64}$/u),
      "hub.secret": expect.stringMatching(/^[0-9a-f]{64}$/u),
      "hub.lease_seconds": TEN_DAYS,
    });
    expect(hub.verifications).toMatchObject([
      {
        status: 200,
        body: "a-challenge-4711",
        headers: {
          "content-type": expect.stringMatching(/^text\/plain/iu),
          "x-content-type-options": "nosniff",
        },
      },
    ]);
  });

  it("slows polling down only once the hub has announced something, and until it misses something", async () => {
    const { subscribed, websub, hub, log } = await aWebSub();
    const form = await subscribed();
    expect(websub.isPushed("example")).toBe(false);
    await hub.distribute(form, "<rss/>");
    expect(websub.isPushed("example")).toBe(true);
    websub.polled("example", 1);
    expect(websub.isPushed("example"), "the poll after an announcement").toBe(true);
    websub.polled("example", 0);
    expect(websub.isPushed("example"), "nothing new").toBe(true);
    websub.polled("example", 2);
    expect(websub.isPushed("example"), "news that was not announced").toBe(false);
    expect(log.events.at(-1)).toMatchObject({ event: "websub.missed", fields: { feed: "example" } });
    await hub.distribute(form, "<rss/>");
    expect(websub.isPushed("example")).toBe(true);
  });

  it("is renewed at 80 % of the lease, and forgotten when no hub answers to the end of it", async () => {
    const { subscribed, websub, hub, wait, asked } = await aWebSub();
    const form = await subscribed();
    await hub.distribute(form, "<rss/>");
    hub.behave({ status: 500 });
    wait(8 * DAY - MINUTE);
    websub.tick();
    expect(hub.forms).toHaveLength(1);
    wait(MINUTE);
    await asked(2);
    expect(Object.fromEntries(hub.forms[1] ?? [])).toEqual(Object.fromEntries(form));
    expect(websub.isPushed("example")).toBe(true);
    wait(2 * DAY);
    expect(websub.isPushed("example")).toBe(false);
  });

  it("that could not be renewed at first is told of when it is renewed", async () => {
    const { subscribed, hub, log, wait, asked, told } = await aWebSub();
    await subscribed();
    wait(8 * DAY);
    await asked(2);
    await hub.verified(2);
    hub.behave({ status: 503 });
    wait(8 * DAY);
    await asked(3);
    await told("websub.refused");
    hub.behave({});
    wait(5 * MINUTE);
    await asked(4);
    await told("websub.subscribed", 2);
    expect(log.events.map(({ event }) => event)).toEqual([
      "websub.subscribed",
      "websub.refused",
      "websub.subscribed",
    ]);
  });

  it.each([
    ["300", 5 * MINUTE],
    ["1800", HOUR / 2],
    ["999999999999999999999", 30 * DAY],
    ["-5", 10 * DAY],
    ["soon", 10 * DAY],
    ["", 10 * DAY],
    ["86400", DAY],
  ])("is kept for a sensible time when the hub grants %s seconds", async (seconds, leaseMs) => {
    const { subscribed, websub, hub, wait } = await aWebSub();
    hub.behave({
      verification: (form) => ({
        mode: "subscribe",
        topic: form.get("hub.topic") ?? "",
        challenge: "c",
        lease_seconds: seconds,
      }),
    });
    await hub.distribute(await subscribed(), "<rss/>");
    wait(leaseMs - 1);
    expect(websub.isPushed("example")).toBe(true);
    wait(1);
    expect(websub.isPushed("example")).toBe(false);
  });

  it.each(["0", "1", "60", "299"])("is not taken for %s seconds, and counts as refused", async (seconds) => {
    const { subscribed, websub, hub, log, wait, asked } = await aWebSub();
    hub.behave({
      verification: (form) => ({
        mode: "subscribe",
        topic: form.get("hub.topic") ?? "",
        challenge: "c",
        lease_seconds: seconds,
      }),
    });
    const form = await subscribed();
    expect(hub.verifications).toMatchObject([{ status: 404 }]);
    await hub.distribute(form, "<rss/>");
    expect(websub.isPushed("example")).toBe(false);
    expect(log.events).toMatchObject([
      { event: "websub.refused", fields: { detail: `the hub would announce it for ${seconds} s only` } },
    ]);
    wait(5 * MINUTE);
    await asked(2);
  });

  it("that no hub verifies is asked for again, later and later, and complained of once", async () => {
    const { websub, hub, link, log, wait, told, asked } = await aWebSub();
    hub.behave({ verification: () => undefined });
    websub.watch("example", link);
    await asked(1);
    wait(10 * MINUTE);
    websub.tick();
    await told("websub.refused");
    for (const [round, minutes] of [5, 10, 20].entries()) {
      wait(minutes * MINUTE - SECOND);
      websub.tick();
      expect(hub.forms).toHaveLength(round + 1);
      wait(SECOND);
      await asked(round + 2);
      wait(10 * MINUTE);
      websub.tick();
    }
    expect(log.events.filter(({ event }) => event === "websub.refused")).toHaveLength(1);
    wait(DAY);
    await asked(5);
  });

  it("that a hub refuses is asked for again after five minutes", async () => {
    const { websub, hub, link, log, wait, told, asked } = await aWebSub();
    hub.behave({ status: 403 });
    websub.watch("example", link);
    websub.tick();
    await told("websub.refused");
    expect(log.events).toMatchObject([
      { event: "websub.refused", fields: { feed: "example", detail: expect.stringContaining("HTTP 403") } },
    ]);
    hub.behave({});
    wait(5 * MINUTE);
    await asked(2);
    await told("websub.subscribed");
  });

  it("that a hub ends is not asked for again before the next day", async () => {
    const { subscribed, websub, hub, log, wait, asked } = await aWebSub();
    const form = await subscribed();
    await hub.distribute(form, "<rss/>");
    const reason = `${"no ".repeat(200)}\u001B[31m`;
    const answer = await hub.call(form, { mode: "denied", topic: TOPIC, reason });
    expect(answer.status).toBe(200);
    expect(websub.isPushed("example")).toBe(false);
    const told = log.events.find(({ event }) => event === "websub.denied")?.fields["reason"];
    expect(String(told)).toMatch(/^(?:no ?){10,}$/u);
    expect(String(told).length).toBeLessThanOrEqual(200);
    wait(DAY - SECOND);
    websub.tick();
    expect(hub.forms).toHaveLength(1);
    wait(SECOND);
    await asked(2);
  });

  it("follows the publisher to another hub, and ends with the feed's link", async () => {
    const { subscribed, websub, hub, link } = await aWebSub();
    const form = await subscribed();
    websub.watch("example", { ...link, topic: "https://example.org/other.xml" });
    expect((await hub.distribute(form, "<rss/>")).status, "signed for the former topic").toBe(202);
    expect(websub.isPushed("example")).toBe(false);
    websub.watch("example", undefined);
    expect((await hub.distribute(form, "<rss/>")).status).toBe(410);
  });

  it("is asked for under the same address after a restart, and its content is good before it is verified", async () => {
    const before = await aWebSub();
    const form = await before.subscribed();
    const after = await aWebSub();
    after.websub.watch("example", before.link);
    expect((await after.hub.distribute(form, "news")).status).toBe(202);
    expect(after.arrivals.bodies).toMatchObject([{ feedId: "example", text: "news" }]);
  });
});

describe("a request to a hub", () => {
  it("comes every two seconds at most, however many feeds have the same hub", async () => {
    const { websub, hub, link, wait, asked } = await aWebSub();
    for (const id of ["a", "b", "c"]) websub.watch(id, { ...link, topic: `${TOPIC}?${id}` });
    for (const count of [1, 2, 3]) {
      await asked(count);
      await hub.verified(count);
      websub.tick();
      expect(hub.forms).toHaveLength(count);
      wait(2 * SECOND);
    }
  });

  it("never leaves for a private address that the operator did not allow", async () => {
    const { websub, hub, link, log, told } = await aWebSub({}, []);
    websub.watch("example", link);
    websub.tick();
    await told("websub.refused");
    expect(hub.forms).toEqual([]);
    expect(log.events[0]?.fields["detail"]).toContain("127.0.0.1");
  });

  it("of a public feed never leaves for a private address, though the operator allows it", async () => {
    const { websub, hub, log, told } = await aWebSub();
    websub.watch("example", { hub: hub.url, topic: TOPIC });
    websub.tick();
    await told("websub.refused");
    expect(hub.forms).toEqual([]);
    expect(log.events[0]?.fields["detail"]).toContain("a public server or document led there");
  });

  it.each([
    ["file:///etc/passwd", TOPIC],
    ["https://hub.example/", "gopher://example.org/"],
    [`https://hub.example/${"a".repeat(3000)}`, TOPIC],
    ["https://hub.example/", `https://example.org/${"a".repeat(3000)}`],
    ["no address", TOPIC],
  ])("is not made for what no hub or topic can be: %.40s, %.40s", async (hub, topic) => {
    const setting = await aWebSub();
    setting.websub.watch("example", { hub, topic });
    setting.websub.tick();
    expect(setting.log.events).toEqual([]);
    expect(setting.websub.isPushed("example")).toBe(false);
  });

  it("follows a hub that moved by 307 or 308, with everything in it", async () => {
    const { websub, hub, link, told } = await aWebSub();
    const moved = await startRawServer((socket) =>
      socket.end(`HTTP/1.1 308 Moved\r\nLocation: ${hub.url}\r\nContent-Length: 0\r\n\r\n`),
    );
    websub.watch("example", { ...link, hub: moved.origin });
    websub.tick();
    await told("websub.subscribed");
    expect(hub.forms).toHaveLength(1);
    await moved.close();
  });

  it.each([
    [302, "http://127.0.0.1:1/", /HTTP 302/u],
    [308, undefined, /HTTP 308/u],
    [308, "file:///etc/passwd", /HTTP 308/u],
    [308, "/hub", /redirects more than 3 times/u],
    [307, "http://169.254.169.254/latest/", /169\.254\.169\.254/u],
  ])("does not follow %i to %s", async (status, location, detail) => {
    const { websub, hub, link, log, told } = await aWebSub();
    hub.behave(location === undefined ? { status } : { status, location });
    websub.watch("example", link);
    websub.tick();
    await told("websub.refused");
    expect(log.events[0]?.fields["detail"]).toMatch(detail);
  });

  it.each(["000", "099"])("that is answered with the status %s is one that was refused", async (status) => {
    const { websub, link, log, told } = await aWebSub();
    const broken = await startRawServer((socket) => socket.end(`HTTP/1.1 ${status} X\r\n\r\n`));
    websub.watch("example", { ...link, hub: broken.origin });
    websub.tick();
    await told("websub.refused");
    expect(log.events).toMatchObject([
      { event: "websub.refused", fields: { detail: expect.stringContaining("is not HTTP") } },
    ]);
    await broken.close();
  });

  it("that brings out a bug of ours is told as one, counts as refused, and is made again", async () => {
    let asked = 0;
    const http = {
      async request(): Promise<never> {
        asked += 1;
        throw new TypeError("x is not a function");
      },
      async close() {},
    };
    const { websub, link, log, wait, told } = await aWebSub({}, [], http);
    websub.watch("example", link);
    websub.tick();
    await told("websub.refused");
    expect(log.events).toMatchObject([
      { level: "error", event: "websub.crashed", fields: { error: "TypeError: x is not a function" } },
      { event: "websub.refused", fields: { detail: expect.stringContaining("fault of its own") } },
    ]);
    wait(5 * MINUTE);
    await expect
      .poll(() => {
        websub.tick();
        return asked;
      })
      .toBe(2);
  });

  it("is ended when vigie stops, and then counts for nothing", async () => {
    const { websub, link, log } = await aWebSub();
    const silent = await startRawServer(() => {});
    websub.watch("example", { ...link, hub: silent.origin });
    websub.tick();
    await expect.poll(() => silent.requests.length).toBe(1);
    await websub.close();
    expect(log.events).toEqual([]);
    await silent.close();
  });

  it("tells the log nothing that a hub was given", async () => {
    const { subscribed, hub, log } = await aWebSub();
    const form = await subscribed();
    await hub.call(form, { mode: "denied", topic: TOPIC });
    const told = JSON.stringify(log.events);
    const token = new URL(form.get("hub.callback") ?? "").pathname.split("/").at(-1) ?? "";
    for (const secret of [token, form.get("hub.secret") ?? "", aWebSubConfig().secret.reveal()])
      expect(told).not.toContain(secret);
  });
});
