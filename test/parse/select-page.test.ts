import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { ParsedFeed, PageSelectors } from "../../src/model/feed.ts";
import { HOUR } from "../../src/model/time.ts";
import { readFeed, type ReadOutcome } from "../../src/parse/read-feed.ts";
import { aFeed } from "../support/a-feed.ts";
import { aBody, aConfig, anApp } from "../support/an-app.ts";

const URL = "https://example.org/communiques";

async function select(html: string, page: PageSelectors): Promise<ReadOutcome> {
  return await readFeed({ bytes: new TextEncoder().encode(html), url: URL, page });
}

async function selected(name: string, page: PageSelectors): Promise<ParsedFeed> {
  const html = readFileSync(new globalThis.URL(`../fixtures/pages/${name}`, import.meta.url), "utf8");
  const outcome = await select(html, page);
  if (outcome.kind !== "feed") throw new Error(JSON.stringify(outcome));
  return outcome.feed;
}

describe("a page read by selectors", () => {
  it("gives an item for each match, with link, title, date and summary; scripts are not read", async () => {
    const page = { items: "article", title: "h2", link: "h2 a", date: "time, .date", summary: "p" };
    expect(await selected("communiques.html", page)).toMatchObject({
      format: "page",
      title: "Communiqués – Port de plaisance",
      link: URL,
      language: "fr",
      entries: [
        {
          title: "Le ponton nord rouvre",
          link: "https://example.org/salle-de-presse/2026/ponton",
          published: Date.UTC(2026, 2, 2, 7),
          summary: "Les travaux sont finis.",
        },
        {
          title: "Le phare\u00a0se visite",
          link: "https://example.org/phare?utm_source=liste",
          published: Date.UTC(2026, 2, 1),
          summary: "Deux visites par jour",
        },
        { title: "Sans adresse" },
      ],
    });
  });

  it("takes the first link and its text where no selector says otherwise", async () => {
    const { entries } = await selected("table.html", { items: "tr", date: ".d" });
    expect(entries).toEqual([
      {
        title: "Avis n° 12",
        link: "https://example.org/avis/12",
        published: Date.UTC(2026, 1, 28),
        categories: [],
        enclosures: [],
      },
      expect.objectContaining({ title: "Avis n° 11" }),
    ]);
  });

  it("takes items that are links themselves", async () => {
    const { entries } = await selected("table.html", { items: "a" });
    expect(entries.map(({ link }) => link)).toEqual([
      "https://example.org/avis/12",
      "https://example.org/avis/11",
    ]);
  });

  it.each([
    ["article", "no element matches “article” (page.items)"],
    ["th", "what matches “th” (page.items) has no link and no title"],
  ])("fails when %s finds nothing to tell: the page was rebuilt", async (items, detail) => {
    const html = "<table><tr><th>Date</th></tr></table>";
    expect(await select(html, { items })).toEqual({ kind: "failed", errorKind: "html", detail });
  });

  it.each([
    ["nests elements deeper than 256", "<div>".repeat(100_000)],
    ["has more than 20000 elements", "<p>x</p>".repeat(30_000)],
    ["is larger than 2 MiB", "x".repeat(3 << 20)],
  ])("fails in no time when it %s", async (words, html) => {
    const spent = process.cpuUsage();
    expect(await select(`<html>${html}`, { items: "p" })).toMatchObject({
      errorKind: "html",
      detail: expect.stringContaining(words),
    });
    expect(process.cpuUsage(spent).user).toBeLessThan(2_000_000);
  });
});

describe("a page that is watched", () => {
  const page = { items: "li" };
  const list = (...titles: readonly string[]): string =>
    `<html><ul>${titles.map((title) => `<li><a href="/${encodeURI(title)}">${title}</a></li>`).join("")}</ul></html>`;

  it("tells what is new on it", async () => {
    const vigie = anApp(aConfig({ feeds: [aFeed({ page })] }));
    vigie.answer(aFeed().url, aBody(list("Old"), aFeed().url));
    await vigie.round();
    vigie.answer(aFeed().url, aBody(list("Tram news", "Old"), aFeed().url));
    await vigie.round();
    expect(vigie.sent.map(({ alerts }) => alerts[0]?.story.title)).toEqual(["Tram news"]);
  });

  it("starts anew, silently, under other selectors", async () => {
    const before = anApp(aConfig({ feeds: [aFeed({ page })] }));
    before.answer(aFeed().url, aBody(list("Old"), aFeed().url));
    await before.round();
    const after = anApp(aConfig({ feeds: [aFeed({ page: { items: "p" } })] }), {
      store: before.app.store,
      clock: { now: () => before.now() + HOUR },
    });
    const other = '<p><a href="/a">Tram one</a></p><p><a href="/b">Tram two</a></p>';
    after.answer(aFeed().url, aBody(other, aFeed().url));
    expect(await after.round()).toMatchObject({ alerts: 0, feeds: [{ newItems: 2 }] });
  });
});
