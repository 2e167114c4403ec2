// What a publisher may send to hold up a reader: for each case the documents of consecutive polls, each below 10 MiB.
const MIB = 1 << 20;
const MOST = 10 * MIB - 1024;
const WANTED = "Clearview AI facial recognition police Briefcam reconnaissance faciale CNIL ";

/** Made one at a time: together they would be half a gigabyte. */
export const HOSTILE = {
  "an ordinary feed": () => [rss(items(0, 50, "The council met"))],
  "10 MiB of < as a title": () => [rss(item(1, filled("<")))],
  "10 MiB of &amp; as a title": () => [rss(item(1, filled("&amp;")))],
  "10 MiB of &amp; as a body": () => [rss(item(1, "x", `<description>${filled("&amp;")}</description>`))],
  "a storm of references": () => [rss(item(1, filled("&nbsp;&eacute;&#128;")))],
  "a storm of entities": () => [
    `<!DOCTYPE rss [${'<!ENTITY a "&b;&b;&b;">'.repeat(400_000)}]>${rss(item(1, "&a;".repeat(9000)))}`,
  ],
  "200,000 open elements": () => [rss("<a>".repeat(200_000))],
  "200,000 open elements in a body": () => [
    rss(item(1, "x", `<description>${"&lt;div>".repeat(200_000)}</description>`)),
  ],
  "10,000 items: first, known, all new and wanted": () => [
    rss(items(0, 10_000, "Some title")),
    `${rss(items(0, 10_000, "Some title"))}<!-- again -->`,
    rss(items(50_000, 10_000, WANTED)),
  ],
  "a body of 9 MiB of wanted words": () => [
    rss(item(1, "x")),
    rss(item(2, "x", `<description>${filled(WANTED, 9 * MIB)}</description>`)),
  ],
  "100 bodies of 100 KB of wanted words": () => [
    rss(item(0, "x")),
    rss(
      Array.from({ length: 100 }, (_, n) =>
        item(n + 1, "x", `<description>${filled(WANTED, 100_000)}</description>`),
      ).join(""),
    ),
  ],
  "10,000 attributes": () => [
    rss(item(1, "x", `<link ${numbered(10_000, (n) => `a${n}="1"`)}>https://example.org/</link>`)),
  ],
  "700,000 attributes": () => [
    rss(item(1, "x", `<link ${numbered(700_000, (n) => `a${n}="1"`)}>https://example.org/</link>`)),
  ],
  "100,000 categories": () => [
    rss(
      item(
        1,
        "x",
        numbered(100_000, (n) => `<category>c${n}</category>`),
      ),
    ),
  ],
  "links of 8 KB": () => [
    rss(
      numbered(1200, (n) => item(n, "x", `<link>https://example.org/?${"a=1&amp;".repeat(1000)}${n}</link>`)),
    ),
  ],
  "marks on one letter": () => [rss(item(1, `e${"\u0301".repeat(5 * MIB - 1024)}`))],
  "a JSON feed of 10,000 items: first, known, all new": () => [
    jsonFeed("a", 10_000),
    `${jsonFeed("a", 10_000)} `,
    jsonFeed("b", 10_000),
  ],
  "64 KB: a JSON feed of 2,800 items by 2,400 authors": () => [
    JSON.stringify({
      authors: Array.from({ length: 2400 }, () => ({ name: "x" })),
      items: Array.from({ length: 2800 }, (_, id) => ({ id })),
    }),
  ],
  "64 KB: an Atom feed of 1,200 entries by 2,000 authors": () => [
    `<feed>${"<author/>".repeat(2000)}${numbered(1200, (n) => `<entry><id>${n}</id></entry>`)}</feed>`,
  ],
  "64 KB: news in news": () => [
    `<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://example.org/</loc>${"<news:news>".repeat(240)}${"<news:title/>".repeat(4500)}`,
  ],
  "JSON nested a million times": () => [
    `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","x":${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}}]}`,
  ],
  "a web page instead of a feed": () => [
    `<!doctype html><title>Page</title>${filled("<p>hello &amp; <b>world</b></p>")}`,
  ],
  "bytes that are no text": () => [Buffer.alloc(MOST, "a\u0001")],
};

function rss(content) {
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><link>https://example.org/</link>${content}</channel></rss>`;
}

function items(from, count, title) {
  return numbered(count, (n) => item(from + n, `${title} ${n}`));
}

function item(n, title, fields = "") {
  return `<item><guid isPermaLink="false">urn:${n}</guid><title>${title}</title>${fields}</item>`;
}

function jsonFeed(prefix, count) {
  const made = Array.from({ length: count }, (_, n) => ({
    id: `${prefix}${n}`,
    title: "Some title",
    content_text: "words ".repeat(70),
  }));
  return JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: "J", items: made });
}

function numbered(count, make) {
  return Array.from({ length: count }, (_, n) => make(n)).join("");
}

function filled(text, length = MOST) {
  return text.repeat(Math.floor(length / Buffer.byteLength(text)));
}
