import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { joinedRepairs, repairCount, type Repairs, repairsInWords } from "../../src/model/repairs.ts";
import { outlineFeed } from "../../src/parse/outline-feed.ts";

const FIXTURES = join(import.meta.dirname, "../fixtures/feeds");
const SOUND = [
  "atom10-plain.xml",
  "cdf.xml",
  "jsonfeed11-plain.json",
  "rss10-rdf.xml",
  "rss2-plain.xml",
  "sitemap.xml",
  "sitemap-news.xml",
];

function repairsOf(document: string | Uint8Array): Repairs | undefined {
  const bytes = typeof document === "string" ? new TextEncoder().encode(document) : document;
  const outlined = outlineFeed({ bytes, url: "https://example.org/feed" });
  if (outlined.kind !== "feed") throw new Error(`not a feed: ${JSON.stringify(outlined)}`);
  return outlined.feed.repairs;
}

const rss = (title: string, around = ["", ""]): string =>
  `${around[0]}<rss version="2.0"><channel><title>A</title><item><title>${title}</title><guid>1</guid></item></channel></rss>${around[1]}`;

describe("a document that had to be repaired", () => {
  it.each<[string, string | Uint8Array, Repairs]>([
    ["bare ampersands", rss("Q&A, R&D &amp; more"), { ampersands: 2 }],
    ["names that only HTML knows", rss("caf&eacute;&nbsp;&quot;Paris&apos;&#8217;"), { names: 2 }],
    ["angles that begin no tag", rss("1 <3 2 </3"), { angles: 2 }],
    ["attributes without quotes", rss("a").replace('"2.0"', "2.0"), { attributes: 1 }],
    ["an end tag that is left out", rss("a").replace("</guid>", ""), { "end-tags": 1 }],
    ["an end tag that is another's", rss("a").replace("</title><guid>", "</titel><guid>"), { "end-tags": 1 }],
    ["items without end tags", rss("a").replace("</item>", "<item><title>b</title>"), { "end-tags": 2 }],
    ["no end of the root", rss("a").replace("</channel></rss>", ""), { "end-tags": 2 }],
    ["CDATA in small letters", rss("<![cdata[a]]>"), { cdata: 1 }],
    ["CDATA without an end", rss("<![CDATA[a"), { cdata: 1 }],
    [
      "a warning above and a script below",
      rss("a", ["<b>Warning</b>: x ", "<script>y</script>"]),
      { "around-root": 4 },
    ],
    ["text below", rss("a", ["", " and more"]), { "around-root": 1 }],
    ["control characters", rss("a\u0001b\u0002"), { characters: 2 }],
    ["text encoded twice", rss("Le mÃ©tro et lâ€™Ã©tÃ©"), { "encoded-twice": 1 }],
    [
      "bytes of another encoding",
      Uint8Array.from([
        ...new TextEncoder().encode(rss("étés").replace("</rss>", "")),
        0xe9,
        ...new TextEncoder().encode("</rss>"),
      ]),
      { bytes: 1 },
    ],
    ["a comma too many", '{"version":"1","items":[{"id":"1","title":"a"},]}', { json: 1 }],
  ])("says so, and how often: %s", (_, document, repairs) => {
    expect(repairsOf(document)).toEqual(repairs);
  });

  it.each([
    [
      "RSS",
      rss("a &amp; b &lt; <![CDATA[c & d]]>", ["<?xml version='1.0'?>\n<!-- x -->\n", "\n<!-- y -->\n"]),
    ],
    ["RSS with empty elements", rss("a").replace("<guid>1</guid>", "<enclosure url='x'/><guid>1</guid>")],
    ["JSON", '{"version":"1","items":[{"id":115000000000000001,"title":"a"}]}'],
    ...SOUND.map((name): [string, Uint8Array] => [name, readFileSync(join(FIXTURES, name))]),
  ])("is not meant where it is sound: %s", (_, document) => {
    expect(repairsOf(document)).toBeUndefined();
  });
});

describe("repairs", () => {
  it("are added up over documents, and said with the most frequent first", () => {
    const joined = joinedRepairs([{ names: 2 }, undefined, { names: 1, ampersands: 12 }]);
    expect(joined).toEqual({ names: 3, ampersands: 12 });
    expect(repairCount(joined)).toBe(15);
    expect(repairsInWords(joined ?? {})).toBe("bare & ×12, undeclared names of characters ×3");
    expect(joinedRepairs([undefined])).toBeUndefined();
  });
});
