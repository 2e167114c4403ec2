import { expect, onTestFinished, test } from "vitest";
import { openDiscordBot } from "../../src/deliver/discord-bot.ts";
import type { Message } from "../../src/model/delivery.ts";
import { Secret } from "../../src/model/secret.ts";
import { MINUTE, SECOND } from "../../src/model/time.ts";
import { aBotChannel, anHttpClient, CHANNEL, TOKEN } from "../support/a-discord.ts";
import { aMessage, anAlert } from "../support/an-alert.ts";

const never = new AbortController().signal;

/** The message as the outbox hands it out after an attempt whose answer was lost. */
function uncertainSince(firstAt: number): Message {
  return aMessage({ earlier: { count: 1, firstAt, lastAt: firstAt, uncertain: true } });
}

test("a post goes to the configured channel with the bot's token and a nonce that Discord enforces", async () => {
  const { discord, channel } = await aBotChannel();
  await expect(channel.send(aMessage(), never)).resolves.toMatchObject({ kind: "sent" });
  const [post] = discord.posts;
  expect(discord.requests).toEqual([`POST /api/v10/channels/${CHANNEL}/messages`]);
  expect(post?.headers).toMatchObject({ authorization: `Bot ${TOKEN}` });
  expect(post?.body).toMatchObject({
    nonce: expect.stringMatching(/^[a-z2-7]{24}$/),
    enforce_nonce: true,
    allowed_mentions: { parse: [] },
  });
});

test("a repeated attempt within the minute carries the same nonce and gives one message", async () => {
  const { discord, channel, clock } = await aBotChannel();
  discord.next({ kind: "accept-then-drop" });
  await expect(channel.send(aMessage(), never)).resolves.toMatchObject({ kind: "uncertain" });
  const first = clock.time;
  clock.time += 5 * SECOND;
  const again = await channel.send(uncertainSince(first), never);
  expect(again).toEqual({ kind: "sent", messageId: discord.posts[0]?.id });
  expect(discord.posts).toHaveLength(1);
  expect(discord.requests.filter((request) => request.startsWith("GET"))).toEqual([]);
});

test("two destinations that share a bot have two nonces, or the second would stay empty", async () => {
  const { discord, channel } = await aBotChannel();
  await channel.send(aMessage({ destination: "researchers" }), never);
  await channel.send(aMessage({ destination: "newsroom" }), never);
  expect(discord.posts).toHaveLength(2);
});

test("later than the nonce holds, the post is found in the channel's history and not repeated", async () => {
  const { discord, channel, clock } = await aBotChannel();
  discord.next({ kind: "accept-then-drop" });
  await channel.send(aMessage(), never);
  const first = clock.time;
  clock.time += 60 * MINUTE;
  const again = await channel.send(uncertainSince(first), never);
  expect(again).toEqual({ kind: "sent", messageId: discord.posts[0]?.id });
  expect(discord.posts).toHaveLength(1);
});

test("a post that arrived is not given up when Discord refuses to hear of it again, within the minute or later", async () => {
  const { discord, channel, clock } = await aBotChannel();
  discord.next({ kind: "accept-then-drop" });
  await channel.send(aMessage(), never);
  const first = clock.time;
  clock.time += 5 * SECOND;
  discord.next({ kind: "invalid-form" }, { kind: "invalid-form" });
  const again = await channel.send(uncertainSince(first), never);
  expect(again).toEqual({ kind: "sent", messageId: discord.posts[0]?.id });
});

test("a post that never arrived and is refused is given up", async () => {
  const { discord, channel, clock } = await aBotChannel();
  discord.next({ kind: "invalid-form" }, { kind: "invalid-form" });
  await expect(channel.send(uncertainSince(clock.time), never)).resolves.toMatchObject({
    kind: "rejected",
    scope: "message",
  });
});

const A_DAY = 24 * 60 * MINUTE;

test.each([
  ["was a day ahead and is right again", A_DAY, 0],
  ["was a day behind and is right again", -A_DAY, 0],
  ["is a day ahead", A_DAY, A_DAY],
  ["is a day behind", -A_DAY, -A_DAY],
])("by a clock that %s the post is found all the same", async (_what, wrongThen, wrongNow) => {
  const { discord, channel, clock } = await aBotChannel();
  discord.next({ kind: "accept-then-drop" });
  await channel.send(aMessage(), never);
  const first = clock.time + wrongThen;
  clock.time += 30 * MINUTE + wrongNow;
  await expect(channel.send(uncertainSince(first), never)).resolves.toMatchObject({ kind: "sent" });
  expect(discord.posts).toHaveLength(1);
});

