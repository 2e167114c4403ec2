import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planImport } from "../../src/config/opml/opml-plan.ts";
import { type OpmlFeed, readOpml } from "../../src/config/opml/opml-read.ts";
import { writeOpml } from "../../src/config/opml/opml-write.ts";
import { aConfigFolder } from "../support/a-config-folder.ts";
import { aFeed } from "../support/a-feed.ts";
import { anyAddress } from "../support/any-text.ts";

function opml(body: string): string {
  return `<?xml version="1.0"?>\n<opml version="2.0"><head><title>T</title></head>\n<body>\n${body}\n</body></opml>`;
}

function feedsOf(body: string): readonly OpmlFeed[] {
  const read = readOpml(opml(body));
  return read.kind === "read" ? read.feeds : [];
}

describe("an OPML file", () => {
  it("gives its feeds with name, language, and the folders that they lie in", () => {
    const body = `<outline text="Press">
      <outline title="Trams &amp; trains">
        <outline type="rss" text="Le &#201;cho" xmlUrl="https://example.org/a?b=1&amp;c=2" language="fr-FR" category="/x,Press" />
      </outline>
      <outline xmlUrl="https://example.org/b"/>
    </outline>
    <outline type="RSS" TITLE="C" xmlurl=" https://example.org/c "></outline>`;
    expect(feedsOf(body)).toEqual([
      {
        line: 6,
        url: "https://example.org/a?b=1&c=2",
        name: "Le Écho",
        language: "fr",
        tags: ["Press", "Trams & trains", "x"],
      },
      { line: 8, url: "https://example.org/b", tags: ["Press"] },
      { line: 10, url: "https://example.org/c", name: "C", tags: [] },
    ]);
  });

  it("is read when it is not well-formed", () => {
    expect(
      feedsOf('<outline text="A & B" xmlUrl="https://example.org/?a=1&b=2"><b></outline>'),
    ).toMatchObject([{ url: "https://example.org/?a=1&b=2", name: "A & B" }]);
  });

  it("may name its feeds by feed:, which is http or what follows it", () => {
    const addresses = ["feed://example.org/a", "FEED:https://example.org/b", "feed://https://example.org/c"];
    const outlines = addresses.map((address) => `<outline xmlUrl="${address}"/>`);
    expect(feedsOf(outlines.join("")).map(({ url }) => url)).toEqual([
      "http://example.org/a",
      "https://example.org/b",
      "https://example.org/c",
    ]);
  });

  it("that includes another has that reported, and the other is not taken for a feed or a folder", () => {
    const read = readOpml(
      opml(`<outline text="More" type="include" url="https://example.org/more.opml">
<outline type="Include" xmlUrl="https://example.org/other.opml"/>
<outline xmlUrl="https://example.org/a"/></outline>`),
    );
    expect(read).toMatchObject({
      feeds: [{ url: "https://example.org/a", tags: [] }],
      problems: [
        { line: 4, message: "“More”: a list in another file (type include): that one is imported by itself" },
        { line: 5, message: "a list in another file (type include): that one is imported by itself" },
      ],
    });
  });

  it("has each feed without a sound address reported with its line, and left out", () => {
    const read = readOpml(
      opml(`<outline text="A" xmlUrl="ftp://example.org/a"/>
<outline text="B" type="rss"/>
<outline xmlUrl="https://example.org/\${DISCORD_WEBHOOK_URL}"/>
<outline text="D" xmlUrl="https://example.org/d"/>
<outline text="E" xmlUrl="https://example.org/${"e".repeat(5000)}"/>
<outline text="F" xmlUrl="javascript:alert(1)"/>`),
    );
    expect(read).toMatchObject({
      kind: "read",
      feeds: [{ line: 7, url: "https://example.org/d" }],
      problems: [
        { line: 4, message: "“A”: an address that is not http:// or https://" },
        { line: 5, message: "“B”: no address (xmlUrl)" },
        { line: 6, message: "an address with a variable (${…})" },
        { line: 8, message: "“E”: an address of more than 4096 characters" },
        { line: 9, message: "“F”: an address that is not http:// or https://" },
      ],
    });
  });

  it.each([
    ["nothing", "", "it is no OPML document"],
    ["a page", "<html><outline xmlUrl='https://example.org/'></html>", "it is no OPML document"],
    ["a deep one", opml("<outline>".repeat(100_000)), "it is nested deeper than 32 levels"],
    ["an endless one", opml("<outline/>".repeat(200_001)), "it has more than 200000 outlines"],
  ])("is refused when it is %s", (_what, text, reason) => {
    expect(readOpml(text)).toEqual({ kind: "refused", reason });
  });

  it("expands no entity and fetches none", () => {
    const bomb = `<!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>`;
    const read = readOpml(bomb + opml('<outline text="&b;&x;" xmlUrl="https://example.org/a"/>'));
    expect(read).toMatchObject({ kind: "read", feeds: [{ name: "&b;&x;" }] });
  });

  it("cannot name a variable of this machine, colour a terminal, or bring a name without end", () => {
    const [feed] = feedsOf(
      `<outline text="\${DISCORD_WEBHOOK_URL}"><outline text="\${A}\u001b[31m red&#10;${"x".repeat(9999)}" xmlUrl="https://example.org/a"/></outline>`,
    );
    expect(feed?.name).toMatch(/^\$ \{A\} \[31m red x+$/u);
    expect(feed?.name).toHaveLength(200);
    expect(feed?.tags).toEqual(["$ {DISCORD_WEBHOOK_URL}"]);
  });
});

describe("what is exported", () => {
  it("is grouped by the first tag, and escaped", () => {
    const text = writeOpml([
      aFeed({ url: 'https://example.org/a?b=1&c="2"', name: "<A>", language: "fr", tags: ["press", "x"] }),
      aFeed({ url: "https://example.org/b", name: "B" }),
      aFeed({ url: "https://example.org/c", name: "C", tags: ["press"] }),
    ]);
    expect(text.split("\n").slice(4, -2)).toEqual([
      '    <outline text="press">',
      '      <outline type="rss" text="&lt;A&gt;" title="&lt;A&gt;" xmlUrl="https://example.org/a?b=1&amp;c=&quot;2&quot;" language="fr" category="press,x" />',
      '      <outline type="rss" text="C" title="C" xmlUrl="https://example.org/c" category="press" />',
      "    </outline>",
      '    <outline type="rss" text="B" title="B" xmlUrl="https://example.org/b" />',
    ]);
  });

  it("comes back as it was, whatever the names and tags are", () => {
    const word = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
      .map((text) => text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\s,/$\uFFFE\uFFFF]+/gu, "x"));
    const exported = fc.array(
      fc.record({
        url: anyAddress(),
        name: word,
        tags: fc.uniqueArray(word, { maxLength: 3 }),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(exported, (given) => {
        const read = readOpml(writeOpml(given.map(aFeed)));
        const back = read.kind === "read" ? read.feeds : [];
        const plainly = back.map(({ url, name, tags }) => ({ url, name, tags }));
        expect(plainly).toHaveLength(given.length);
        expect(plainly).toEqual(expect.arrayContaining(given));
      }),
    );
  });
});

describe("the plan of an import", () => {
  it("leaves out what is configured already, and what the file has twice", async () => {
    const directory = await aConfigFolder({ "feeds.yaml": "feeds:\n  - url: https://example.org/a\n" });
    const text = opml(`<outline xmlUrl="http://www.example.org/a/"/>
<outline xmlUrl="https://example.org/b" text="B"/>
<outline xmlUrl="https://example.org/b#top" text="B again"/>`);
    expect(await planImport({ directory, env: {} }, text)).toMatchObject({
      kind: "plan",
      drafts: [{ url: "https://example.org/b", name: "B" }],
      duplicates: [
        { line: 4, twin: { id: "example-org-a" } },
        { line: 6, twin: 5 },
      ],
      problems: [],
    });
  });
});
