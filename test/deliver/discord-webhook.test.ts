import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import type { DiscordFault } from "../../src/demo/discord-fault.ts";
import { startDiscordStandIn } from "../../src/demo/discord-stand-in.ts";
import { openDiscordWebhook } from "../../src/deliver/discord-webhook.ts";
import { shortId } from "../../src/deliver/render/short-id.ts";
import type { Delivery } from "../../src/model/delivery.ts";
import { Secret } from "../../src/model/secret.ts";
import { anHttpClient, aWebhookChannel, TOKEN, WEBHOOK } from "../support/a-discord.ts";
import { aMessage, anAlert } from "../support/an-alert.ts";
import { startRawServer } from "../support/raw-server.ts";

const never = new AbortController().signal;

test("a story is posted once, with its link, its reasons and without any mention", async () => {
  const { discord, channel } = await aWebhookChannel();
  const delivery = await channel.send(aMessage(), never);

  expect(discord.posts).toHaveLength(1);
  const [post] = discord.posts;
  expect(delivery).toEqual({ kind: "sent", messageId: post?.id });
  expect(post?.body).toMatchObject({
    allowed_mentions: { parse: [] },
    embeds: [
      {
        author: { name: "Example · English" },
        title: "Night trams return to the harbour",
        url: "https://example.org/trams",
        description: "The night **trams** will run to the **harbour** again from Monday.",
        fields: [{ name: "Why", value: "**trams** +51 (title ×2) · **harbour** +20 (title)" }],
        footer: { text: `score 71/50 · Trams · #${shortId(aMessage().id)}` },
        timestamp: "2026-03-02T09:00:00Z",
      },
    ],
  });
});

test("Discord is asked to wait for the message and gets no Authorization", async () => {
  const { discord, channel } = await aWebhookChannel();
  await channel.send(aMessage(), never);
  expect(discord.requests).toEqual([`POST /api/v10/webhooks/${WEBHOOK}/${TOKEN}?wait=true`]);
  expect(discord.posts[0]?.headers).not.toHaveProperty("authorization");
});

test("the thread of the webhook's URL is kept", async () => {
  const { discord, clock } = await aWebhookChannel();
  const url = new Secret(`${discord.webhookUrl()}?thread_id=42`);
  const channel = openDiscordWebhook({ id: "forum", url, language: "fr" }, { clock, http: anHttpClient() });
  onTestFinished(() => channel.close());
  await channel.send(aMessage(), never);
  expect(discord.requests[0]).toMatch(/\?wait=true&thread_id=42$/);
});

const ENDINGS: readonly (readonly [string, DiscordFault, Delivery["kind"], object])[] = [
  ["a 500 leaves it open whether the post arrived", { kind: "server-error" }, "uncertain", {}],
  ["a page instead of an answer leaves it open", { kind: "html" }, "uncertain", {}],
  [
    "a deleted webhook stops the destination",
    { kind: "unknown-webhook" },
    "rejected",
    { scope: "destination" },
  ],
  ["a wrong token stops it", { kind: "invalid-webhook-token" }, "rejected", { scope: "destination" }],
  ["a missing permission stops it", { kind: "missing-access" }, "rejected", { scope: "destination" }],
  [
    "a redirect is not followed and waited out",
    { kind: "html", status: 302 },
    "retry",
    { scope: "destination" },
  ],
  ["a proxy's 403 is waited out", { kind: "html", status: 403 }, "retry", { scope: "destination" }],
];

test.each(ENDINGS)("%s", async (_, fault, kind, more) => {
  const { discord, channel } = await aWebhookChannel();
  discord.next(fault);
  await expect(channel.send(aMessage(), never)).resolves.toMatchObject({ kind, ...more });
  expect(discord.requests).toHaveLength(1);
  expect(discord.posts).toHaveLength(0);
});

test("a post that was taken before the line broke is uncertain, and not repeated by the library", async () => {
  const { discord, channel } = await aWebhookChannel();
  discord.next({ kind: "accept-then-drop" });
  await expect(channel.send(aMessage(), never)).resolves.toMatchObject({ kind: "uncertain" });
  expect(discord.posts).toHaveLength(1);
});

