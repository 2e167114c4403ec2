import { createHmac } from "node:crypto";
import { connect } from "node:net";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOUR } from "../../src/model/time.ts";
import { CallbackListenError } from "../../src/websub/callback-server.ts";
import { CallbackKeys } from "../../src/websub/callback-keys.ts";
import { callbackRoutes } from "../../src/websub/callback-routes.ts";
import { Subscriptions } from "../../src/websub/subscriptions.ts";
import { WebSub } from "../../src/websub/web-sub.ts";
import { aLog } from "../support/a-log.ts";
import { startRawServer } from "../support/raw-server.ts";
import { aWebSub, aWebSubConfig, TOPIC } from "../support/a-web-sub.ts";

describe("a hub that asks whether we meant it", () => {
  const honest = { mode: "subscribe", topic: TOPIC, challenge: "c" };

  it.each([
    ["another topic", { ...honest, topic: "https://example.org/other.xml" }],
    ["no topic", { mode: "subscribe", challenge: "c" }],
    ["an end that we did not ask for", { ...honest, mode: "unsubscribe" }],
    ["a mode that is none", { ...honest, mode: "publish" }],
    ["no mode", { topic: TOPIC, challenge: "c" }],
    ["no challenge", { mode: "subscribe", topic: TOPIC }],
    ["an empty challenge", { ...honest, challenge: "" }],
    ["a challenge that is too long", { ...honest, challenge: "x".repeat(1025) }],
    ["an end of another topic", { mode: "denied", topic: "https://example.org/other.xml" }],
  ])("is told no: %s", async (_what, query) => {
    const { subscribed, hub, websub } = await aWebSub();
    const form = await subscribed();
    await hub.distribute(form, "<rss/>");
    expect((await hub.call(form, query)).status).toBe(404);
    expect(websub.isPushed("example"), "what was agreed stays").toBe(true);
  });

  it("is told no when it was not asked, or under an address that is nobody's", async () => {
    const { subscribed, hub, websub, wait } = await aWebSub();
    const form = await subscribed();
    const stranger = new URLSearchParams(form);
    stranger.set("hub.callback", `https://vigie.example.org/websub/${"0".repeat(64)}`);
    expect((await hub.call(stranger, honest)).status).toBe(404);
    hub.behave({ status: 500 });
    wait(24 * 11 * HOUR);
    expect((await hub.call(form, honest)).status, "long after the lease").toBe(404);
    expect(websub.isPushed("example")).toBe(false);
  });

  it("is told the same when it asks twice, which prolongs nothing", async () => {
    const { subscribed, hub, websub, wait } = await aWebSub();
    const form = await subscribed();
    await hub.distribute(form, "<rss/>");
    expect((await hub.call(form, { ...honest, lease_seconds: "2592000" })).status).toBe(200);
    wait(24 * 10 * HOUR);
    expect(websub.isPushed("example")).toBe(false);
  });

  it("gets its challenge back as text, whatever it is made of", async () => {
    const { subscribed, hub } = await aWebSub();
    const form = await subscribed();
    const challenge = "<script>alert(1)</script>\r\nX-Injected: é";
    const answer = await hub.call(form, { ...honest, challenge });
    expect(answer.body).toBe(challenge);
    expect(answer.headers).toMatchObject({
      "content-type": expect.stringMatching(/^text\/plain/iu),
      "x-content-type-options": "nosniff",
      "content-security-policy": expect.stringContaining("default-src 'none'"),
    });
    expect(answer.headers["x-injected"]).toBeUndefined();
  });

  it("with a challenge of a megabyte, is turned away by the server itself, which goes on", async () => {
    const { subscribed, hub } = await aWebSub();
    const form = await subscribed();
    const answer = await hub
      .call(form, { ...honest, challenge: "x".repeat(1_000_000) })
      .then(({ status }) => status)
      .catch(() => "cut off");
    expect([431, "cut off"]).toContain(answer);
    expect((await hub.call(form, honest)).status).toBe(200);
  });

  it("is not believed by an answer without a body", async () => {
    const { subscribed, hub } = await aWebSub();
    expect((await hub.call(await subscribed(), honest, "HEAD")).status).toBe(404);
  });
});

