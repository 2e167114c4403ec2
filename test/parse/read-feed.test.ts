import { describe, expect, it } from "vitest";
import type { Entry } from "../../src/model/feed.ts";
import { entryWith, feedFixture, feedIn, readFixture, readText, rssOf } from "../support/a-document.ts";

const at = (iso: string): number => new Date(iso).getTime();
const titles = async (fixture: string): Promise<readonly (string | undefined)[]> =>
  (await feedFixture(fixture)).entries.map((entry) => entry.title);
const links = async (fixture: string): Promise<readonly (string | undefined)[]> =>
  (await feedFixture(fixture)).entries.map((entry) => entry.link);
const firstOf = async (fixture: string): Promise<Entry | undefined> =>
  (await feedFixture(fixture)).entries[0];

describe("every format gives the same fields", () => {
  it("RSS 2.0", async () => {
    expect(await feedFixture("rss2-plain.xml")).toEqual({
      format: "rss",
      title: "Le Phare",
      link: "https://example.org/",
      language: "fr-FR",
      description: "Nouvelles de la côte",
      entries: [
        {
          guid: "port-1",
          title: "Le port rouvre",
          link: "https://example.org/port",
          published: at("2026-03-29T12:30:05Z"),
          author: "Ada Exemple",
          summary: "Après trois ans de travaux.",
          content: "Après trois ans de travaux,\nle port rouvre.",
          categories: ["Mer", "Ports"],
          enclosures: [{ url: "https://example.org/port.mp3" }],
        },
        {
          guid: "https://example.org/digue",
          title: "La digue tient",
          link: "https://example.org/digue",
          categories: [],
          enclosures: [],
        },
      ],
    });
  });

  it("RSS 0.91, with the document type of its time", async () => {
    expect(await feedFixture("rss091-doctype.xml")).toMatchObject({
      format: "rss",
      entries: [{ title: "Le port rouvre", link: "https://example.org/port", summary: "Enfin." }],
    });
  });

  it("RSS 1.0, whose items stand beside the channel", async () => {
    expect(await feedFixture("rss10-rdf.xml")).toMatchObject({
      format: "rdf",
      title: "Le Phare",
      language: "fr",
      entries: [
        {
          guid: "https://example.org/port",
          published: at("2026-03-29T12:30:05Z"),
          author: "Ada",
          categories: ["Mer"],
        },
        { guid: "https://example.org/digue", link: "https://example.org/digue" },
      ],
    });
  });

  it("Atom 1.0", async () => {
    expect(await feedFixture("atom10-plain.xml")).toMatchObject({
      format: "atom",
      title: "Le Phare",
      link: "https://example.org/",
      language: "fr",
      description: "Nouvelles de la côte",
      entries: [
        {
          guid: "tag:example.org,2026:port",
          link: "https://example.org/port",
          published: at("2026-03-29T14:30:05Z"),
          updated: at("2026-03-30T08:00:00Z"),
          author: "Ada, Bob",
          summary: "Enfin.",
          content: "Après trois ans.",
          categories: ["Mer", "ports"],
          enclosures: [{ url: "https://example.org/port.mp3" }],
        },
        { title: "The dyke holds", language: "en", author: "La rédaction" },
      ],
    });
  });

  it("Atom 0.3, with its modes", async () => {
    expect(await feedFixture("atom03-escaped-mode.xml")).toMatchObject({
      description: "Nouvelles",
      entries: [
        {
          title: "Le port",
          link: "https://example.org/port",
          published: at("2026-03-29T14:30:05Z"),
          updated: at("2026-03-29T15:00:00Z"),
          content: "Enfin.",
        },
      ],
    });
  });

  it("JSON Feed 1.1", async () => {
    expect(await feedFixture("jsonfeed11-plain.json")).toMatchObject({
      format: "json",
      title: "Le Phare",
      link: "https://example.org/",
      language: "fr",
      entries: [
        {
          guid: "port",
          title: "Le port rouvre",
          link: "https://example.org/port",
          published: at("2026-03-29T12:30:05Z"),
          author: "Ada, Bob",
          summary: "Enfin.",
          content: "Après trois ans.",
          categories: ["Mer", "Ports"],
          enclosures: [{ url: "https://example.org/port.mp3" }],
        },
        {
          guid: "digue",
          link: "https://example.net/digue",
          author: "La rédaction",
          content: "La digue tient.",
        },
      ],
    });
  });
});