test("a receiver that never answers is left at the deadline, uncertain", async () => {
  const { discord, channel } = await aWebhookChannel(50);
  discord.next({ kind: "hang" });
  await expect(channel.send(aMessage(), never)).resolves.toMatchObject({ kind: "uncertain" });
});

test.each(["000", "099"])(
  "an answer with the status %s leaves it open whether the post arrived",
  async (status) => {
    const server = await startRawServer((socket) => socket.end(`HTTP/1.1 ${status} X\r\n\r\n`));
    const channel = openDiscordWebhook(
      { id: "researchers", url: new Secret(`${server.origin}/api/webhooks/1/${TOKEN}`), language: "en" },
      { clock: { now: () => 0 }, http: anHttpClient() },
    );
    onTestFinished(async () => {
      await Promise.all([channel.close(), server.close()]);
    });
    await expect(channel.send(aMessage(), never)).resolves.toMatchObject({
      kind: "uncertain",
      reason: expect.stringContaining("is not HTTP"),
    });
  },
);

test("a long rate limit is a retry at the time Discord names, and counts no attempt", async () => {
  const { discord, channel, clock } = await aWebhookChannel();
  discord.next({ kind: "rate-limited", retryAfterSeconds: 30 });
  const delivery = await channel.send(aMessage(), never);
  expect(delivery).toMatchObject({ kind: "retry", rateLimited: true, scope: "destination" });
  const wait = delivery.kind === "retry" ? (delivery.notBefore ?? 0) - clock.time : 0;
  expect(wait).toBeGreaterThanOrEqual(30_000);
  expect(wait).toBeLessThan(31_000);
  expect(discord.posts).toHaveLength(0);
});

test("a short rate limit is waited out within the attempt", async () => {
  const { discord, channel } = await aWebhookChannel();
  discord.next({ kind: "rate-limited", retryAfterSeconds: 0.05 });
  await expect(channel.send(aMessage(), never)).resolves.toMatchObject({ kind: "sent" });
  expect(discord.posts).toHaveLength(1);
});

test("a rate limit that names no time is not repeated at once", async () => {
  const { discord, channel } = await aWebhookChannel();
  discord.next({ kind: "html", status: 429 });
  await expect(channel.send(aMessage(), never)).resolves.toMatchObject({ kind: "retry", rateLimited: true });
  expect(discord.requests).toHaveLength(1);
});

test("the wait for a rate limit ends with the signal, and the post is not sent afterwards", async () => {
  const { discord, channel } = await aWebhookChannel();
  discord.next({ kind: "rate-limited", retryAfterSeconds: 1 });
  const stop = new AbortController();
  const sending = channel.send(aMessage(), stop.signal);
  await expect.poll(() => discord.requests.length).toBe(1);
  stop.abort();
  await expect(sending).resolves.toMatchObject({ kind: expect.stringMatching(/^(retry|uncertain)$/) });
  expect(discord.posts).toHaveLength(0);
});

test("a post that Discord finds invalid is told once more in its plainest form", async () => {
  const { discord, channel } = await aWebhookChannel();
  discord.next({ kind: "invalid-form" });
  await expect(channel.send(aMessage(), never)).resolves.toMatchObject({ kind: "sent" });
  expect(discord.posts[0]?.body).toMatchObject({
    allowed_mentions: { parse: [] },
    embeds: [{ title: "Night trams return to the harbour", description: "https://example.org/trams" }],
  });
});

test("a post that stays invalid goes to the dead letter and the queue goes on", async () => {
  const { discord, channel } = await aWebhookChannel();
  discord.next({ kind: "invalid-form" }, { kind: "invalid-form" });
  await expect(channel.send(aMessage(), never)).resolves.toMatchObject({
    kind: "rejected",
    scope: "message",
  });
  expect(discord.requests).toHaveLength(2);
  await expect(channel.send(aMessage(), never)).resolves.toMatchObject({ kind: "sent" });
});

test("a host that refuses the connection is tried again: nothing can have arrived", async () => {
  const { discord, channel } = await aWebhookChannel();
  await discord.close();
  await expect(channel.send(aMessage(), never)).resolves.toMatchObject({
    kind: "retry",
    scope: "destination",
    reason: expect.stringContaining("ECONNREFUSED"),
  });
});

