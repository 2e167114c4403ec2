import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formErrors, isEmptyMessage } from "../../../src/demo/discord-limits.ts";
import { COLOURS } from "../../../src/deliver/render/discord-colour.ts";
import { renderNoticePost, renderPlainNoticePost } from "../../../src/deliver/render/discord-notice.ts";
import { shortId } from "../../../src/deliver/render/short-id.ts";
import type { Message } from "../../../src/model/delivery.ts";
import type { Notice, NoticedFeed } from "../../../src/model/notice.ts";
import { aFailingNotice, aNoticedFeed, NOTICED_AT, someNotices } from "../../support/a-notice.ts";
import { aMessage } from "../../support/an-alert.ts";
import { anyText } from "../../support/any-text.ts";
import { runs } from "../../support/thorough.ts";

function telling(...notices: readonly Notice[]): Message {
  return aMessage({ alerts: [], notices });
}

function only(notice: Notice, language: "fr" | "en" = "en") {
  const { embeds } = renderNoticePost(telling(notice), language);
  const [embed] = embeds;
  if (embed === undefined || embeds.length > 1) throw new Error("not one embed");
  return embed;
}

describe("a notice as a post", () => {
  test("says what happened, since when in each reader's own time, what vigie does and what can be done", () => {
    const { since } = aFailingNotice();
    expect(renderNoticePost(telling(aFailingNotice()), "en")).toEqual({
      allowed_mentions: { parse: [] },
      embeds: [
        {
          author: { name: "For operators · Trouble" },
          title: "Harbour News: cannot be read",
          description: [
            `Since <t:${since / 1000}:f>, nothing usable has come from this feed: the server did not answer in time.`,
            "> example.org did not answer within 20 s",
          ].join("\n"),
          fields: [
            {
              name: "What vigie does",
              value: "It goes on asking, less and less often, and tells you when the feed is back.",
            },
            {
              name: "What you can do",
              value: expect.stringMatching(/```\nvigie feeds list\nvigie poll --feed harbour-news\n```$/),
            },
          ],
          footer: { text: `harbour-news · #${shortId(aMessage().id)}` },
          timestamp: new Date(NOTICED_AT).toISOString().replace(".000", ""),
          color: expect.any(Number),
        },
      ],
    });
  });

  test("speaks French to a French channel", () => {
    const embed = only(aFailingNotice({ errorKind: "http-403" }), "fr");
    expect(embed.author?.name).toBe("Pour les opérateurs · En panne");
    expect(embed.title).toBe("Harbour News\u202F: lecture impossible");
    expect(embed.description).toContain("\u202F: le serveur nous refuse l’accès (403).");
  });

  test("shows trouble, its end and news in three of the colours that can be told from Discord's ground", () => {
    const colours = someNotices().map((notice) => only(notice).color);
    expect(new Set(colours).size).toBe(3);
    expect(COLOURS).toEqual(expect.arrayContaining(colours));
    expect(only(aFailingNotice()).color).not.toBe(colours[1]);
  });

  test("cannot be made to ping, to link or to quote by a feed's name or a server's words", () => {
    const evil = "@everyone <@1> [win](https://evil.example) `x` **b** \u202Egnp ||s||\n# big";
    const { title, description } = only(
      aFailingNotice({ feed: aNoticedFeed({ name: evil }), detail: `${evil} ${evil}` }),
    );
    for (const text of [title, description?.split("\n> ")[1] ?? ""]) {
      expect(text).toContain(
        "@\u200Beveryone \\<@1\\> \\[win\\](https:\\//evil.example) \\`x\\` \\*\\*b\\*\\*",
      );
      expect(text).not.toMatch(/\u202E|\n/);
    }
    expect(description?.split("\n")).toHaveLength(2);
  });

  test("gives a new address as lines that cannot name a variable nor leave their quotation marks", () => {
    const to = 'https://user:pw@example.com/a"b?c=${HOOK}&d=\\e`f';
    const { fields } = only({ kind: "feed-moved", at: NOTICED_AT, feed: aNoticedFeed(), to });
    expect(fields?.[1]?.value.split("\n").slice(1)).toEqual([
      "```",
      'url: "https://example.com/a%22b?c=$%7BHOOK%7D&d=%5Ce%60f"',
      "id: harbour-news",
      "```",
    ]);
  });

  test("gives no address that is none of the web, or too long to be copied", () => {
    for (const to of ["javascript:alert(1)", `https://example.com/${"a".repeat(600)}`]) {
      const { fields } = only({ kind: "feed-moved", at: NOTICED_AT, feed: aNoticedFeed(), to });
      expect(fields?.[1]?.value).toMatch(/```\nid: harbour-news\n```$/);
    }
  });

  test("names in a command nothing that a shell would read", () => {
    const feed = aNoticedFeed({ id: "a; rm -rf $HOME", url: "https://example.org:8443/x?y='z;`w" });
    const { fields } = only(aFailingNotice({ feed, errorKind: "http-404" }));
    expect(fields?.[1]?.value).toMatch(
      /```\nvigie feeds discover https:\/\/example\.org:8443\/\nid: arm-rfHOME\n```$/,
    );
  });

  test("in its plainest form says of which feed what, and can be found again", () => {
    const { embeds } = renderPlainNoticePost(telling(aFailingNotice()), "en");
    expect(embeds).toEqual([
      {
        title: "Harbour News: cannot be read",
        footer: { text: `#${shortId(aMessage().id)}` },
        color: expect.any(Number),
      },
    ]);
  });

  const text = fc.oneof(
    anyText({ maxLength: 900 }),
    fc.constantFrom("*".repeat(900), "😀".repeat(400), "<@1>".repeat(300), "W".repeat(280)),
  );
  const feed = fc.record({ id: text, name: text, path: text }).map(({ id, name, path }) => ({
    id,
    name,
    url: `https://${`${"h".repeat(60)}.`.repeat(3)}example/${encodeURIComponent(path.replaceAll(/\p{Surrogate}/gu, ""))}`,
  }));
  const kinds = ["timeout", "http-401", "http-404", "too-large"] as const;

  function everyNotice(about: NoticedFeed, detail: string): readonly Notice[] {
    const moved = { kind: "feed-moved", at: NOTICED_AT, feed: about, to: about.url } as const;
    const failing = kinds.map((errorKind) => aFailingNotice({ feed: about, detail, errorKind }));
    return [...someNotices(about), ...failing, moved];
  }

  test("stays within Discord's limits, four to a post, whatever feeds and servers say", () => {
    fc.assert(
      fc.property(feed, text, fc.constantFrom("fr", "en"), (about, detail, language) => {
        const messages = everyNotice(about, detail).map((one) => telling(one, one, one, one));
        for (const message of messages)
          for (const body of [
            renderNoticePost(message, language),
            renderPlainNoticePost(message, language),
          ]) {
            expect(formErrors({ ...body })).toEqual([]);
            expect(isEmptyMessage({ ...body })).toBe(false);
            expect(body.embeds).toHaveLength(4);
            expect(body.allowed_mentions).toEqual({ parse: [] });
          }
      }),
      { numRuns: runs(30) },
    );
  });
});