describe("a JSON Feed", () => {
  it("may number its items", async () => {
    const { entries } = await feedFixture("jsonfeed10-numeric-ids.json");
    expect(entries.map(({ guid, author }) => ({ guid, author }))).toEqual([
      { guid: "7", author: "Ada" },
      { guid: "8.5", author: undefined },
    ]);
  });

  it("may number them with more digits than a number of JavaScript keeps apart", async () => {
    const { entries } = await feedFixture("jsonfeed11-long-numeric-ids.json");
    expect(entries.map(({ guid, content }) => ({ guid, content }))).toEqual([
      { guid: "115000000000000001", content: '"id":115000000000000009, {"id": 115000000000000009}' },
      { guid: "115000000000000002", content: "deux" },
      { guid: "-115000000000000003", content: "trois" },
      { guid: "0.12345678901234566", content: "1,2 \\" },
    ]);
  });

  it("may have a comma behind the last of a list, and line ends within a text", async () => {
    expect((await feedFixture("jsonfeed11-trailing-commas.json")).entries).toMatchObject([
      { guid: "a", title: "Un, ] deux, }", categories: ["x,]"] },
      { guid: "b", title: "Trois" },
    ]);
    expect((await feedFixture("jsonfeed11-raw-line-ends.json")).entries).toMatchObject([
      { guid: "a", content: "Un deux trois" },
    ]);
  });

  it("cannot reach the prototype of anything by its keys", async () => {
    const feed = await feedFixture("jsonfeed11-proto-keys.json");
    expect(feed).not.toHaveProperty("title");
    expect(feed.entries).toEqual([{ guid: "a", content: "x", categories: [], enclosures: [] }]);
    expect({}).not.toHaveProperty("isAdmin");
  });

  it("loses odd fields and non-items, not the rest; one tag or author needs no list", async () => {
    expect((await feedFixture("jsonfeed11-odd-types.json")).entries).toEqual([
      { content: "kept", author: "x", categories: ["one"], enclosures: [] },
      { guid: "b", title: "sound", categories: [], enclosures: [] },
    ]);
  });

  it("that was cut off is no feed: half of it cannot be read", async () => {
    expect(await readFixture("jsonfeed11-cut.json")).toMatchObject({ kind: "failed", errorKind: "parse" });
  });
});

describe("French arrives as it was written", () => {
  it.each([
    "rss2-windows1252-called-latin1.xml",
    "rss2-windows1252-called-utf8.xml",
    "rss2-utf8-called-latin1.xml",
    "rss2-utf16le-without-mark.xml",
    "rss2-utf16be-with-mark.xml",
  ])("%s", async (fixture) => {
    expect(await titles(fixture)).toEqual(["L’été à Nœux : 5 € l’huître"]);
  });

  it("rss2-latin1-in-prolog.xml", async () => {
    expect(await titles("rss2-latin1-in-prolog.xml")).toEqual(["L'été à Nîmes : le château"]);
  });

  it("though it was once taken for Latin-1 and kept as control characters", async () => {
    expect(await titles("rss2-c1-controls.xml")).toEqual(["L’été – 5 €"]);
  });
});

