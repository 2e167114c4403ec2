import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compile } from "../../src/match/compile.ts";
import { matchItem } from "../../src/match/score.ts";
import type { Message } from "../../src/model/delivery.ts";
import { DAY, HOUR, MINUTE } from "../../src/model/time.ts";
import { entryWith, feedIn, readText, rssOf } from "../support/a-document.ts";
import { aFeed } from "../support/a-feed.ts";
import { aConcept, aProfile } from "../support/a-profile.ts";
import { allOutputs } from "../support/all-outputs.ts";
import { aBody, aConfig, anApp, type TestApp } from "../support/an-app.ts";
import { runs } from "../support/thorough.ts";

const ADDRESS = aFeed().url;

/** CPU seconds that something took: other programs on the machine do not count. */
async function cpuSeconds(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000_000;
}

/** An app that knows its feed and found nothing in it. */
async function aCalmApp(config = aConfig()): Promise<TestApp> {
  const vigie = anApp(config);
  for (const { url } of config.feeds) vigie.publish([], url);
  await vigie.round();
  return vigie;
}

/** Lets the feed bring a document, and tells what was sent. */
async function sentFor(text: string, vigie?: TestApp): Promise<readonly Message[]> {
  const app = vigie ?? (await aCalmApp());
  app.wait(HOUR);
  app.answer(ADDRESS, aBody(text, ADDRESS));
  await app.round();
  return app.sent;
}

async function onlyMessage(text: string): Promise<Message> {
  const [message, ...others] = await sentFor(text);
  if (message === undefined || others.length > 0) throw new Error(`${others.length} other messages`);
  return message;
}

/** What of a pattern is in the outputs of a message, by output; line feeds between lines are not looked at. */
function foundIn(message: Message, pattern: RegExp): Readonly<Record<string, readonly string[]>> {
  const found = Object.entries(allOutputs(message)).map(
    ([where, text]) => [where, text.replaceAll("\n", "").match(pattern) ?? []] as const,
  );
  return Object.fromEntries(found.filter(([, matches]) => matches.length > 0));
}

const numbered = <T>(length: number, make: (n: number) => T): readonly T[] =>
  Array.from({ length }, (_, n) => make(n));
const NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"';

const jsonFeed = (...items: readonly unknown[]): string =>
  JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: "Le Phare", items });

describe("a document that names other documents", () => {
  it("has none of them fetched, and no file read", async () => {
    let visits = 0;
    const witness = createServer((_, response) => {
      visits += 1;
      response.end();
    });
    await new Promise<void>((resolve) => void witness.listen(0, "127.0.0.1", resolve));
    const address = witness.address();
    const host = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    const folder = mkdtempSync(join(tmpdir(), "vigie-"));
    const file = join(folder, "local.txt");
    writeFileSync(file, "local words");
    const outcome = await readText(
      `<?xml version="1.0"?><?xml-stylesheet href="${host}/style.xsl" type="text/xsl"?>` +
        `<!DOCTYPE rss PUBLIC "-//x//DTD x//EN" "${host}/x.dtd" [<!ENTITY % remote SYSTEM "${host}/p.dtd"> %remote;` +
        `<!ENTITY local SYSTEM "file://${file}"><!ENTITY away SYSTEM "${host}/e.txt">]>` +
        `<rss version="2.0" xmlns:xi="http://www.w3.org/2001/XInclude"><channel>` +
        `<xi:include href="file://${file}" parse="text"/><xi:include href="${host}/i.xml"/>` +
        `<item><title>Tram &local; &away;</title><description>&local;<xi:include href="file://${file}" parse="text"/></description></item>` +
        `</channel></rss>`,
    );
    await new Promise((resolve) => witness.close(resolve));
    rmSync(folder, { recursive: true });
    expect(feedIn(outcome).entries).toMatchObject([{ title: expect.stringMatching(/^Tram /) }]);
    expect(JSON.stringify(outcome)).not.toContain("local words");
    expect(visits).toBe(0);
  });
});

