import { beforeEach, expect, onTestFinished, test } from "vitest";
import { type DiscordStandIn, startDiscordStandIn } from "../../src/demo/discord-stand-in.ts";
import { MINUTE } from "../../src/model/time.ts";

const CHANNEL = "2000000000000000002";
let now = 0;
let discord: DiscordStandIn;

beforeEach(async () => {
  now = Date.UTC(2026, 2, 2, 9, 6);
  discord = await startDiscordStandIn({ now: () => now, nonceWindowMs: 3 * MINUTE });
  return () => discord.close();
});

function execute(body: unknown): Promise<Response> {
  return fetch(`${discord.webhookUrl()}?wait=true`, { method: "POST", body: JSON.stringify(body) });
}

function create(body: unknown, token = "t"): Promise<Response> {
  return asBot(`/v10/channels/${CHANNEL}/messages`, { method: "POST", body: JSON.stringify(body) }, token);
}

function asBot(path: string, request: RequestInit = {}, token = "t"): Promise<Response> {
  return fetch(discord.api + path, { ...request, headers: { Authorization: `Bot ${token}` } });
}

test("a webhook's post is kept with its headers and time, and answered with an id of that time", async () => {
  const answer = await execute({ content: "hello" });
  const message = (await answer.json()) as { id: string };
  expect(discord.posts).toEqual([
    expect.objectContaining({ id: message.id, at: now, body: { content: "hello" } }),
  ]);
  expect(Number(BigInt(message.id) >> 22n) + 1_420_070_400_000).toBe(now);
});

test("without wait=true there is no answer to read", async () => {
  const answer = await fetch(discord.webhookUrl(), { method: "POST", body: '{"content":"x"}' });
  expect(answer.status).toBe(204);
  expect(discord.posts).toHaveLength(1);
});

test("a webhook's message can be read and edited, with or without a version in the path", async () => {
  const { id } = (await (await execute({ content: "first" })).json()) as { id: string };
  const address = `${discord.webhookUrl().replace("/api/", "/api/v10/")}/messages/${id}`;
  await fetch(address, { method: "PATCH", body: JSON.stringify({ content: "second" }) });
  await expect((await fetch(address)).json()).resolves.toMatchObject({ id, content: "second" });
  discord.remove(id);
  await expect((await fetch(address)).json()).resolves.toMatchObject({ code: 10008 });
});

const embeds = [{ title: "t" }];

function times<T>(count: number, value: T): readonly T[] {
  return Array.from({ length: count }, () => value);
}

test.each([
  ["a title of 257", { embeds: [{ title: "x".repeat(257) }] }, "embeds.0.title"],
  ["a description of 4097", { embeds: [{ description: "x".repeat(4097) }] }, "embeds.0.description"],
  [
    "a footer of 2049",
    { embeds: [{ title: "t", footer: { text: "x".repeat(2049) } }] },
    "embeds.0.footer.text",
  ],
  [
    "an author of 257",
    { embeds: [{ title: "t", author: { name: "x".repeat(257) } }] },
    "embeds.0.author.name",
  ],
  ["a field without value", { embeds: [{ fields: [{ name: "n", value: " " }] }] }, "embeds.0.fields.0.value"],
  [
    "a field of 1025",
    { embeds: [{ fields: [{ name: "n", value: "x".repeat(1025) }] }] },
    "embeds.0.fields.0.value",
  ],
  ["26 fields", { embeds: [{ fields: times(26, { name: "n", value: "v" }) }] }, "embeds.0.fields"],
  ["eleven embeds", { embeds: times(11, { title: "t" }) }, "embeds"],
  [
    "6001 characters in all",
    { embeds: [...times(2, { description: "x".repeat(3000) }), { title: "x" }] },
    "embeds",
  ],
  ["a link that is none", { embeds: [{ title: "t", url: "javascript:1" }] }, "embeds.0.url"],
  ["a date that is none", { embeds: [{ title: "t", timestamp: "soon" }] }, "embeds.0.timestamp"],
  ["a nonce of 26", { embeds, nonce: "x".repeat(26) }, "nonce"],
  ["2001 characters of content", { content: "x".repeat(2001) }, "content"],
])("%s is refused with code 50035 and the path", async (_, body, path) => {
  const answer = await execute(body);
  const refusal = (await answer.json()) as { code: number; errors: object };
  expect(answer.status).toBe(400);
  expect(refusal.code).toBe(50035);
  expect(refusal.errors).toHaveProperty(`${path}._errors`);
  expect(discord.posts).toHaveLength(0);
});

test("6000 characters in all are taken", async () => {
  const answer = await execute({ embeds: times(2, { description: "x".repeat(3000) }) });
  expect(answer.status).toBe(200);
});

test("an empty message is refused", async () => {
  await expect((await execute({ embeds: [{ color: 1 }] })).json()).resolves.toMatchObject({ code: 50006 });
});

test("a nonce answers with the first message while it is remembered, for its author, in any channel", async () => {
  const body = { content: "x", nonce: "n", enforce_nonce: true };
  const first = (await (await create(body)).json()) as { id: string };
  await expect((await create(body)).json()).resolves.toMatchObject({ id: first.id });
  await create(body, "another");
  await create({ content: "x", nonce: "n" });
  expect(discord.posts).toHaveLength(3);
  now += 3 * MINUTE + 1;
  await create(body);
  expect(discord.posts).toHaveLength(4);
});

test("a channel shows a page after an id, newest first", async () => {
  for (const content of ["a", "b", "c"]) await create({ content });
  const after = discord.posts[0]?.id ?? "";
  const page = await asBot(`/v10/channels/${CHANNEL}/messages?after=${after}&limit=2`);
  await expect(page.json()).resolves.toMatchObject([{ content: "c" }, { content: "b" }]);
});

test("who has no bot token gets nothing", async () => {
  const answer = await fetch(`${discord.api}/v10/channels/${CHANNEL}/messages`);
  expect(answer.status).toBe(401);
});

test("faults meet the next requests, one each, and then all is well", async () => {
  discord.next({ kind: "rate-limited", retryAfterSeconds: 2, global: true }, { kind: "unknown-webhook" });
  const limited = await execute({ content: "x" });
  expect(limited.status).toBe(429);
  expect(limited.headers.get("retry-after")).toBe("2");
  expect(limited.headers.get("x-ratelimit-global")).toBe("true");
  await expect((await execute({ content: "x" })).json()).resolves.toMatchObject({ code: 10015 });
  expect((await execute({ content: "x" })).status).toBe(200);
});

test("a post that is taken before the line breaks is there", async () => {
  discord.next({ kind: "accept-then-drop" });
  await expect(execute({ content: "x" })).rejects.toThrow("fetch failed");
  expect(discord.posts).toHaveLength(1);
});

test("who waits for posts is told when they have arrived", async () => {
  const seen: string[] = [];
  const watched = await startDiscordStandIn({ onPost: (post) => seen.push(post.id) });
  onTestFinished(() => watched.close());
  const waiting = watched.arrived(2);
  for (const content of ["a", "b"]) {
    await fetch(watched.webhookUrl(), { method: "POST", body: JSON.stringify({ content }) });
  }
  const posts = await waiting;
  expect(posts.map(({ id }) => id)).toEqual(seen);
  expect(seen).toHaveLength(2);
});

test("closing twice is closing once, even while a request hangs", async () => {
  const reached = new Promise<void>((resolve) => discord.next({ kind: "hang", reached: resolve }));
  const hanging = execute({ content: "x" }).catch(() => "broken off");
  await reached;
  await discord.close();
  await discord.close();
  await expect(hanging).resolves.toBe("broken off");
});
