import { load } from "cheerio";
import { describe, expect, it } from "vitest";
import { renderSummaryMail } from "../../../src/deliver/render/summary-mail.tsx";
import type { Alert } from "../../../src/model/alert.ts";
import type { Reader, Summary } from "../../../src/model/delivery.ts";
import type { Story } from "../../../src/model/story.ts";
import { summaryParts } from "../../../src/outbox/summary-parts.ts";
import { aReader } from "../../support/a-mail.ts";
import { anAlert } from "../../support/an-alert.ts";
import { A_BACKLOG, A_FLOOD, aSummaryMessage, someAlerts } from "../../support/a-summary.ts";

const NARROW = "\u202F";

function mail(alerts: readonly Alert[], summary: Summary = A_FLOOD, reader: Reader = aReader()) {
  const message = aSummaryMessage(alerts, summary);
  return renderSummaryMail({ message, summary, reader, unsubscribe: "mailto:out@example.com" });
}

function aStory(id: string, given: Partial<Story>): Alert {
  return anAlert({ id, story: { ...anAlert().story, id, ...given } });
}

function linksIn(html: string): readonly (string | undefined)[] {
  const $ = load(html);
  return $("td a")
    .toArray()
    .map((link) => $(link).attr("href"));
}

describe("a summary by mail", () => {
  it("says in both parts whose flood it is, and lists the stories with their links, the best first", () => {
    const { subject, html, text } = mail(someAlerts(3));
    expect(subject).toBe("3 stories at once from Harbour News");
    const links = ["https://example.org/2", "https://example.org/1", "https://example.org/0"];
    expect(linksIn(html)).toEqual(links);
    expect([...text.matchAll(/https:\/\/example\.org\/\d/g)].map(([link]) => link)).toEqual(links);
    expect(text).toContain(
      [
        "[52] Night tram 2 returns",
        "     Example · Mon 2 Mar, 09:00 · English · trams ×2 (title) +51 ·",
        "     harbour (title) +20",
        "     https://example.org/2",
      ].join("\n"),
    );
    expect(load(html)("body").text()).toContain("The best came by themselves; here is the rest, best first.");
  });

  it("speaks French to a French reader, at their time", () => {
    const reader = aReader({ language: "fr", timezone: "Europe/Paris" });
    const { subject, html, text } = mail(someAlerts(2), A_BACKLOG, reader);
    expect(subject).toBe("2 sujets en attente (1/2)");
    expect(text.replaceAll("\n", " ")).toContain("le premier depuis le dim. 1 mars à 20:06");
    expect(load(html)("html").attr("lang")).toBe("fr");
    expect(mail(someAlerts(2), A_FLOOD, reader).subject).toBe(`2 sujets d’un coup${NARROW}: Harbour News`);
  });

  it("stays below what mailboxes cut, with every link, however long titles and links are", () => {
    const given = Array.from({ length: 100 }, (_, n) =>
      aStory(`s${n}`, {
        title: '"&<'.repeat(80),
        source: "'&>".repeat(40),
        link: `https://example.org/${n}?${"a=1&".repeat(n)}`,
      }),
    );
    const mails = summaryParts(given, "mail").map((part) => mail(part));
    for (const { html } of mails) expect(new TextEncoder().encode(html).length).toBeLessThan(95_000);
    const links = mails.flatMap(({ html }) => linksIn(html));
    expect(new Set(links)).toEqual(new Set(given.map(({ story: { link } }) => link)));
    expect(links).toHaveLength(100);
    for (const [index, { text }] of mails.entries())
      for (const link of linksIn(mails[index]?.html ?? "")) expect(text).toContain(link);
  });

  it("lets nothing of a publisher's become a tag, a header or a script", () => {
    const hostile = aStory("s", { title: "<b>x</b>\r\nBcc: a@b", link: "javascript:alert(1)" });
    const source = "A\r\nBcc: eve@example.org";
    const { html, subject } = mail([hostile], { cause: { kind: "flood", source } });
    expect(linksIn(html)).toEqual([]);
    expect(load(html)("td b").text()).toBe("71");
    expect(subject).toBe("1 story at once from A Bcc: eve@example.org");
  });
});