describe("a feed that is not well-formed loses nothing when it has", () => {
  it("bare ampersands", async () => {
    expect(await firstOf("rss2-bare-ampersand.xml")).toMatchObject({
      title: "Tom & Jerry & co",
      link: "https://example.org/?a=1&b=2&copy=3",
      guid: "R&D",
    });
  });

  it("names of HTML characters, declared nowhere", async () => {
    expect(await titles("rss2-html-entities.xml")).toEqual(["L’été\u00a0: 5\u00a0€ & plus &unknown;"]);
  });

  it("angle brackets that start no tag", async () => {
    expect(await titles("rss2-stray-angles.xml")).toEqual([
      "I <3 Paris, </3 Rome & moins de <5 % : 4 < 5",
      "Item 2",
    ]);
  });

  it("misspelt end tags", async () => {
    const { entries } = await feedFixture("rss2-wrong-end-tags.xml");
    expect(entries).toMatchObject([
      { title: "Un", link: "https://example.org/1", guid: "id-1", summary: "premier" },
      { title: "Deux", link: "https://example.org/2" },
    ]);
  });

  it("no end tags of items", async () => {
    expect(await titles("rss2-no-item-end-tags.xml")).toEqual(["Un", "Deux", "Trois"]);
    expect((await feedFixture("rss2-no-item-end-tags.xml")).partial).toBeUndefined();
  });

  it.each(["<br>", "<p>", "<img src='/a.png'>", "<b>"])(
    "300 times %s without an end tag in an unescaped body",
    async (tag) => {
      const body = `<description>First ${`${tag}line `.repeat(300)}last</description>`;
      const [first, second] = feedIn(
        await readText(rssOf(`<item><title>a</title>${body}</item><item><title>b</title></item>`)),
      ).entries;
      expect(first?.summary?.replaceAll(/\s+/g, " ")).toBe(`First ${"line ".repeat(300)}last`);
      expect([first?.title, second?.title]).toEqual(["a", "b"]);
    },
  );

  it.each(["", "</itm>"])("300 items that end in %j", async (end) => {
    const items = Array.from({ length: 300 }, (_, n) => `<item><guid>${n}</guid><title>a</title>${end}`);
    const feed = feedIn(await readText(rssOf(items.join(""))));
    expect(feed.entries).toHaveLength(300);
    expect(feed).not.toHaveProperty("partial");
  });

  it("end tags of what another item has ended", async () => {
    const items = "<item><title>a<item><title>b</title></title><guid>1</guid></item></item>";
    expect(feedIn(await readText(rssOf(items))).entries).toMatchObject([
      { title: "a" },
      { title: "b", guid: "1" },
    ]);
  });

  it("attributes without quotes", async () => {
    expect(await firstOf("rss2-unquoted-attributes.xml")).toMatchObject({
      guid: "id-1",
      enclosures: [{ url: "https://example.org/1.mp3" }],
    });
  });

  it.each([
    ["a server's warning above it", "rss2-php-warning-on-top.xml"],
    ["text around it", "rss2-text-around-root.xml"],
    ["no <rss>", "rss2-without-rss-element.xml"],
    ["its tags in capitals", "rss2-capital-letters.xml"],
    ["the namespace of another format", "rss2-atom-as-default-namespace.xml"],
  ])("%s", async (_what, fixture) => {
    expect(await feedFixture(fixture)).toMatchObject({
      title: "Le Phare",
      entries: [{ guid: "id-1", title: "Item 1", link: "https://example.org/1" }],
    });
  });

  it("items outside the channel, or several channels", async () => {
    expect(await titles("rss2-items-outside-channel.xml")).toEqual(["Item 1", "Item 2"]);
    expect(await titles("rss2-two-channels.xml")).toEqual(["Item 1", "Item 2"]);
  });

  it("an item that the next channel ends", async () => {
    const { entries } = await feedFixture("rss2-unclosed-item-before-channel.xml");
    expect(entries).toMatchObject([{ title: "Item 1", summary: "Un." }, { title: "Item 2" }]);
  });

  it("prefixes that nobody declared", async () => {
    expect(await firstOf("rss2-undeclared-prefix.xml")).toMatchObject({ author: "Ada", content: "Corps" });
  });

  it("control characters", async () => {
    expect(await titles("rss2-control-characters.xml")).toEqual(["Le port rouvre"]);
  });

  it("one bad item: only that one is left out", async () => {
    expect((await feedFixture("rss2-bad-items.xml")).entries).toMatchObject([
      { title: "Item 1" },
      { summary: "Sans titre" },
    ]);
  });
});

