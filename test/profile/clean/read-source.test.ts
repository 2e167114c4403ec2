import { describe, expect, it } from "vitest";
import type { SourceText } from "../../../src/profile/clean/clean.ts";
import { readSource, type SourceReading } from "../../../src/profile/clean/read-source.ts";

function read(bytes: string | Uint8Array, name = "a.html", contentType?: string): SourceReading {
  return readSource({
    name,
    bytes: typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes,
    ...(contentType === undefined ? {} : { contentType }),
  });
}

function page(html: string): SourceText {
  const reading = read(html);
  if (reading.kind === "unreadable") throw new Error(reading.reason);
  return reading.source;
}

/** Lines that the markup leaves in the article. */
function own({ text, furniture }: SourceText): readonly string[] {
  return text.split("\n").filter((_, index) => furniture?.has(index + 1) !== true);
}

const WORDS = "The bridge was closed on Monday, since two of its cables had rusted through in the salt air.";

describe("a document that cannot be read is named, with the way out", () => {
  it.each([
    ["an empty file", "", "a.html is empty: there is no word in it"],
    [
      "a page without text",
      "<html><body><script>a()</script></body></html>",
      "a.html is empty: there is no word in it",
    ],
    [
      "an image",
      Uint8Array.from({ length: 400 }, (_, index) => index % 32),
      "a.html is not text: copy the article out of it, or save it as .txt or .html",
    ],
    [
      "a PDF",
      "%PDF-1.4\nsome words",
      "a.html is not text: copy the article out of it, or save it as .txt or .html",
    ],
    [
      "a page saved as one archive",
      'From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="a"\r\n\r\n<html>',
      "a.html is a page saved as one archive (MHTML), which is not read: save it as .html or .txt",
    ],
    [
      "a feed",
      '<?xml version="1.0"?><rss><channel/></rss>',
      "a.html is XML, such as a feed, and no article: save an article of it as .html or .txt",
    ],
    [
      "more than 10 MiB",
      new Uint8Array(10 * 1024 * 1024 + 1),
      "a.html has 11 MiB, more than the 10 MiB of any article: save the article alone",
    ],
    [
      "elements without end",
      "<div>".repeat(2000),
      "a.html nests its elements deeper than any page: copy its text into a .txt file",
    ],
  ])("%s", (_what, bytes, reason) => {
    expect(read(bytes)).toEqual({
      kind: "unreadable",
      reason,
    });
  });
});

describe("a web page", () => {
  it("is told by its start, its name or its declared type", () => {
    const texts = [
      read("<!DOCTYPE html><p>One<p>Two", "item-7"),
      read("Hello <b>One</b><br>Two", "a.htm"),
      read("Hello <b>One</b><br>Two", "item-7", "text/html; charset=utf-8"),
      read("Is 1 <b>2</b>?", "a.txt"),
    ].map((reading) => reading.kind === "read" && reading.source.text);
    expect(texts).toEqual(["One\nTwo", "Hello One\nTwo", "Hello One\nTwo", "Is 1 <b>2</b>?"]);
  });

  it("is decoded by its own charset", () => {
    const bytes = Uint8Array.from(
      Array.from('<meta charset="windows-1252"><p>L\u0092été', (sign) => sign.charCodeAt(0)),
    );
    expect(read(bytes)).toMatchObject({ kind: "read", source: { text: "L’été" } });
  });

  it("says its language and its headline, the article's own before that of the site", () => {
    const html = `<html lang="fr-CA"><title>T - Site</title><h1>Site</h1><article><h1>Own</h1><p>${WORDS}</p></article></html>`;
    expect(page(html)).toMatchObject({ language: "fr", title: "Own" });
    expect(page(`<html><title>A bridge - Site</title><p>${WORDS}</p></html>`).title).toBe("A bridge");
    const social = `<meta property="og:title" content="A bridge"><h1>Site</h1><p>${WORDS}</p>`;
    expect(page(social).title).toBe("A bridge");
  });

  it.each([
    ["menus", "<nav>x</nav>", "<nav>"],
    ["roles", '<div role="search">x</div>', "role «search»"],
    ["comments", '<ol class="commentlist"><li>x</li></ol>', "class «commentlist»"],
    ["newsletters", '<div id="siteNewsletter">x</div>', "id «siteNewsletter»"],
    ["related articles", '<section class="article__related">x</section>', "class «article__related»"],
    ["what is hidden", "<div hidden>x</div>", "hidden"],
    ["forms", "<form><p>x</p></form>", "<form>"],
  ])("has its %s marked, with the element", (_what, html, detail) => {
    const { furniture } = page(`<body><h1>A bridge</h1><p>${WORDS}</p>${html}</body>`);
    expect([...(furniture ?? [])]).toEqual([[3, detail]]);
  });

  it.each([
    ["a form around the whole page", `<form><h1>A bridge</h1><p>${WORDS}</p></form>`],
    ["a wrapper named after what is in it", `<div class="share-wrapper"><p>${WORDS}</p></div>`],
    [
      "an article on such a subject",
      `<div class="category-social tag-newsletter"><p>${WORDS}</p></div><p>${WORDS}</p>`,
    ],
    ["a page that says it has comments", `<div class="has-comments"><p>${WORDS}</p></div><p>${WORDS}</p>`],
  ])("keeps %s", (_what, html) => {
    expect(page(`<body>${html}</body>`).furniture?.size).toBe(0);
  });

  it("is the article or main part that holds most of its words", () => {
    const html = `<p>Around</p><main><p>Above</p><article><p>${WORDS}</p></article><article><p>Next</p></article></main>`;
    expect(own(page(html))).toEqual([WORDS]);
    expect(page(html).furniture?.get(1)).toBe("outside of <article>");
    expect(own(page(`<p>Around</p><main><p>${WORDS}</p></main>`))).toEqual([WORDS]);
    expect(own(page(`<article><p>Teaser</p></article><p>${WORDS}</p>`))).toEqual(["Teaser", WORDS]);
  });
});