describe("a megabyte of one thing", () => {
  const fill = (part: string): string => part.repeat(Math.ceil(1_000_000 / part.length));
  const inItem = (text: string): string => rssOf(`<item><title>a</title>${text}</item>`);
  const manyItems = numbered(2_000, (id) => ({ id, title: "a" }));
  const manyEntries = numbered(2_000, (id) => `<entry><id>${id}</id><title>a</title></entry>`).join("");
  it.each([
    ["elements in elements", rssOf(`<item><title>a</title></item>${fill("<x>")}`)],
    ["HTML in HTML", inItem(`<description><![CDATA[${fill("<b>")}]]></description>`)],
    ["escaped HTML in HTML", inItem(`<description>${fill("&lt;i&gt;")}</description>`)],
    ["empty elements", inItem(fill("<x/>"))],
    ["end tags that end nothing", inItem(fill("</x>"))],
    ["end tags of paragraphs", inItem(`<description><![CDATA[${fill("</p>")}]]></description>`)],
    ["attributes", inItem(`<link ${fill('a="b" ')} href="/x"/>`)],
    [
      "attributes of different names",
      inItem(`<x ${Array.from({ length: 100_000 }, (_, n) => `a${n}=""`).join(" ")}/>`),
    ],
    ["an attribute that never ends", inItem(`<x y="${fill("z")}`)],
    ["references", inItem(`<description>${fill("&eacute;")}</description>`)],
    ["half references", inItem(`<description>${fill("&#")}</description>`)],
    ["references to nothing", inItem(`<description>${fill("&#xffffffff;")}</description>`)],
    ["empty CDATA sections", inItem(`<description>${fill("<![CDATA[]]>")}</description>`)],
    ["CDATA sections that never end", inItem(`<description>${fill("<![CDATA[")}</description>`)],
    ["comments", inItem(fill("<!---->"))],
    ["comments that never end", inItem(fill("<!--"))],
    ["instructions", inItem(fill("<?x?>"))],
    ["declarations", `<!DOCTYPE rss [${fill("<!ENTITY a 'b'>")}]>${inItem("")}`],
    ["declared entities in entities", `<!DOCTYPE rss [<!ENTITY a "${fill("&a;")}">]>${inItem("<x>&a;</x>")}`],
    ["prefixes", inItem(fill('<x xmlns:a="b">').slice(0, 250 * 15) + fill("<a:x/>"))],
    ["categories", inItem(Array.from({ length: 40_000 }, (_, n) => `<category>${n}</category>`).join(""))],
    ["titles", inItem(fill("<title>b</title>"))],
    ["channels", rssOf(`<item><title>a</title></item>${fill("<channel>")}`)],
    ["white space", inItem(`<description>${fill(" \n")}</description>`)],
    ["marks on one letter", inItem(`<description>a${fill("\u0336")}</description>`)],
    ["a web page of paragraphs", `<html><head>${fill("<p>a")}`],
    ["a web page of stray end tags", `<div>${fill("a</p></div>")}`],
    ["JSON in JSON", `{"items":[{"id":"a","title":"a","x":${"[".repeat(500_000)}${"]".repeat(500_000)}}]}`],
    [
      "objects in JSON",
      `{"items":[{"id":"a","title":"a","authors":${fill('{"name":')}"b"${"}".repeat(125_000)}}]}`,
    ],
    ["JSON that never ends", `{"items":${fill("[")}`],
    ["empty JSON items", `{"items":[{"id":"a","title":"a"},${fill("{},")}{}]}`],
    [
      "authors of one JSON Feed",
      JSON.stringify({ authors: numbered(30_000, () => ({ name: "x" })), items: manyItems }),
    ],
    [
      "fields of the author of a JSON Feed",
      JSON.stringify({ author: Object.fromEntries(numbered(60_000, (n) => [`k${n}`, 1])), items: manyItems }),
    ],
    ["authors of one Atom feed", `<feed>${fill("<author/>")}${manyEntries}</feed>`],
    [
      "news in news",
      `<urlset ${NEWS}><url><loc>https://example.org/</loc><news:news><news:title>a</news:title>${"<news:news>".repeat(239)}${fill("<news:tag/>")}${"</news:news>".repeat(240)}</url></urlset>`,
    ],
    ["tags in JSON", jsonFeed({ id: "a", title: "a", content_html: fill("<a><!--") })],
  ])("%s, is read within a second", async (_what, text) => {
    let outcome: Awaited<ReturnType<typeof readText>> | undefined;
    const seconds = await cpuSeconds(async () => {
      outcome = await readText(text);
    });
    expect(seconds).toBeLessThan(1);
    if (outcome?.kind === "feed")
      expect(new Set(outcome.feed.entries.map(({ title }) => title))).toEqual(new Set(["a"]));
    // Web pages, and JSON deeper than any feed's.
    else expect(text).toMatch(/^(?:<html|<div|\{.*?(?:\[\[|\{"name":\{))/);
  });

  it("in one feed does not keep the others from being told of", async () => {
    const hostile = aFeed({ id: "hostile", url: "https://hostile.example.org/feed" });
    const vigie = await aCalmApp(aConfig({ feeds: [hostile, aFeed()] }));
    vigie.answer(hostile.url, aBody(rssOf(`<item><title>a</title>${fill("<x>")}`), hostile.url));
    await sentFor(rssOf("<item><title>A tram</title></item>"), vigie);
    expect(vigie.sent.flatMap(({ alerts }) => alerts.map(({ story }) => story.title))).toEqual(["A tram"]);
  });
});

describe("an archive as large as any", () => {
  it("of 10,000 items is remembered whole: the next one is the only news", async () => {
    const items = Array.from(
      { length: 10_000 },
      (_, n) => `<item><guid>${n}</guid><title>Tram ${n}</title></item>`,
    );
    const vigie = anApp();
    vigie.answer(ADDRESS, aBody(rssOf(items.join("")), ADDRESS));
    const first = await vigie.round();
    expect(first.feeds).toMatchObject([{ outcome: "items", itemCount: 10_000 }]);
    const sent = await sentFor(
      rssOf(`<item><guid>new</guid><title>Tram</title></item>${items.join("")}`),
      vigie,
    );
    expect(sent.map(({ alerts }) => alerts[0]?.story.title)).toEqual(["Tram"]);
  });

  it("of a million items is read as far as 10,000 within seconds, and the poll says that there are more", async () => {
    const vigie = await aCalmApp();
    vigie.answer(ADDRESS, aBody(rssOf("<item><guid>a</guid></item>".repeat(1_000_000)), ADDRESS));
    const seconds = await cpuSeconds(async () => {
      const { feeds } = await vigie.round();
      expect(feeds).toMatchObject([{ outcome: "partial", detail: "there are more than 10000 entries" }]);
    });
    expect(seconds).toBeLessThan(5);
  });
});

describe("a date", () => {
  const dated = (guid: string, date: number): string =>
    `<item><guid>${guid}</guid><title>Tram ${guid}</title><pubDate>${new Date(date).toUTCString()}</pubDate></item>`;

  it("decides nothing: an old item that is new in the feed is news, a known one with a new date is not", async () => {
    const vigie = anApp();
    const now = vigie.now();
    vigie.answer(ADDRESS, aBody(rssOf(dated("a", now - DAY)), ADDRESS));
    await vigie.round();
    const sent = await sentFor(rssOf(dated("a", now) + dated("b", now - 90 * DAY)), vigie);
    expect(sent.map(({ alerts }) => alerts[0]?.story.title)).toEqual(["Tram b"]);
  });

  it("of next year or of 1970 does not keep an item from being news, once", async () => {
    const vigie = await aCalmApp();
    const text = rssOf(dated("a", vigie.now() + 365 * DAY) + dated("b", 0));
    await sentFor(text, vigie);
    await sentFor(`${text} `, vigie);
    expect(vigie.sent.flatMap(({ alerts }) => alerts.map(({ story }) => story.title)).toSorted()).toEqual([
      "Tram a",
      "Tram b",
    ]);
  });
});

describe("a link arrives as the address that it leads to, or not at all", () => {
  it.each([
    ["a script", "javascript:alert(1)", undefined],
    ["a script in capitals", " JaVaScRiPt:alert(1)", undefined],
    ["a script with a line break in its name", "java&#10;script:alert(1)", undefined],
    ["a data address", "data:text/html,&lt;script&gt;", undefined],
    ["a local file", "file:///etc/passwd", undefined],
    ["a relative one", "../a?b=1&amp;c=2", "https://example.org/a?b=1&c=2"],
    ["one without a scheme", "//example.net/a", "https://example.net/a"],
    [
      "one with line breaks and tabs",
      "https://example.net/a&#13;&#10;&#9;Set-Cookie:b",
      "https://example.net/aSet-Cookie:b",
    ],
    ["one with a password", "https://ada:secret@example.net/a", "https://example.net/a"],
    ["one whose user looks like a host", "https://bank.example.org@example.net/", "https://example.net/"],
    [
      "one with back slashes",
      "https:\\\\example.net\\@bank.example.org/",
      "https://example.net/@bank.example.org/",
    ],
    ["a host with a Cyrillic а", "https://b\u0430nk.example.org/", "https://xn--bnk-6cd.example.org/"],
    ["a host of wide letters", "https://ｅｘａｍｐｌｅ。net/a", "https://example.net/a"],
    ["a host with an invisible letter", "https://exam\u200bple.net/", "https://example.net/"],
    [
      "an address with quotation marks and tags",
      'https://example.net/"&gt;&lt;b&gt;',
      "https://example.net/%22%3E%3Cb%3E",
    ],
    ["a host that is none", "https://[::bad/", undefined],
  ])("%s", async (_what, written, link) => {
    const message = await onlyMessage(
      rssOf(`<item><title>A tram</title><guid isPermaLink="false">a</guid><link>${written}</link></item>`),
    );
    expect(message.alerts[0]?.story.link).toBe(link);
    const { post = "", "mail as HTML": html = "" } = allOutputs(message);
    expect(post.split("\n").filter((line) => /^[a-z]+:\S+$/i.test(line))).toEqual(
      link === undefined ? [] : [link],
    );
    expect(html).not.toMatch(
      /href="(?!https:\/\/example\.net|https:\/\/example\.org|https:\/\/xn--|mailto:vigie@example\.com|#)/,
    );
  });
});

describe("a title in disguise", () => {
  const CONTROLS = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]|\p{M}{9}/gu;
  const UNSEEN = /[\u00ad\u061c\u200b-\u200f\u2060-\u2065\ufeff]/gu;
  const plainMessage = async (): Promise<Message> =>
    await onlyMessage(rssOf("<item><title>A tram in Lyon</title></item>"));

  it.each([
    ["zero-width characters", "A tr\u200bam\u200d i\u2060n\ufeff Lyon", "A tram in Lyon"],
    ["soft hyphens", "A t\u00adr\u00adam in Lyon", "A tram in Lyon"],
    ["turned reading directions", "A \u202etram\u202c \u2067in\u2069 Lyon", "A tram in Lyon"],
    ["marks in heaps", `A t${"\u0336\u0301".repeat(200)}ram in Lyon`, undefined],
    ["wide letters", "A ｔｒａｍ in Lyon", "A ｔｒａｍ in Lyon"],
    ["mathematical letters", "A 𝐭𝐫𝐚𝐦 in Lyon", "A 𝐭𝐫𝐚𝐦 in Lyon"],
    ["colours for terminals", "A &#27;[31;1mtram&#27;[0m in Lyon", "A tram in Lyon"],
    ["control characters", "A &#7;t&#8;ram&#0;&#155; in&#127; Lyon", "A tram› in Lyon"],
    ["raw control characters", "A \u0007t\u0008ram in\u007f Lyon", "A tram in Lyon"],
    ["invisible tags", "A tr\u{e0041}\u{e007f}am in Lyon", "A tram in Lyon"],
    ["letters and marks apart", "Le tram a\u0300 l\u2019e\u0301te\u0301", "Le tram à l’été"],
  ])("by %s matches as it would without, and shows nothing of it", async (_what, title, shown) => {
    const [plain, message] = [
      await plainMessage(),
      await onlyMessage(rssOf(`<item><title>${title}</title></item>`)),
    ];
    expect(message.alerts[0]?.score).toBe(plain.alerts[0]?.score);
    expect(foundIn(message, CONTROLS)).toEqual({});
    // Mails hide some of their own behind the line that a mailbox shows.
    expect(foundIn(message, UNSEEN)).toEqual(foundIn(plain, UNSEEN));
    const { post, subject, "mail as text": mail } = allOutputs(message);
    if (shown !== undefined) {
      for (const text of [post, subject, mail]) expect(text?.replaceAll("*", "")).toContain(shown);
    }
  });

  it("of a megabyte is cut between characters everywhere, and matches by its beginning", async () => {
    const family = "👨‍👩‍👧";
    const message = await onlyMessage(rssOf(`<item><title>A tram ${family.repeat(120_000)}</title></item>`));
    expect(message.alerts[0]?.score).toBe((await plainMessage()).alerts[0]?.score);
    expect(foundIn(message, /\u200d(?!\p{ExtPict})/u)).toEqual({});
    const { "row of a table": _row, ...others } = allOutputs(message);
    for (const text of Object.values(others)) expect(text.length).toBeLessThan(40_000);
  });

  it("of nothing that can be seen is replaced by the host that it came from", async () => {
    const vigie = await aCalmApp();
    vigie.answer(
      ADDRESS,
      aBody(rssOf("<item><title>\u200b\u202e</title><link>https://example.net/a</link></item>"), ADDRESS),
    );
    await vigie.round();
    const found = await vigie.app.store.findItem("https://example.net/a");
    expect(found?.item.title).toBe("example.net");
  });
});

describe("what a publisher's HTML does", () => {
  it("stays behind: neither its scripts, styles and forms nor its tags are in any output, nor found as words", async () => {
    const html =
      "<script>tram()</script><style>.tram{}</style><noscript><img src='https://pixel.example.net/tram.gif'></noscript>" +
      "<form action='https://evil.example.net/tram'><input value='tram'><textarea>tram</textarea><select><option>tram</select></form>" +
      "<iframe src='https://evil.example.net/tram'>tram</iframe><object data='tram'>tram</object><svg><text>tram</text></svg>" +
      "<p title='tram' onclick='tram()'>A bus</p><!-- tram --><template>tram</template><a href='https://example.net/tram'>here</a>";
    const description = `<description><![CDATA[${html}]]></description>`;
    const vigie = await aCalmApp();
    expect(await sentFor(rssOf(`<item><title>A bus</title>${description}</item>`), vigie)).toEqual([]);
    const [message] = await sentFor(rssOf(`<item><title>A tram</title>${description}</item>`), vigie);
    if (message === undefined) throw new Error("nothing was sent");
    const theirs = /<script|<form|<iframe|<object|<svg|onclick|pixel\.example|evil\.example/g;
    expect(foundIn(message, theirs)).toEqual({});
  });
});

describe("a body", () => {
  const forged = `</p></description><link>https://evil.example.net/</link></item><item><title>Forged</title><description>`;
  it.each([
    ["in CDATA that begins another section", `<![CDATA[<p>A bus${forged}<![CDATA[b]]>`],
    ["in CDATA that begins a comment", `<![CDATA[<p>A bus${forged}<!--]]>`],
    ["in CDATA that ends with half an end", `<![CDATA[<p>A bus${forged}]]&gt;]]>`],
    ["that is escaped", `&lt;p&gt;A bus${forged.replaceAll("<", "&lt;")}`],
    ["that is escaped and begins a section", `&lt;![CDATA[A bus${forged.replaceAll("<", "&lt;")}`],
    ["in a comment", `A bus<!-- ${forged} -->`],
  ])("%s cannot end its item and forge another", async (_what, description) => {
    const items = `<item><title>A bus</title><description>${description}</description><link>https://example.org/bus</link></item>`;
    const { entries } = feedIn(await readText(rssOf(`${items}<item><title>Next</title></item>`)));
    expect(entries).toMatchObject([{ title: "A bus", link: "https://example.org/bus" }, { title: "Next" }]);
  });
});

describe("a body of XHTML", () => {
  it("may hold elements of any name, none of which is the feed's own", async () => {
    const body = `<p>A bus</p><entry><id>evil</id><title>Forged</title></entry><item/><title>x</title><id>y</id>`;
    const feed = `<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${body}</div></content><id>bus</id><title>A bus</title></entry><entry><id>next</id><title>Next</title></entry></feed>`;
    expect(feedIn(await readText(feed)).entries).toMatchObject([
      { guid: "bus", title: "A bus" },
      { guid: "next", title: "Next" },
    ]);
  });
});

describe("a body of more elements than are kept", () => {
  it.each([
    ["of XHTML", '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">', "</div></content>"],
    ["of HTML", "<description>", "</description>"],
  ])("%s takes no room from the fields behind it", async (_what, start, end) => {
    const body = `${start}${"word<br/>".repeat(25_000)}${end}`;
    const feed = `<feed xmlns="http://www.w3.org/2005/Atom"><entry>${body}<id>a</id><title>A tram</title><link href="/a"/></entry></feed>`;
    expect(feedIn(await readText(feed)).entries).toMatchObject([
      { guid: "a", title: "A tram", link: "https://example.org/a" },
    ]);
  });
});

describe("the names that objects have of themselves", () => {
  const names = ["__proto__", "constructor", "prototype", "hasOwnProperty", "toString", "valueOf"];
  it.each(names)(
    "%s, as an element, an attribute, a prefix, a category and an entity, is a name like any",
    async (name) => {
      const entry = await entryWith(
        `<${name}>x</${name}><${name}:title>y</${name}:title><title>&${name}; tram</title>` +
          `<enclosure ${name}="z" xmlns:${name}="u" url="/a.mp3"/><category>${name}</category>`,
      );
      expect(entry).toEqual({
        title: `&${name}; tram`,
        categories: [name],
        enclosures: [{ url: "https://example.org/a.mp3" }],
      });
      expect(Reflect.get({}, "x")).toBeUndefined();
    },
  );
});

describe("JSON of any shape", () => {
  const FIELDS =
    "id url external_url title content_html content_text summary date_published date_modified tags authors attachments language".split(
      " ",
    );
  const item = fc.dictionary(fc.constantFrom(...FIELDS, "__proto__"), fc.jsonValue(), { maxKeys: 8 });

  it("is read to an end, and an odd item costs none of its siblings", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(item, fc.jsonValue()), { maxLength: 4 }),
        fc.nat({ max: 4 }),
        async (odd, place) => {
          const feed = feedIn(
            await readText(jsonFeed(...odd.toSpliced(place, 0, { id: "sound", title: "A sound item" }))),
          );
          expect(feed.entries).toContainEqual({
            guid: "sound",
            title: "A sound item",
            categories: [],
            enclosures: [],
          });
          expect(feed.entries.length).toBeLessThanOrEqual(odd.length + 1);
          for (const { title = "", link = "https://x.org", published = 0, categories } of feed.entries) {
            expect([typeof title, typeof published, new URL(link).protocol.slice(0, 4)]).toEqual([
              "string",
              "number",
              "http",
            ]);
            expect(categories.every((category) => typeof category === "string")).toBe(true);
          }
        },
      ),
      { numRuns: runs(500) },
    );
  });

  it("at its root ends as a feed or as a failure to read", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), fc.record({ items: fc.jsonValue() })), async (value) => {
        const outcome = await readText(JSON.stringify(value));
        if (outcome.kind !== "feed") expect(outcome).toMatchObject({ kind: "failed", errorKind: "parse" });
      }),
    );
  });
});

