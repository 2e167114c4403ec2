import { describe, expect, onTestFinished, test } from "vitest";
import { startSmtpInbox } from "../../src/demo/smtp-inbox.ts";
import { openEmail } from "../../src/deliver/email.ts";
import { shortId } from "../../src/deliver/render/short-id.ts";
import type { Message } from "../../src/model/delivery.ts";
import type { Notice } from "../../src/model/notice.ts";
import { MINUTE } from "../../src/model/time.ts";
import { aBotChannel, aWebhookChannel } from "../support/a-discord.ts";
import { aMailConfig, aReader } from "../support/a-mail.ts";
import { aFailingNotice, aNoticedFeed, NOTICED_AT } from "../support/a-notice.ts";
import { aMessage } from "../support/an-alert.ts";

const never = new AbortController().signal;
const RECOVERED: Notice = {
  kind: "feed-recovered",
  at: NOTICED_AT,
  feed: aNoticedFeed(),
  since: aFailingNotice().since,
};

function telling(notices: readonly Notice[], given: Partial<Message> = {}): Message {
  return aMessage({ alerts: [], notices, ...given });
}

describe("a notice to a Discord channel", () => {
  test("is one post, which pings nobody and says what became of the feed", async () => {
    const { discord, channel } = await aWebhookChannel();
    const message = telling([aFailingNotice({ feed: aNoticedFeed({ name: "@everyone News" }) })]);
    const delivery = await channel.send(message, never);
    expect(delivery).toEqual({ kind: "sent", messageId: discord.posts[0]?.id });
    expect(discord.posts.map(({ body }) => body)).toMatchObject([
      {
        allowed_mentions: { parse: [] },
        embeds: [{ title: "@\u200Beveryone News: cannot be read" }],
      },
    ]);
    expect(discord.posts[0]?.body).not.toHaveProperty("content");
  });

  test("whose form Discord refuses follows in a plain one", async () => {
    const { discord, channel } = await aWebhookChannel();
    discord.next({ kind: "invalid-form" });
    await expect(channel.send(telling([aFailingNotice()]), never)).resolves.toMatchObject({ kind: "sent" });
    expect(discord.posts).toHaveLength(1);
    expect(discord.posts[0]?.body).toMatchObject({ embeds: [{ title: "Harbour News: cannot be read" }] });
    expect(JSON.stringify(discord.posts[0]?.body)).not.toContain("fields");
  });

  test("whose answer was lost is found again by a bot, and not posted twice", async () => {
    const { discord, channel, clock } = await aBotChannel();
    const message = telling([aFailingNotice()]);
    discord.next({ kind: "accept-then-drop" });
    await expect(channel.send(message, never)).resolves.toMatchObject({ kind: "uncertain" });
    const first = clock.time;
    clock.time += 10 * MINUTE;
    const earlier = { count: 1, firstAt: first, lastAt: first, uncertain: true };
    const delivery = await channel.send({ ...message, earlier }, never);
    expect(delivery).toEqual({ kind: "sent", messageId: discord.posts[0]?.id });
    expect(discord.posts).toHaveLength(1);
    expect(JSON.stringify(discord.posts[0]?.body)).toContain(`#${shortId(message.id)}`);
  });
});

describe("a notice by mail", () => {
  const desk = async (mode: "alert" | "digest" = "alert") => {
    const inbox = await startSmtpInbox();
    onTestFinished(() => inbox.close());
    const clock = { now: () => NOTICED_AT };
    const channel = openEmail({ id: "desk", mode }, aMailConfig(inbox.url), { clock });
    onTestFinished(() => channel.close());
    const send = async (id: string, ...notices: readonly Notice[]) =>
      await channel.send(telling(notices, { id, destination: "desk", reader: aReader() }), never);
    return { inbox, send };
  };

  test("arrives whole, under the identity that every attempt at it has", async () => {
    const { inbox, send } = await desk();
    expect(await send("n1", aFailingNotice())).toEqual({ kind: "sent", messageId: "<n1@example.com>" });
    const [mail] = await inbox.arrived(1);
    expect(mail?.envelope).toEqual({ from: "vigie@example.com", to: ["ada@example.org"] });
    expect(mail?.parsed.subject).toBe("Harbour News: cannot be read");
    expect(mail?.parsed.text).toContain("\n    vigie poll --feed harbour-news\n");
    expect(mail?.parsed.html).toContain("vigie poll --feed harbour-news");
    expect(mail?.parsed.headers.get("auto-submitted")).toBe("auto-generated");
  });

  test("of a trouble and of its end stand in one thread, other notices alone", async () => {
    const { inbox, send } = await desk();
    await send("n1", aFailingNotice());
    await send("n2", RECOVERED);
    await send("n3", { kind: "feed-gone", at: NOTICED_AT, feed: aNoticedFeed() });
    await send("n4", RECOVERED, { kind: "feed-gone", at: NOTICED_AT, feed: aNoticedFeed() });
    const threads = (await inbox.arrived(4)).map(({ parsed }) => parsed.headers.get("references"));
    const thread = `<trouble.harbour-news.${aFailingNotice().since}@example.com>`;
    expect(threads).toEqual([thread, thread, undefined, undefined]);
  });

  test("cannot add a header by a feed's name", async () => {
    const { inbox, send } = await desk();
    const name = "News\r\nBcc: eve@example.org\r\n\r\n<script>alert(1)</script>";
    await send("n1", aFailingNotice({ feed: aNoticedFeed({ name }) }));
    const [mail] = await inbox.arrived(1);
    expect(mail?.envelope.to).toEqual(["ada@example.org"]);
    expect(mail?.parsed.headers.has("bcc")).toBe(false);
    expect(mail?.parsed.html).not.toContain("<script>");
  });

  test("that was queued for a mailing which has become a digest is still a notice", async () => {
    const { inbox, send } = await desk("digest");
    await send("n1", aFailingNotice());
    expect((await inbox.arrived(1))[0]?.parsed.subject).toBe("Harbour News: cannot be read");
  });
});
