import { describe, expect, it } from "vitest";
import { feedFixture, feedIn, readFixture, readText } from "../support/a-document.ts";

const at = (iso: string): number => new Date(iso).getTime();

describe("CDF, the channels of Internet Explorer", () => {
  it("has addresses, dates and a base in attributes", async () => {
    expect(await feedFixture("cdf.xml")).toEqual({
      format: "cdf",
      title: "Le Phare",
      link: "https://example.org/",
      description: "Nouvelles de la côte",
      entries: [
        {
          title: "Le port rouvre",
          link: "https://example.org/news/port.html",
          updated: at("2026-03-29T12:30:05Z"),
          summary: "Après trois ans.",
          categories: [],
          enclosures: [],
        },
        {
          title: "La digue tient",
          link: "https://example.org/news/digue.html",
          categories: [],
          enclosures: [],
        },
      ],
    });
  });
});

describe("a sitemap", () => {
  it("names pages by their address: without a title the title stays absent", async () => {
    expect(await feedFixture("sitemap.xml")).toEqual({
      format: "sitemap",
      entries: [
        {
          guid: "https://example.org/port",
          link: "https://example.org/port",
          updated: at("2026-03-29T12:30:05Z"),
          categories: [],
          enclosures: [],
        },
        {
          guid: "https://example.org/digue?a=1&b=2",
          link: "https://example.org/digue?a=1&b=2",
          categories: [],
          enclosures: [],
        },
      ],
    });
  });

  it("of news has titles, dates, keywords and languages", async () => {
    expect(await feedFixture("sitemap-news.xml")).toEqual({
      format: "sitemap",
      title: "Le Phare",
      entries: [
        {
          guid: "https://example.org/port",
          title: "Le port & la digue rouvrent",
          link: "https://example.org/port",
          published: at("2026-03-29T12:30:05Z"),
          language: "fr",
          categories: ["Mer", "Ports"],
          enclosures: [],
        },
        {
          guid: "https://example.org/cap",
          title: "The cape & the lighthouse",
          link: "https://example.org/cap",
          published: at("2026-03-28T00:00:00Z"),
          language: "en",
          categories: [],
          enclosures: [],
        },
      ],
    });
  });

  it("may choose its prefixes", async () => {
    expect(await feedFixture("sitemap-news-own-prefixes.xml")).toMatchObject({
      format: "sitemap",
      entries: [
        {
          title: "Le port rouvre",
          link: "https://example.org/port",
          published: at("2026-03-29T12:30:05Z"),
        },
      ],
    });
  });

  it("gives the words of its pictures and videos", async () => {
    expect((await feedFixture("sitemap-images-and-videos.xml")).entries).toMatchObject([
      { link: "https://example.org/galerie", summary: "Le port vu du phare" },
      {
        title: "Le port en film",
        summary: "Trois minutes de mouettes.",
        published: at("2026-03-29T12:30:05Z"),
        categories: ["mer"],
      },
    ]);
  });

  it("that was cut off inside a page gives it as incomplete", async () => {
    const text = "<urlset><url><loc>https://example.org/1</loc></url><url><loc>https://example.org/2</lo";
    const feed = feedIn(await readText(text));
    expect(feed.partial).toBe("the document was cut off");
    expect(feed.entries.map(({ link, incomplete }) => ({ link, incomplete }))).toEqual([
      { link: "https://example.org/1", incomplete: undefined },
      { link: "https://example.org/2", incomplete: true },
    ]);
  });

  it("of a million pages: 10,000 are read", async () => {
    const feed = feedIn(
      await readText(`<urlset>${"<url><loc>https://example.org/1</loc></url>".repeat(10_001)}</urlset>`),
    );
    expect(feed.entries).toHaveLength(10_000);
    expect(feed.partial).toBe("there are more than 10000 entries");
  });
});

