import { expect, test } from "vitest";
import { parseWebhookUrl } from "../../src/model/discord-webhook-url.ts";

const ID = "1234567890123456789";
const TOKEN = "aBc-123_xyz";

test.each([
  ["https://discord.com/api/webhooks", "https://discord.com/api"],
  ["https://discord.com/api/v10/webhooks", "https://discord.com/api"],
  ["https://ptb.discord.com/api/webhooks", "https://ptb.discord.com/api"],
  ["https://canary.discord.com/api/webhooks", "https://canary.discord.com/api"],
  ["https://discordapp.com/api/webhooks", "https://discordapp.com/api"],
  ["https://proxy.example.org:8443/discord/api/v9/webhooks", "https://proxy.example.org:8443/discord/api"],
])("%s is read as the API %s", (start, api) => {
  const read = parseWebhookUrl(` ${start}/${ID}/${TOKEN}/ `);
  expect(read).toMatchObject({ kind: "webhook", api, id: ID, encrypted: true });
  expect(read.kind === "webhook" && read.token.reveal()).toBe(TOKEN);
});

test("a thread is kept, other parameters are not needed", () => {
  const read = parseWebhookUrl(`https://discord.com/api/webhooks/${ID}/${TOKEN}?wait=true&thread_id=42`);
  expect(read).toMatchObject({ kind: "webhook", thread: "42" });
});

test("an address without encryption is read and says so", () => {
  expect(parseWebhookUrl(`http://127.0.0.1:4000/api/webhooks/1/t`)).toMatchObject({
    kind: "webhook",
    api: "http://127.0.0.1:4000/api",
    encrypted: false,
  });
});

test.each([
  ["", "is not a URL"],
  ["discord.com/api/webhooks/1/t", "is not a URL"],
  [`ftp://discord.com/api/webhooks/${ID}/${TOKEN}`, "https://"],
  [`https://me:${TOKEN}@discord.com/api/webhooks/${ID}/${TOKEN}`, "user name"],
  [`https://discord.com/channels/1/2`, "api/webhooks"],
  [`https://discord.com/api/webhooks/${ID}`, "api/webhooks"],
  [`https://discord.com/api/webhooks/${ID}/${TOKEN}/slack`, "/slack"],
  [`https://discord.com/api/webhooks/${ID}/${TOKEN}?thread_id=general`, "thread_id"],
])("%s is refused with a reason that does not repeat it", (text, words) => {
  const read = parseWebhookUrl(text);
  expect(read).toMatchObject({ kind: "invalid", reason: expect.stringContaining(words) });
  expect(JSON.stringify(read)).not.toContain(TOKEN);
});
