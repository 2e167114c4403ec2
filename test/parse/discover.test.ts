import { describe, expect, it } from "vitest";
import { feedHints, knownAddresses, usualAddresses } from "../../src/parse/page/discover.ts";

function hints(html: string, url = "https://example.org/blog/page"): readonly string[] {
  return feedHints({ bytes: new TextEncoder().encode(html), url }).map((hint) => hint.url);
}

function link(href: string, type = "application/rss+xml", title = ""): string {
  return `<link rel="alternate" type="${type}" href="${href}" title="${title}">`;
}

describe("the feeds that a page advertises", () => {
  it("are those of every type, in order, absolute", () => {
    expect(
      hints(
        link("/rss") +
          link("atom.xml", "Application/Atom+XML; charset=utf-8") +
          link("//feeds.example.org/json", "application/feed+json") +
          '<link type="text/xml" href="?format=xml" rel="home ALTERNATE">',
      ),
    ).toEqual([
      "https://example.org/rss",
      "https://example.org/blog/atom.xml",
      "https://feeds.example.org/json",
      "https://example.org/blog/page?format=xml",
    ]);
  });

  it("are relative to the base that the page sets", () => {
    expect(hints(`<base href="https://cdn.example.org/x/">${link("rss")}`)).toEqual([
      "https://cdn.example.org/x/rss",
    ]);
  });

  it("come with comments last, each once, and without the page itself", () => {
    const page = [
      link("/comments/feed/"),
      link("/feed/?post=3", "application/rss+xml", "Example » Flux des commentaires"),
      link("/feed/"),
      link("/feed/"),
      link("/blog/page"),
    ].join("");
    expect(hints(page)).toEqual([
      "https://example.org/feed/",
      "https://example.org/comments/feed/",
      "https://example.org/feed/?post=3",
    ]);
  });

  it("are not other languages, style sheets, programming interfaces or what is no web address", () => {
    const page = [
      '<link rel="alternate" hreflang="fr" href="/fr/">',
      '<link rel="stylesheet" type="text/css" href="/a.css">',
      link("/wp-json/wp/v2/posts/1", "application/json"),
      link("/wp-json/oembed/1.0/embed", "application/json+oembed"),
      link("javascript:alert(1)"),
      link("file:///etc/passwd"),
      link(""),
    ].join("");
    expect(hints(page)).toEqual([]);
  });

  it("are at most a dozen, however many a hostile page names, and however deep it is", () => {
    const many = Array.from({ length: 50_000 }, (_, index) => link(`/feed/${index}`)).join("");
    expect(hints(many)).toHaveLength(12);
    expect(hints("<div>".repeat(200_000) + link("/feed"))).toEqual([]);
  });
});

describe("the feeds of well-known sites", () => {
  const CHANNEL = "UC0123456789abcdefghijkl";
  const FEED = `https://www.youtube.com/feeds/videos.xml?channel_id=${CHANNEL}`;

  it.each([
    [`https://www.youtube.com/channel/${CHANNEL}/videos`, [FEED]],
    ["https://m.youtube.com/playlist?list=PL1", ["https://www.youtube.com/feeds/videos.xml?playlist_id=PL1"]],
    ["https://www.youtube.com/watch?v=1", []],
    [
      "https://github.com/example/tram/issues",
      ["https://github.com/example/tram/releases.atom", "https://github.com/example/tram/commits.atom"],
    ],
    ["https://github.com/example", ["https://github.com/example.atom"]],
    ["https://github.com/", []],
    ["https://example.org/channel/UC", []],
  ])("follow from the address %s", (page, feeds) => {
    expect(knownAddresses(page)).toEqual(feeds);
  });

  it("follow from what the page of a YouTube name says, and from no other page", () => {
    const said = `<meta itemprop="identifier" content="${CHANNEL}">`;
    const canonical = `<link rel="canonical" href="https://www.youtube.com/channel/${CHANNEL}">`;
    expect(hints(said, "https://www.youtube.com/@example")).toEqual([FEED]);
    expect(hints(canonical, "https://www.youtube.com/@example")).toEqual([FEED]);
    expect(hints(said, "https://example.org/@example")).toEqual([]);
    expect(hints(said.replace("UC", "&quot;"), "https://www.youtube.com/@example")).toEqual([]);
  });
});

describe("the usual places", () => {
  it("are tried in the folder of the page, then at the root", () => {
    const places = usualAddresses("https://example.org/blog/2026?page=2");
    expect(places[0]).toBe("https://example.org/blog/2026/feed/");
    expect(places).toContain("https://example.org/feed/");
    expect(usualAddresses("https://example.org/blog/index.html")[0]).toBe("https://example.org/blog/feed/");
    expect(usualAddresses("https://example.org/blog/")[0]).toBe("https://example.org/blog/feed/");
  });

  it("are each named once", () => {
    const places = usualAddresses("https://example.org");
    expect(places).toHaveLength(9);
    expect(new Set(places).size).toBe(9);
  });
});
