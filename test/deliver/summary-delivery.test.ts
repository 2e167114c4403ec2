import { describe, expect, onTestFinished, test } from "vitest";
import { startSmtpInbox } from "../../src/demo/smtp-inbox.ts";
import { openEmail } from "../../src/deliver/email.ts";
import { MINUTE } from "../../src/model/time.ts";
import { aBotChannel, aWebhookChannel } from "../support/a-discord.ts";
import { aMailConfig, aReader } from "../support/a-mail.ts";
import { POLLED_AT } from "../support/a-poll.ts";
import { aSummaryMessage, someAlerts } from "../support/a-summary.ts";

const never = new AbortController().signal;

describe("a summary to a Discord channel", () => {
  test("is one post that pings nobody and lists every story", async () => {
    const { discord, channel } = await aWebhookChannel();
    const delivery = await channel.send(aSummaryMessage(someAlerts(12)), never);
    expect(delivery).toEqual({ kind: "sent", messageId: discord.posts[0]?.id });
    expect(discord.posts).toHaveLength(1);
    const [post] = discord.posts;
    expect(post?.body).toMatchObject({
      allowed_mentions: { parse: [] },
      embeds: [{ title: "12 stories at once from Harbour News" }],
    });
    for (let n = 0; n < 12; n += 1)
      expect(JSON.stringify(post?.body)).toContain(`(https://example.org/${n})`);
  });

  test("whose form Discord refuses is refused as a whole, for the outbox to halve it", async () => {
    const { discord, channel } = await aWebhookChannel();
    discord.next({ kind: "invalid-form" });
    await expect(channel.send(aSummaryMessage(someAlerts(2)), never)).resolves.toMatchObject({
      kind: "rejected",
      scope: "message",
    });
    expect(discord.posts).toEqual([]);
  });

  test("whose answer was lost is found again by a bot, and not posted twice", async () => {
    const { discord, channel, clock } = await aBotChannel();
    const message = aSummaryMessage(someAlerts(12));
    discord.next({ kind: "accept-then-drop" });
    await expect(channel.send(message, never)).resolves.toMatchObject({ kind: "uncertain" });
    const first = clock.time;
    clock.time += 10 * MINUTE;
    const earlier = { count: 1, firstAt: first, lastAt: first, uncertain: true };
    const delivery = await channel.send({ ...message, earlier }, never);
    expect(delivery).toEqual({ kind: "sent", messageId: discord.posts[0]?.id });
    expect(discord.posts).toHaveLength(1);
  });
});

test("a summary by mail is one mail in no thread, with every story in both parts", async () => {
  const inbox = await startSmtpInbox();
  onTestFinished(() => inbox.close());
  const clock = { now: () => POLLED_AT };
  const channel = openEmail({ id: "desk", mode: "alert" }, aMailConfig(inbox.url), { clock });
  onTestFinished(() => channel.close());
  const message = { ...aSummaryMessage(someAlerts(12)), id: "s1", destination: "desk", reader: aReader() };
  expect(await channel.send(message, never)).toEqual({ kind: "sent", messageId: "<s1@example.com>" });
  const [mail] = await inbox.arrived(1);
  expect(mail?.parsed.subject).toBe("12 stories at once from Harbour News");
  expect(mail?.parsed.headers.has("references")).toBe(false);
  for (let n = 0; n < 12; n += 1) {
    expect(mail?.parsed.html).toContain(`href="https://example.org/${n}"`);
    expect(mail?.parsed.text).toContain(`https://example.org/${n}\n`);
  }
});