describe("a sitemap index", () => {
  it("names its parts, in their order", async () => {
    expect(await readFixture("sitemap-index.xml")).toEqual({
      kind: "index",
      parts: [
        { url: "https://example.org/2026-02.xml.gz", lastModified: at("2026-02-28T00:00:00Z") },
        { url: "https://example.org/2026-03.xml.gz", lastModified: at("2026-03-29T12:30:05Z") },
        { url: "https://example.org/news.xml" },
      ],
    });
  });

  it("of more than a thousand parts is read for its newest", async () => {
    const parts = Array.from(
      { length: 1200 },
      (_, n) => `<sitemap><loc>/${n}.xml</loc><lastmod>${1900 + n}</lastmod></sitemap>`,
    );
    const outcome = await readText(`<sitemapindex>${parts.join("")}</sitemapindex>`);
    expect(outcome).toMatchObject({ kind: "index" });
    const urls = outcome.kind === "index" ? outcome.parts.map(({ url }) => url) : [];
    expect(urls).toHaveLength(1000);
    expect(urls[0]).toBe("https://example.org/200.xml");
    expect(urls.at(-1)).toBe("https://example.org/1199.xml");
  });

  it("is none when it is empty", async () => {
    expect(await readText("<sitemapindex/>")).toEqual({ kind: "index", parts: [] });
  });
});

describe("RSS of every age", () => {
  it("0.90, with the namespace of its time", async () => {
    expect(await feedFixture("rss090-netscape.xml")).toMatchObject({
      format: "rdf",
      title: "Le Phare",
      entries: [
        { title: "Le port rouvre", link: "https://example.org/port" },
        { title: "La digue tient", link: "https://example.org/digue" },
      ],
    });
  });

  it("0.92, whose items need no title", async () => {
    const [entry] = (await feedFixture("rss092-source-and-cloud.xml")).entries;
    expect(entry).toEqual({
      summary: "Un mot du port.",
      categories: ["Mer"],
      enclosures: [{ url: "https://example.org/port.mp3" }],
    });
  });
});

describe("modules carry words where the format's own elements do not", () => {
  it("Media RSS: title, description, keywords, and its files where there is no enclosure", async () => {
    expect((await feedFixture("rss2-media-only.xml")).entries).toMatchObject([
      {
        title: "Le port en film",
        summary: "Un survol",
        categories: ["mer", "port"],
        enclosures: [{ url: "https://example.org/port.mp4" }, { url: "https://example.org/port-hd.mp4" }],
      },
      { title: "Une image", categories: ["Vues"], enclosures: [{ url: "https://example.org/2.mp3" }] },
    ]);
  });

  it("podcasts", async () => {
    expect(await feedFixture("rss2-podcast.xml")).toMatchObject({
      description: "Une voix de la côte",
      entries: [
        {
          title: "Épisode du port",
          summary: "Tout sur le port.",
          author: "Ada Exemple",
          categories: ["mer", "port"],
          enclosures: [{ url: "https://example.org/1.mp3" }],
        },
        { title: "Deux", summary: "Seulement en bref" },
      ],
    });
  });
});

describe("what an entry does not say it has from what is around it", () => {
  it("its author from the feed that it was taken from, then from the feed that it is in", async () => {
    const { entries } = await feedFixture("atom10-author-of-source.xml");
    expect(entries.map(({ author }) => author)).toEqual(["Ada", "Bob", "La planète"]);
  });

  it("its language from its own elements; that of the channel is the feed's", async () => {
    const { language, entries } = await feedFixture("rss2-languages.xml");
    expect(language).toBe("fr-FR");
    expect(entries.map((entry) => entry.language)).toEqual([undefined, "en", "de", "es", undefined]);
  });

  it("its link from those that lead to its own page", async () => {
    const { link, entries } = await feedFixture("atom10-link-relations.xml");
    expect(link).toBe("https://example.org/");
    expect(entries.map((entry) => entry.link)).toEqual([
      "https://example.org/1",
      "https://example.org/2",
      "https://example.org/3",
      undefined,
    ]);
    expect(entries[3]).toMatchObject({
      categories: ["La mer", "port"],
      enclosures: [{ url: "https://example.org/4.mp3" }],
    });
  });
});