describe("names and places", () => {
  it("a namespace is known by its address, whatever prefix the publisher chose", async () => {
    expect(await firstOf("rss2-own-prefixes.xml")).toMatchObject({
      author: "Ada",
      content: "Corps",
      enclosures: [{ url: "https://example.org/1.mp3" }],
    });
    expect(await firstOf("atom10-prefixed.xml")).toMatchObject({ guid: "port", title: "Le port rouvre" });
  });

  it("relative links are resolved against xml:base, step by step, and never against a script", async () => {
    expect(await links("atom10-xml-base.xml")).toEqual([
      "https://example.net/news/2026/a.html",
      "https://example.net/news/b.html",
      "https://example.net/other/c.html",
    ]);
  });

  it("links lead to web pages only, without credentials or line breaks", async () => {
    expect(await links("rss2-hostile-links.xml")).toEqual([
      undefined,
      "https://example.org/2",
      "https://example.org/3/x",
      "https://example.net/4",
      "https://example.org/feeds/5.html",
      undefined,
      "https://xn--exmple-cua.org/%C3%A9",
      undefined,
    ]);
  });

  it("a link longer than 8 KiB is no link", async () => {
    const entry = await entryWith(`<title>a</title><link>https://example.org/${"a".repeat(8200)}</link>`);
    expect(entry).not.toHaveProperty("link");
  });

  it("a guid is a link only when it says so", async () => {
    expect(await links("rss2-permalink-guid-only.xml")).toEqual(["https://example.org/1", undefined]);
  });

  it("the source that an Atom entry came from does not rename it", async () => {
    expect(await firstOf("atom10-source-of-entry.xml")).toMatchObject({
      guid: "port",
      title: "Le port rouvre",
    });
  });

  it("all enclosures are kept, but scripts", async () => {
    expect(await firstOf("rss2-several-enclosures.xml")).toMatchObject({
      enclosures: [{ url: "https://example.org/1.mp3" }, { url: "https://example.org/2.mp3" }],
    });
  });
});

describe("titles are the words a reader sees", () => {
  it.each([
    ["atom10-xhtml-title.xml", ["Le port rouvre <enfin>"]],
    ["atom10-text-title.xml", ["The <b> tag &amp; you", "The port & you"]],
    ["rss2-double-escaped-title.xml", ["L’ami & moi"]],
    ["rss2-angle-names-in-title.xml", ["<Vivre> de Kurosawa, un film"]],
    [
      "rss2-comparison-in-title.xml",
      ["if a<b then c>d", "if a<b then c>d", "un film et ceci", "un film et ceci", "un saut de ligne"],
    ],
    ["rss2-naked-html.xml", ["Le port rouvre"]],
    ["rss2-cdata.xml", ["Le port & la digue"]],
  ])("%s", async (fixture, expected) => {
    expect(await titles(fixture)).toEqual(expected);
  });

  it("on one line", async () => {
    expect(await entryWith("<title>\n  Le\tport\r\n rouvre </title>")).toMatchObject({
      title: "Le port rouvre",
    });
  });

  it("of at most 2,000 characters as a reader counts them", async () => {
    const family = "👨‍👩‍👧";
    const entry = await entryWith(`<title>${family.repeat(1999)}${"e\u0301".repeat(5)}</title>`);
    expect(entry?.title).toBe(`${family.repeat(1999)}é`);
  });
});