test("a post that never arrived is not found in a busy channel, and is sent again", async () => {
  const { discord, channel, clock } = await aBotChannel();
  const first = clock.time;
  const chatter = Array.from({ length: 120 }, (_, index) => JSON.stringify({ content: `hello ${index}` }));
  await Promise.all(
    chatter.map((body) =>
      fetch(`${discord.api}/v10/channels/${CHANNEL}/messages`, {
        method: "POST",
        headers: { Authorization: "Bot somebody-else" },
        body,
      }),
    ),
  );
  clock.time += 60 * MINUTE;
  await expect(channel.send(uncertainSince(first), never)).resolves.toMatchObject({ kind: "sent" });
  expect(discord.posts).toHaveLength(121);
  expect(discord.requests.filter((request) => request.includes("after="))).toHaveLength(2);
});

test("a post of the same short id by somebody else is not taken for ours", async () => {
  const { discord, channel, clock } = await aBotChannel();
  const stranger = openDiscordBot(
    { id: "x", token: new Secret("another"), channel: CHANNEL, api: discord.api, language: "en" },
    { clock, http: anHttpClient() },
  );
  onTestFinished(() => stranger.close());
  await stranger.send(aMessage(), never);
  const first = clock.time;
  clock.time += 60 * MINUTE;
  await channel.send(uncertainSince(first), never);
  expect(discord.posts).toHaveLength(2);
});

test.each([
  ["fails", { kind: "server-error" }],
  ["is refused", { kind: "invalid-form" }],
] as const)("as long as asking for the history %s, nothing is posted or given up", async (_how, fault) => {
  const { discord, channel, clock } = await aBotChannel();
  clock.time += 60 * MINUTE;
  discord.next(fault);
  await expect(channel.send(uncertainSince(clock.time - 5 * MINUTE), never)).resolves.toMatchObject({
    kind: "retry",
    scope: "destination",
    reason: expect.stringContaining("could not be looked for"),
  });
  expect(discord.posts).toHaveLength(0);
});

test("a post that arrived and was deleted since counts as sent", async () => {
  const { discord, channel, clock } = await aBotChannel();
  discord.next({ kind: "accept-then-drop" });
  await channel.send(aMessage(), never);
  discord.remove(discord.posts[0]?.id ?? "");
  await expect(channel.send(uncertainSince(clock.time), never)).resolves.toEqual({ kind: "sent" });
  expect(discord.posts).toHaveLength(0);
});

test("a token that Discord does not know stops the destination, and is tried again when told to", async () => {
  const { discord, channel } = await aBotChannel();
  discord.next({ kind: "unauthorised" });
  await expect(channel.send(aMessage(), never)).resolves.toMatchObject({
    kind: "rejected",
    scope: "destination",
  });
  await expect(channel.send(aMessage(), never)).resolves.toMatchObject({ kind: "sent" });
});

test("no reason holds the bot's token", async () => {
  const { discord, channel } = await aBotChannel();
  discord.next({ kind: "refusal", status: 403, code: 50013, message: `no, ${TOKEN}` });
  const delivery = await channel.send(aMessage(), never);
  expect(delivery).toMatchObject({ kind: "rejected", reason: expect.stringContaining("[secret]") });
  expect(JSON.stringify(delivery)).not.toContain(TOKEN);
});

test("a degraded post keeps its nonce, so it cannot double either", async () => {
  const { discord, channel } = await aBotChannel();
  discord.next({ kind: "invalid-form" }, { kind: "accept-then-drop" });
  await expect(channel.send(aMessage(), never)).resolves.toMatchObject({ kind: "uncertain" });
  await expect(channel.send(aMessage(), never)).resolves.toMatchObject({ kind: "sent" });
  expect(discord.posts).toHaveLength(1);
});

test("messages of one channel arrive in the order in which they were sent", async () => {
  const { discord, channel } = await aBotChannel();
  const titles = Array.from({ length: 8 }, (_, index) => `Story ${index}`);
  await Promise.all(
    titles.map((title) =>
      channel.send(
        aMessage({ id: title, alerts: [anAlert({ story: { ...anAlert().story, title } })] }),
        never,
      ),
    ),
  );
  expect(JSON.stringify(discord.posts.map(({ body }) => body)).match(/Story \d+/g)).toEqual(titles);
});