describe("a text written against the operator's terms", () => {
  it("of a hundred thousand characters takes no longer than any other, however the terms repeat themselves", async () => {
    const repeating = Array.from({ length: 50 }, (_, n) => `${"tram ".repeat((n % 8) + 1)}stop`);
    const profiles = Array.from({ length: 20 }, (_, n) =>
      aProfile({
        id: `p${n}`,
        concepts: [
          aConcept("tram", { any: repeating }),
          aConcept("a", { any: ["tram tram", "TRAM", "tr-am"] }),
        ],
      }),
    );
    const matcher = compile(profiles);
    const item = { title: "tram", body: "tram ".repeat(20_000) };
    // The best of some: what a collection of garbage or a cold compiler adds is not the text's doing.
    let best = Infinity;
    for (let run = 0; run < 60 && best >= 0.05; run += 1) {
      best = Math.min(best, await cpuSeconds(() => matchItem(matcher, item)));
    }
    expect(best).toBeLessThan(0.05);
  });

  it("stuffed with one of them scores no more than with a few of it", async () => {
    const matcher = compile([aProfile({ concepts: [aConcept("tram", { any: ["tram"], weight: 60 })] })]);
    const scoreOf = (count: number): number =>
      matchItem(matcher, { title: "News", body: "tram ".repeat(count) })[0]?.score ?? 0;
    expect(scoreOf(10_000)).toBe(scoreOf(20));
    expect(scoreOf(10_000) - scoreOf(1)).toBeLessThan(20);
  });
});

describe("a feed that is suddenly empty", () => {
  it("tells nothing, and nothing again when its items come back, but what is new among them", async () => {
    const vigie = anApp();
    vigie.publish(["Tram one", "Tram two"]);
    await vigie.round();
    for (let hours = 0; hours < 72; hours += 1) {
      vigie.wait(HOUR);
      vigie.publish([]);
      await vigie.round();
    }
    expect(vigie.sent).toEqual([]);
    vigie.wait(15 * MINUTE);
    vigie.publish(["Tram three", "Tram one", "Tram two"]);
    await vigie.round();
    expect(vigie.sent.map(({ alerts }) => alerts[0]?.story.title)).toEqual(["Tram three"]);
  });
});
