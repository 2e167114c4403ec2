import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Entry } from "../../src/model/feed.ts";
import { readFeed } from "../../src/parse/read-feed.ts";
import { DOCUMENT_URL, entryWith, feedFixture, feedIn, readText, rssOf } from "../support/a-document.ts";
import { STEP } from "../support/thorough.ts";

const FIXTURES = join(import.meta.dirname, "../fixtures/feeds");

describe("around the root", () => {
  it("there may be another root: the items of both are read", async () => {
    expect(await feedFixture("rss2-two-roots.xml")).toMatchObject({
      title: "Le Phare",
      entries: [{ title: "Item 1" }, { title: "Item 2", author: "Ada" }],
    });
  });

  it("there may be the frame of a web page, if nothing else of one is in it", async () => {
    expect((await feedFixture("rss2-inside-web-page.xml")).entries).toMatchObject([{ guid: "id-1" }]);
    const rss = rssOf("<item><title>a</title></item>");
    const pages = [
      `<html><head><title>x</title></head><body>${rss}</body></html>`,
      `<html><body>See this: ${rss}</body></html>`,
      `<html><body><p>${rss}</body></html>`,
      "<html><body><feed><button>Follow</button></feed></body></html>",
    ];
    for (const page of pages) expect(await readText(page)).toMatchObject({ errorKind: "html" });
  });

  it("a script behind it makes no item, whatever it writes", async () => {
    expect((await feedFixture("rss2-script-behind-root.xml")).entries).toMatchObject([{ guid: "id-1" }]);
  });

  it("scripts and styles that somebody put on top are passed over", async () => {
    expect(await feedFixture("rss2-script-on-top.xml")).toMatchObject({
      entries: [{ guid: "id-1", title: "Item 1", link: "https://example.org/1" }],
    });
  });
});

describe("the namespace of Atom", () => {
  it("may be declared on each entry alone", async () => {
    expect((await feedFixture("atom10-namespace-on-entries.xml")).entries).toMatchObject([
      { guid: "urn:x:1", title: "Item 1", link: "https://example.org/1", updated: Date.UTC(2026, 2, 1, 10) },
      { guid: "urn:x:2", title: "Item 2", link: "https://example.org/2" },
    ]);
    const entry = '<entry xmlns="http://www.w3.org/2005/Atom"><id>a</id>';
    expect(feedIn(await readText(`<feed>${entry}${entry}</feed>`)).entries).toHaveLength(2);
  });

  it("may be declared on an item of RSS, which stays one", async () => {
    expect((await feedFixture("rss2-atom-namespace-on-item.xml")).entries).toMatchObject([
      {
        guid: "id-1",
        title: "Item 1",
        link: "https://example.org/1",
        summary: "Un.",
        published: Date.UTC(2026, 2, 1, 10),
      },
      { guid: "id-2", title: "Item 2" },
    ]);
  });
});

describe("a section of CDATA", () => {
  it("that holds its own end was cut in two there, and is one text", async () => {
    expect((await feedFixture("rss2-cdata-end-escaped.xml")).entries).toMatchObject([
      { title: "a[b[0]]> 1", summary: "un mot]]> de plus" },
    ]);
  });

  it("that was escaped or written twice is unwrapped, and one that a text is about stays", async () => {
    expect((await feedFixture("rss2-cdata-twice.xml")).entries).toMatchObject([
      { title: "Le port & la digue", summary: "Enfin." },
      { title: "Deux", summary: "On écrit <![CDATA[ ainsi." },
    ]);
  });

  it("may be marked in small letters", async () => {
    expect((await feedFixture("rss2-cdata-in-small-letters.xml")).entries).toMatchObject([
      { title: "Un", summary: "Le port rouvre & c'est bien" },
      { title: "Deux" },
    ]);
  });

  it("that nothing ends ends with its field, and swallows no item", async () => {
    const feed = await feedFixture("rss2-cdata-unclosed.xml");
    expect(feed).not.toHaveProperty("partial");
    expect(feed.entries).toMatchObject([
      { title: "Item 1", summary: "Un." },
      { title: "Item 2", link: "https://example.org/2" },
      { title: "Item 3", summary: "Trois." },
    ]);
  });

  it("that its document was cut in may write of tags, and its item is half all the same", async () => {
    const feed = await feedFixture("rss2-cut-in-cdata-of-tags.xml");
    expect(feed.partial).toBe("the document was cut off");
    expect(feed.entries).toMatchObject([{ guid: "id-1" }, { guid: "id-2", incomplete: true }]);
    const about = `<item><guid>a</guid><description><![CDATA[Write: </description></item><item><title>x</title></item> so.]]></description></item>`;
    const whole = `${rssOf(`${about}<item><guid>b</guid></item>`)}\n<!-- cached -->`;
    const { entries } = feedIn(await readText(whole));
    for (let end = 0; end < whole.length; end += 1) {
      const read = await entriesOf(new TextEncoder().encode(whole.slice(0, end)));
      const complete = read.filter(isWhole);
      expect(complete, `cut at ${end}`).toEqual(entries.slice(0, complete.length));
    }
  });

  it("that nothing ends is ended though a cache has signed behind the root", async () => {
    const text = rssOf("<item><title><![CDATA[a</title><guid>a</guid></item><item><title>b</title></item>");
    const feed = feedIn(await readText(`${text}<!-- cached --> <!-- at noon -->\n`));
    expect(feed.entries).toMatchObject([{ title: "a", guid: "a" }, { title: "b" }]);
  });

  it("is HTML, whose references are decoded once", async () => {
    expect((await feedFixture("rss2-cdata-holds-references.xml")).entries).toMatchObject([
      { title: "&eacute; s'écrit é", link: "https://example.org/?a=1&b=2", summary: "On écrit &lt;b&gt;." },
    ]);
  });

  it("may begin 200,000 times and never end", async () => {
    const feed = feedIn(
      await readText(rssOf(`<item><title>a</title><x>${"<y><![CDATA[</y".repeat(200_000)}</x></item>`)),
    );
    expect(feed.entries).toMatchObject([{ title: "a" }]);
  });
});

