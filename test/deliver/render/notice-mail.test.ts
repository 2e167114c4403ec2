import { load } from "cheerio";
import { describe, expect, it } from "vitest";
import { renderNoticeMail } from "../../../src/deliver/render/notice-mail.tsx";
import type { Notice } from "../../../src/model/notice.ts";
import { aReader } from "../../support/a-mail.ts";
import { aFailingNotice, aNoticedFeed, NOTICED_AT, someNotices } from "../../support/a-notice.ts";

const NARROW = "\u202F";

function told(notices: readonly Notice[], reader = aReader()) {
  return renderNoticeMail({ notices, reader, destination: "desk", unsubscribe: "mailto:out@example.com" });
}

function oneLine(text: string): string {
  return text.replaceAll(/[ \n]+/g, " ");
}

describe("a mail to an operator", () => {
  it("has as its subject of which feed what is told", () => {
    expect(told([aFailingNotice()]).subject).toBe("Harbour News: cannot be read");
    expect(told(someNotices().slice(1, 4)).subject).toBe("Harbour News: can be read again (+2)");
    expect(told(someNotices().filter(({ kind }) => kind === "offline")).subject).toBe("vigie: offline");
  });

  it("says in both parts what happened, since when, what vigie does and what can be done", () => {
    const { html, text } = told([aFailingNotice()]);
    const shown = oneLine(load(html)("body").text());
    for (const said of [
      "For operators",
      "Trouble",
      "Since Sun 1 Mar, 21:06, nothing usable has come from this feed: the server did not answer in time.",
      "Detail: example.org did not answer within 20 s",
      "It goes on asking, less and less often, and tells you when the feed is back.",
      "vigie poll --feed harbour-news",
      "https://example.org/harbour.xml",
      "The destinations listed under “notices” in vigie.yaml are told of a change once",
      "Sent to ada@example.org, a reader of “desk”.",
    ]) {
      expect(shown).toContain(said);
      expect(oneLine(text)).toContain(said);
    }
    expect(text).not.toContain("The score");
  });

  it("speaks French to a French reader, at their time", () => {
    const reader = aReader({ language: "fr", timezone: "Europe/Paris" });
    const { subject, html, text } = told(someNotices(), reader);
    expect(subject).toBe(`Harbour News${NARROW}: lecture impossible (+14)`);
    expect(oneLine(text)).toContain("depuis le dim. 1 mars à 22:06");
    expect(oneLine(text)).toContain(
      "La lecture a été impossible du dim. 1 mars à 22:06 au lun. 2 mars à 10:06.",
    );
    expect(text).toContain(`[Rétabli] vigie${NARROW}: de nouveau en ligne`);
    expect(load(html)("html").attr("lang")).toBe("fr");
    expect(text).not.toMatch(/\b(?:vigie does|you can do|feed’s)\b/);
  });

  it("tells each notice on a card of its own, and in the text part in the same order", () => {
    const { html, text } = told(someNotices());
    const headlines = load(html)("h2")
      .toArray()
      .map((element) => load(html)(element).text());
    expect(headlines).toEqual([
      "Harbour News: cannot be read",
      "Harbour News: can be read again",
      "Harbour News: gone for good",
      "Harbour News: new address",
      "Harbour News: items may be missing",
      "Harbour News: old items under new names",
      "Harbour News: silent for longer than usual",
      "Harbour News: something new again",
      "Harbour News: suddenly empty",
      "Harbour News: lists items again",
      "vigie: offline",
      "vigie: online again",
      "researchers: refuses every message",
      "researchers: takes messages again",
      "researchers: a message was given up",
    ]);
    const places = headlines.map((headline) => text.indexOf(headline));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it("keeps what is to be copied in one piece", () => {
    const to = `https://example.com/${"long-".repeat(30)}`;
    const { text } = told([{ kind: "feed-moved", at: NOTICED_AT, feed: aNoticedFeed(), to }]);
    expect(text).toContain(`\n    url: "${to}"\n    id: harbour-news\n`);
  });

  it("shows foreign text as text, on one line, and links to nothing but the web", () => {
    const evil = '<img src=x onerror=alert(1)>\r\nBcc: a@example.org\u202E"';
    const feed = aNoticedFeed({ name: evil, url: "javascript:alert(1)" });
    const { subject, html, text } = told([aFailingNotice({ feed, detail: evil })]);
    expect(load(html)("img, script")).toHaveLength(0);
    expect(load(html)("a").toArray()).toHaveLength(1);
    expect(subject).toBe('<img src=x onerror=alert(1)> Bcc: a@example.org": cannot be read');
    expect(html + text).not.toMatch(/\u202E|\nBcc/);
  });

  it("of a nameless feed says the id", () => {
    expect(told([aFailingNotice({ feed: aNoticedFeed({ name: "\u200B " }) })]).subject).toBe(
      "harbour-news: cannot be read",
    );
  });

  it("says whom to ask by what went wrong", () => {
    const advice = (errorKind: ReturnType<typeof aFailingNotice>["errorKind"]): string =>
      oneLine(told([aFailingNotice({ errorKind })]).text);
    expect(advice("http-401")).toContain("The site turns vigie away");
    expect(advice("http-404")).toContain("vigie feeds discover https://example.org/");
    expect(advice("blocked-address")).toContain("This limit is vigie’s own");
    expect(advice("http-503")).toContain("Most often this passes by itself");
  });
});