describe("bodies are visible text in reading order", () => {
  it.each([
    ["rss2-words-across-inline-tags.xml", "reconnaissance faciale\nun\ndeux\na b"],
    ["rss2-scripts-in-body.xml", "Visible text."],
    ["rss2-cdata.xml", "Un\ndeux"],
    ["rss2-naked-html.xml", "Une digue tient.\nDeux\naussi\n."],
    ["atom10-media-group.xml", "Un survol & des mouettes"],
  ])("%s", async (fixture, summary) => {
    expect(await firstOf(fixture)).toMatchObject({ summary });
  });

  it("of XHTML too", async () => {
    expect(await firstOf("atom10-xhtml-title.xml")).toMatchObject({
      content: "Une digue tient.\nDeux aussi.",
    });
  });
});

describe("dates", () => {
  it("that cannot be read are absent, and cost nothing else", async () => {
    const { entries } = await feedFixture("rss2-bad-dates.xml");
    expect(entries.map(({ published }) => published)).toEqual([
      undefined,
      undefined,
      undefined,
      at("2026-03-29T12:30:00Z"),
      at("2026-03-29T00:00:00Z"),
    ]);
  });

  it("may be French", async () => {
    const { entries } = await feedFixture("rss2-french-dates.xml");
    expect(entries.map(({ published }) => published)).toEqual([
      at("2026-03-29T14:30:00Z"),
      at("2026-08-01T00:00:00Z"),
    ]);
  });
});

describe("a document that was cut off", () => {
  it("inside an item gives that item as incomplete", async () => {
    const feed = await feedFixture("rss2-cut-in-item.xml");
    expect(feed.partial).toBe("the document was cut off");
    expect(feed.entries.map(({ title, incomplete }) => ({ title, incomplete }))).toEqual([
      { title: "Item 1", incomplete: undefined },
      { title: "Item 2", incomplete: true },
    ]);
  });

  it("inside a tag between items is partial, and its items are whole", async () => {
    const feed = await feedFixture("rss2-cut-in-tag.xml");
    expect(feed.partial).toBeDefined();
    expect(feed.entries).toHaveLength(1);
    expect(feed.entries[0]).not.toHaveProperty("incomplete");
  });

  it("before its items is partial", async () => {
    expect(await feedFixture("rss2-cut-before-items.xml")).toMatchObject({
      entries: [],
      partial: expect.any(String),
    });
  });

  it("after an item may be whole, for many never close their root: its items are, and it is said to lack its end", async () => {
    const feed = await feedFixture("rss2-without-channel-end.xml");
    expect(feed).not.toHaveProperty("partial");
    expect(feed.entries).toHaveLength(2);
    expect(feed.unclosed).toBe(true);
    const died = "<br />\n<b>Fatal error</b>: Allowed memory size exhausted";
    const broken = rssOf("<item><title>a</title></item>").replace(/<\/channel>.*/, died);
    expect(feedIn(await readText(broken))).toMatchObject({ unclosed: true, entries: [{ title: "a" }] });
  });

  it.each([
    "rss2-plain.xml",
    "rss2-two-roots.xml",
    "rss2-items-outside-channel.xml",
    "atom10-plain.xml",
    "cdf.xml",
  ])("is not meant by %s, which has its end", async (name) => {
    expect(await feedFixture(name)).not.toHaveProperty("unclosed");
  });

  it("at any byte gives no item twice, no half item as whole, and never throws", async () => {
    const whole = rssOf(
      "<item><title>Un &amp; deux</title><guid>a</guid></item><item><title><![CDATA[Trois]]></title><guid>b</guid></item>",
    );
    const complete = new Set(["Un & deux/a", "Trois/b"]);
    for (let end = 0; end < whole.length; end += 1) {
      const outcome = await readText(whole.slice(0, end));
      const entries = outcome.kind === "feed" ? outcome.feed.entries : [];
      const names = entries
        .filter(({ incomplete }) => incomplete === undefined)
        .map(({ title, guid }) => `${title}/${guid}`);
      expect(new Set(names).size).toBe(names.length);
      expect(names.every((name) => complete.has(name))).toBe(true);
    }
  });
});