describe("entities that a document declares in its own type", () => {
  it("are put in when they are plain text, and everything else there is passed over", async () => {
    expect(await feedFixture("rss2-own-entities.xml")).toMatchObject({
      title: "Le Phare de l’Île",
      entries: [
        {
          title: "Le Phare de l’Île\u00a0! Tom & Jerry, &nested; &file; &tag; &unknown;",
          link: "https://example.org/1",
          enclosures: [{ url: "https://example.org/1.mp3" }],
          summary: "dans &phare;",
        },
      ],
    });
  });

  it("may name namespaces, as RDF does", async () => {
    expect(await feedFixture("rdf-entities-in-namespaces.xml")).toMatchObject({
      format: "rdf",
      entries: [{ guid: "https://example.org/port", title: "Le port", author: "Ada" }],
    });
  });

  const declaring = (declarations: string, title: string): string =>
    `<!DOCTYPE rss [${declarations}]>${rssOf(`<item><title>${title}</title></item>`)}`;
  const titleOf = async (text: string): Promise<string | undefined> =>
    feedIn(await readText(text)).entries[0]?.title;

  it("are at most 64, of 200 characters, in 4,000", async () => {
    const many = Array.from({ length: 65 }, (_, n) => `<!ENTITY e${n} "v${n}">`).join("");
    expect(await titleOf(declaring(many, "&e63; &e64;"))).toBe("v63 &e64;");
    expect(await titleOf(declaring(`<!ENTITY long "${"a".repeat(201)}">`, "&long;"))).toBe("&long;");
    expect(await titleOf(declaring(`<!ENTITY a "b">${" ".repeat(4000)}`, "&a;"))).toBe("&a;");
  });

  it("add at most 1 MiB to a document", async () => {
    const body = "&a;".repeat(20_000);
    const text = `<!DOCTYPE rss [<!ENTITY a "${"b".repeat(200)}">]>${rssOf(`<item><title>a</title><link>https://example.org/</link><description>${body}</description></item><item><title>&a;</title></item>`)}`;
    const [first, second] = feedIn(await readText(text)).entries;
    expect(first?.summary).toHaveLength(100_000);
    expect(second?.title).toBe("&a;");
  });

  it("cannot make markup of their parts", async () => {
    expect(await titleOf(declaring('<!ENTITY a "&#60;b>"><!ENTITY c "&#38;lt;">', "&a; &c;"))).toBe(
      "&a; &c;",
    );
  });
});

const isWhole = ({ incomplete }: Entry): boolean => incomplete === undefined;

async function entriesOf(bytes: Uint8Array): Promise<readonly Entry[]> {
  const outcome = await readFeed({ bytes, url: DOCUMENT_URL });
  return outcome.kind === "feed" ? outcome.feed.entries : [];
}

describe("an item cut by the end of its document", () => {
  const documents = readdirSync(FIXTURES).filter((name) =>
    /^(?:rss2-(?:plain|naked-html|cdata|utf8-called-latin1|own-prefixes)|rss10-rdf|atom10-(?:plain|xhtml-title|prefixed)|cdf|sitemap-news)\.xml$/.test(
      name,
    ),
  );

  it.each(documents)("is incomplete and the last, wherever %s is cut", async (name) => {
    const bytes = readFileSync(join(FIXTURES, name));
    const whole = (await entriesOf(bytes)).map((entry) => JSON.stringify(entry));
    for (let end = 0; end < bytes.length; end += STEP) {
      const entries = await entriesOf(bytes.subarray(0, end));
      expect(entries.slice(0, -1).every(isWhole)).toBe(true);
      const complete = entries.filter(isWhole).map((entry) => JSON.stringify(entry));
      expect(whole.slice(0, complete.length), `cut at ${end}`).toEqual(complete);
    }
  });
});

describe("control characters written as references", () => {
  it("go like the others", async () => {
    expect(await entryWith("<title>Le&#0; &#1;po&#x1b;rt&#xfffe;</title>")).toMatchObject({
      title: "Le port",
    });
  });
});