test("a handshake that fails is tried again: nothing can have arrived", async () => {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const url = new Secret(`https://127.0.0.1:${port}/api/webhooks/${WEBHOOK}/${TOKEN}`);
  const channel = openDiscordWebhook(
    { id: "tls", url, language: "en" },
    { clock: { now: () => 0 }, http: anHttpClient() },
  );
  onTestFinished(() => channel.close());
  await expect(channel.send(aMessage(), never)).resolves.toMatchObject({
    kind: "retry",
    scope: "destination",
  });
});

test.each([
  ["an address inside", (port: number) => `http://127.0.0.1:${port}`],
  ["another spelling of it", (port: number) => `http://0x7f.1:${port}`],
  ["its form for IPv6", (port: number) => `http://[::ffff:127.0.0.1]:${port}`],
  ["its form for networks without IPv4", (port: number) => `http://[64:ff9b::7f00:1]:${port}`],
  ["a name for it", (port: number) => `http://inside.example.org:${port}`],
])("a webhook at %s is not contacted unless the operator allows it", async (_, origin) => {
  const witness = await startDiscordStandIn();
  onTestFinished(() => witness.close());
  const url = new Secret(
    witness.webhookUrl().replace(/^http:\/\/[^/]+/, origin(Number(new URL(witness.api).port))),
  );
  const http = anHttpClient({
    network: { allowAddresses: [] },
    lookup: () => Promise.resolve([{ address: "127.0.0.1" }]),
  });
  const channel = openDiscordWebhook(
    { id: "inside", url, language: "en" },
    { clock: { now: () => 0 }, http },
  );
  onTestFinished(() => channel.close());
  await expect(channel.send(aMessage(), never)).resolves.toMatchObject({
    kind: "rejected",
    scope: "destination",
    reason: expect.stringContaining("network.allowAddresses"),
  });
  expect(witness.requests).toEqual([]);
});

test("no reason holds the webhook's address, its token or what was posted", async () => {
  const { discord, channel } = await aWebhookChannel(50);
  const words = `said ${discord.webhookUrl(WEBHOOK, TOKEN)} and ${TOKEN}`;
  const planted = aMessage({
    alerts: [anAlert({ story: { ...anAlert().story, title: "planted headline" } })],
  });
  const faults: readonly DiscordFault[] = [
    { kind: "refusal", status: 400, code: 1, message: words },
    { kind: "refusal", status: 404, code: 10015, message: words },
    { kind: "server-error" },
    { kind: "rate-limited", retryAfterSeconds: 3600, global: true },
    { kind: "html", status: 400 },
    { kind: "html" },
    { kind: "accept-then-drop" },
    { kind: "hang" },
  ];
  const deliveries: Delivery[] = [];
  for (const fault of faults) {
    const { discord: other, channel: one } = await aWebhookChannel(50);
    other.next(fault);
    deliveries.push(await one.send(planted, never));
  }
  await discord.close();
  deliveries.push(await channel.send(planted, never));

  expect(deliveries.map(({ kind }) => kind)).not.toContain("sent");
  const said = JSON.stringify(deliveries);
  expect(said).not.toContain(TOKEN);
  expect(said).not.toContain("/webhooks/");
  expect(said).not.toContain("planted");
  expect(said).toContain("[secret]");
});

test("a headline made to deceive is posted as the text it is", async () => {
  const { discord, channel } = await aWebhookChannel();
  const title = "@everyone [free](https://evil.example) \u202Egpj.exe <@&1> <t:0:R> ||x|| `y` \u001B[31m";
  await channel.send(aMessage({ alerts: [anAlert({ story: { ...anAlert().story, title } })] }), never);
  expect(discord.posts[0]?.body).toMatchObject({
    allowed_mentions: { parse: [] },
    embeds: [
      {
        title:
          "@\u200Beveryone \\[free\\](https:\\//evil.example) gpj.exe \\<@&1\\> \\<t:0:R\\> \\|\\|x\\|\\| \\`y\\` \\[31m",
      },
    ],
  });
});