describe("content from a hub", () => {
  it.each(["sha1", "sha256", "sha384", "sha512"] as const)(
    "signed with %s reaches the pipeline as it came",
    async (method) => {
      const { subscribed, hub, arrivals } = await aWebSub();
      const answer = await hub.distribute(await subscribed(), "<rss>é</rss>", { method });
      expect(answer).toMatchObject({ status: 202, body: "" });
      expect(arrivals.bodies).toEqual([
        { feedId: "example", text: "<rss>é</rss>", contentType: "application/rss+xml" },
      ]);
    },
  );

  it.each([
    ["no signature", "none"],
    ["a wrong one", `sha256=${"0".repeat(64)}`],
    ["one of a method that is broken", `md5=${"0".repeat(32)}`],
  ])("with %s is thanked for and ignored, and counted once an hour", async (_what, signature) => {
    const { subscribed, hub, arrivals, log, wait, websub } = await aWebSub();
    const form = await subscribed();
    for (let times = 0; times < 5; times += 1)
      expect(await hub.distribute(form, "forged", { signature })).toMatchObject({ status: 202, body: "" });
    wait(HOUR);
    await hub.distribute(form, "forged", { signature });
    expect([arrivals.bodies, arrivals.polls]).toEqual([[], []]);
    expect(websub.isPushed("example")).toBe(false);
    expect(log.events.filter(({ event }) => event === "websub.unsigned")).toMatchObject([
      { fields: { feed: "example", count: 1 } },
      { fields: { feed: "example", count: 5 } },
    ]);
  });

  it("signed for one feed is nothing for another", async () => {
    const { subscribed, hub, arrivals, websub, link } = await aWebSub();
    const form = await subscribed();
    websub.watch("other", { ...link, topic: `${TOPIC}?other` });
    const other = new URLSearchParams(form);
    const token = new CallbackKeys(aWebSubConfig().secret).tokenOf("other");
    other.set("hub.callback", `https://vigie.example.org/websub/${token}`);
    expect((await hub.distribute(other, "news")).status).toBe(202);
    expect(arrivals.bodies).toEqual([]);
  });

  it("for nobody is refused for good, so that the hub stops", async () => {
    const { subscribed, hub, arrivals } = await aWebSub();
    const form = new URLSearchParams(await subscribed());
    form.set("hub.callback", `https://vigie.example.org/websub/${"0".repeat(64)}`);
    expect((await hub.distribute(form, "news")).status).toBe(410);
    form.set("hub.callback", "https://vigie.example.org/websub/");
    expect((await hub.distribute(form, "news")).status).toBe(404);
    expect(arrivals.bodies).toEqual([]);
  });

  it("that says it is larger than a feed may be is refused before it is read", async () => {
    const { subscribed, hub, arrivals } = await aWebSub();
    const form = await subscribed();
    expect((await hub.distribute(form, "x".repeat(64 * 1024 + 1))).status).toBe(413);
    expect((await hub.distribute(form, "x".repeat(64 * 1024))).status).toBe(202);
    expect(arrivals.bodies).toHaveLength(1);
  });

  it("without a declared end is cut off at the cap", async () => {
    const { subscribed, hub, arrivals } = await aWebSub();
    const answer = await hub
      .distribute(await subscribed(), "x".repeat(1_000_000), { headers: { "transfer-encoding": "chunked" } })
      .then(({ status }) => status)
      .catch(() => "cut off");
    expect([413, "cut off"]).toContain(answer);
    expect(arrivals.bodies).toEqual([]);
  });

  it("that is compressed is refused, since what was signed would be a guess", async () => {
    const { subscribed, hub, arrivals } = await aWebSub();
    const how = { headers: { "content-encoding": "gzip" } };
    const answer = await hub.distribute(await subscribed(), "news", how);
    expect(answer).toMatchObject({ status: 415, headers: { "accept-encoding": "identity" } });
    expect(arrivals.bodies).toEqual([]);
  });

  it("that breaks off reaches nobody", async () => {
    const { subscribed, websub, port, arrivals } = await aWebSub();
    const form = await subscribed();
    const { pathname } = new URL(form.get("hub.callback") ?? "");
    const half = createHmac("sha256", form.get("hub.secret") ?? "")
      .update("half")
      .digest("hex");
    const socket = connect(port, "127.0.0.1");
    socket.write(
      `POST ${pathname} HTTP/1.1\r\nHost: vigie.example.org\r\nX-Hub-Signature: sha256=${half}\r\nContent-Length: 10\r\n\r\nhalf`,
    );
    await new Promise<void>((resolve) => socket.end(() => resolve()));
    await new Promise<void>((resolve) => socket.on("close", () => resolve()).resume());
    expect(arrivals.bodies).toEqual([]);
    expect(websub.isPushed("example")).toBe(false);
  });

  it("that is empty asks for a poll", async () => {
    const { subscribed, hub, arrivals } = await aWebSub();
    expect((await hub.distribute(await subscribed(), "")).status).toBe(202);
    expect(arrivals).toMatchObject({ bodies: [], polls: ["example"] });
  });

  it("without a right signature never reaches the pipeline by a single byte", async () => {
    const keys = new CallbackKeys(aWebSubConfig().secret);
    const clock = { now: () => 0 };
    const log = aLog();
    const subscriptions = new Subscriptions({ keys, clock, log, random: () => 0 });
    const link = { hub: "https://hub.example/", topic: TOPIC };
    subscriptions.watch("example", link);
    let taken = 0;
    const announce = (): void => void (taken += 1);
    const routes = callbackRoutes("", { keys, clock, log, subscriptions, maxBodyBytes: 1000, announce });
    const digestOf = (method: string, body: Uint8Array): string =>
      createHmac(method, keys.hubSecretOf("example", link)).update(body).digest("hex");
    const methods = fc.constantFrom("sha1", "sha256", "sha384", "sha512", "md5", "SHA256", "none", "");
    const send = async (body: Uint8Array<ArrayBuffer>, signature: string): Promise<number> => {
      const init = { method: "POST", body, headers: { "x-hub-signature": signature } };
      return (await routes.request(`/${keys.tokenOf("example")}`, init)).status;
    };
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 300 })),
        fc.tuple(methods, fc.constantFrom("sha1", "sha256", "sha512")),
        fc.string({ unit: "binary-ascii" }).map((text) => text.replaceAll(/[^ -~]/gu, "")),
        async ([body, signed], [named, method], noise) => {
          fc.pre(Buffer.compare(body, signed) !== 0);
          const bytes = Uint8Array.from(body);
          for (const signature of [`${named}=${digestOf(method, signed)}`, `${named}=${noise}`, noise])
            expect(await send(bytes, signature)).toBe(202);
        },
      ),
      { numRuns: 150 },
    );
    expect(taken).toBe(0);
    const body = Uint8Array.from([1, 2, 3]);
    expect(await send(body, `sha256=${digestOf("sha256", body)}`)).toBe(202);
    expect(taken, "and a right one does").toBe(1);
  });
});

describe("the listener", () => {
  it("says which key to change when its address is taken", async () => {
    const taken = await startRawServer(() => {});
    const websub = new WebSub(aWebSubConfig({ port: taken.port }), {
      http: { request: () => Promise.reject(new Error("no hub is asked")) },
      clock: { now: () => 0 },
      log: aLog(),
      maxBodyBytes: 1000,
      userAgent: "vigie",
      random: () => 0,
    });
    const listening = websub.listen({ ingest: () => Promise.resolve("taken"), pollNow: () => {} });
    await expect(listening).rejects.toThrow(CallbackListenError);
    await expect(listening).rejects.toThrow("websub.listen");
    await websub.close();
    await taken.close();
  });

  it("keeps the path of the callback address, with or without one", async () => {
    const { subscribed, hub } = await aWebSub({ callback: "https://vigie.example.org" });
    const form = await subscribed();
    expect(new URL(form.get("hub.callback") ?? "").pathname).toMatch(/^\/[0-9a-f]{64}$/u);
    expect(hub.verifications).toMatchObject([{ status: 200 }]);
  });
});