describe("what is not a feed says so", () => {
  it.each([
    ["html-login-page.html", "html", "a login page, not a feed: “Log in & read”"],
    [
      "html-page-with-feed.html",
      "html",
      "a web page, not a feed: “Le Phare”; it advertises https://example.org/feed.xml",
    ],
    ["html-fragment.html", "html", "a web page, not a feed"],
    ["svg.xml", "parse", "<svg> is not a feed"],
    ["image.png", "encoding", "not text: the body is an image, an archive or otherwise binary"],
  ])("%s", async (fixture, errorKind, detail) => {
    expect(await readFixture(fixture)).toEqual({ kind: "failed", errorKind, detail });
  });

  it.each([
    ["", "an empty document"],
    [" \n\t", "an empty document"],
    ["Not found", "neither XML nor JSON"],
    ["<rss version='2.0'/>", "<rss> without a channel"],
    ['{"items": 3}', "JSON, but not a whole JSON Feed"],
    ["[1, 2]", "neither XML nor JSON"],
  ])("%j", async (text, detail) => {
    expect(await readText(text)).toEqual({ kind: "failed", errorKind: "parse", detail });
  });

  it("but a channel without items is a feed", async () => {
    expect(await feedFixture("rss2-empty-channel.xml")).toMatchObject({ title: "Le Phare", entries: [] });
    expect(await feedFixture("rss2-empty-channel.xml")).not.toHaveProperty("partial");
  });
});

describe("declarations of entities", () => {
  it("are not put in when they hold others, so that a bomb is a word", async () => {
    expect(await titles("rss2-entity-bomb.xml")).toEqual(["Bomb &j;"]);
  });

  it("open no file", async () => {
    expect(await titles("rss2-external-entity.xml")).toEqual(["Read &file;"]);
  });
});

describe("a hostile document ends within its limits", () => {
  it("nested 200,000 deep: what came before is kept, and what comes behind", async () => {
    const items = ["a", "b"].map((title) => `<item><title>${title}</title></item>`);
    const feed = feedIn(await readText(rssOf(items.join("<x>".repeat(200_000)))));
    expect(feed.entries).toMatchObject([{ title: "a" }, { title: "b" }]);
    expect(feed).not.toHaveProperty("partial");
  });

  it("of a million elements: the items before are read, and more are said to exist", async () => {
    const item = `<item><title>a</title>${"<x/>".repeat(4900)}</item>`;
    const feed = feedIn(await readText(rssOf(item.repeat(200))));
    expect(feed.entries).toHaveLength(101);
    expect(feed.partial).toBe("there are more than 500000 elements, attributes and texts");
  });

  it("of a million items: 10,000 are read, and more are said to exist", async () => {
    const feed = feedIn(await readText(rssOf("<item><guid>a</guid></item>".repeat(10_001))));
    expect(feed.entries).toHaveLength(10_000);
    expect(feed.partial).toBe("there are more than 10000 entries");
  });

  it.each([
    [
      "200,000 angle brackets",
      rssOf(`<item><title>a</title><description>${"<".repeat(200_000)}</description></item>`),
    ],
    [
      "200,000 escaped angle brackets",
      rssOf(`<item><title>a</title><description>${"&lt;".repeat(200_000)}</description></item>`),
    ],
    [
      "HTML nested 200,000 deep",
      rssOf(`<item><title>a</title><description><![CDATA[${"<div>".repeat(200_000)}]]></description></item>`),
    ],
    [
      "tags that never end",
      rssOf(`<item><title>a</title><description><![CDATA[${"a<h".repeat(300_000)}]]></description></item>`),
    ],
    [
      "comments that never end",
      rssOf(`<item><title>a</title><description><![CDATA[${"<!--".repeat(300_000)}]]></description></item>`),
    ],
    [
      "a tag with 50,000 attributes",
      rssOf(
        `<item><title>a</title><x ${Array.from({ length: 50_000 }, (_, n) => `a${n}=""`).join(" ")}/></item>`,
      ),
    ],
    ["an attribute of a megabyte", rssOf(`<item><title>a</title><x y="${"&amp;".repeat(200_000)}"/></item>`)],
    [
      "200,000 references",
      rssOf(`<item><title>a</title><description>${"&amp;".repeat(200_000)}</description></item>`),
    ],
    [
      "10,000 namespaces",
      rssOf(
        `<item><title>a</title>${Array.from({ length: 10_000 }, (_, n) => `<x xmlns:p${n}="u"/>`).join("")}</item>`,
      ),
    ],
    [
      "a megabyte of spaces",
      rssOf(`<item><title>a</title><description>${" ".repeat(1_000_000)}x</description></item>`),
    ],
  ])("%s", async (_what, text) => {
    expect(feedIn(await readText(text)).entries).toMatchObject([{ title: "a" }]);
  });

  it("of a tag with too many attributes the first 256 count", async () => {
    const before = (count: number): string => Array.from({ length: count }, (_, n) => `a${n}="x"`).join(" ");
    const enclosures = [255, 256].map((count) => `<enclosure ${before(count)} url="/${count}.mp3"/>`);
    expect(await entryWith(`<title>a</title>${enclosures.join("")}`)).toMatchObject({
      enclosures: [{ url: "https://example.org/255.mp3" }],
    });
  });

  it("a guid of a megabyte is kept as its hash, and still tells items apart", async () => {
    const feed = feedIn(
      await readText(
        rssOf(
          `<item><guid>${"a".repeat(1_000_000)}</guid></item><item><guid>${"a".repeat(999_999)}b</guid></item>`,
        ),
      ),
    );
    const [one, other] = feed.entries.map(({ guid }) => guid);
    expect(one).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(one).not.toBe(other);
  });

  it("a body of a megabyte gives at most 100,000 characters of text", async () => {
    const entry = await entryWith(`<title>a</title><description>${"mot ".repeat(250_000)}</description>`);
    expect(entry?.summary).toHaveLength(99_999);
  });
});

describe("what is attached to an entry", () => {
  it("gives it the title, text and categories that stand within the medium", async () => {
    expect((await feedFixture("rss2-media-content-texts.xml")).entries).toMatchObject([
      { title: "Le port en film", summary: "Un survol", categories: ["Mer"] },
      { title: "La digue", summary: "« La digue tient »", categories: ["Ouvrages"] },
    ]);
  });
});

describe("an entry with two summaries", () => {
  it("for readers and for listeners has the longer one as its content when that is not the first", async () => {
    const { entries } = await feedFixture("rss2-itunes-summary-longer.xml");
    expect(entries.map(({ summary, content }) => [summary, content])).toEqual([
      ["En bref", "Tout sur le port et la digue"],
      ["Tout sur le port et la digue", undefined],
    ]);
    expect(entries[0]?.categories).toEqual(["Mer"]);
  });

  it("of one kind has the second one as its content, unless both are the same", async () => {
    const { entries } = await feedFixture("rss2-two-descriptions.xml");
    expect(entries.map(({ summary, content }) => [summary, content])).toEqual([
      ["Le port rouvre", "La digue"],
      ["Le port rouvre", undefined],
    ]);
  });
});

it("a link of Atom may be written as in RSS", async () => {
  const { link, entries } = await feedFixture("atom10-link-as-text.xml");
  expect([link, ...entries.map((entry) => entry.link)]).toEqual([
    "https://example.org/",
    "https://example.org/un",
    "https://example.org/deux",
  ]);
});
