import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Entry } from "../../src/model/feed.ts";
import { decode } from "../../src/parse/bytes/decode.ts";
import { readFeed } from "../../src/parse/read-feed.ts";
import { DOCUMENT_URL, feedIn } from "../support/a-document.ts";
import { generatedFeeds } from "../support/a-generated-feed.ts";
import { type ComparableItem, readBySecond } from "../support/second-reader.ts";
import { runs } from "../support/thorough.ts";

const FIXTURES = join(import.meta.dirname, "../fixtures/feeds");
const FIELDS = [
  "guid",
  "title",
  "link",
  "published",
  "updated",
  "author",
  "summary",
  "content",
  "categories",
  "enclosures",
] as const;

/**
 * Where the two readers differ, as `fixture part`, and why ours is the better reading. The part is a field of some item,
 * `items` when the second reader finds more or fewer of them, `document` when it refuses all of it.
 */
const DIFFERENCES: readonly { readonly why: string; readonly where: readonly string[] }[] = [
  {
    why: "it wants its documents nearly well-formed, and theirs to begin with a feed's root",
    where: [
      "jsonfeed11-raw-line-ends.json document",
      "jsonfeed11-trailing-commas.json document",
      "rss2-atom-as-default-namespace.xml document",
      "rss2-cdata-unclosed.xml document",
      "rss2-cut-in-cdata-of-tags.xml document",
      "rss2-cut-in-item.xml document",
      "rss2-cut-in-tag.xml document",
      "rss2-inside-web-page.xml document",
      "rss2-stray-angles.xml document",
      "rss2-text-around-root.xml document",
      "rss2-unclosed-item-before-channel.xml document",
      "rss2-without-rss-element.xml document",
      "rss2-wrong-end-tags.xml document",
    ],
  },
  {
    why: "it refuses a document for a declaration or a key that does no harm to who does not follow it",
    where: [
      "rdf-entities-in-namespaces.xml document",
      "rss2-external-entity.xml document",
      "rss2-own-entities.xml document",
      "jsonfeed11-proto-keys.json document",
    ],
  },
  {
    why: "it looks for items in the first channel only, each closed; in RSS 1.0, each with a link",
    where: [
      "rss10-rdf.xml items",
      "rss2-items-outside-channel.xml items",
      "rss2-no-item-end-tags.xml items",
      "rss2-two-channels.xml items",
      "rss2-two-roots.xml items",
    ],
  },
  {
    why: "it gives titles as HTML, which Atom declares and RSS leaves open",
    where: [
      "atom03-escaped-mode.xml title",
      "atom10-text-title.xml title",
      "atom10-xhtml-title.xml title",
      "rss2-angle-names-in-title.xml title",
      "rss2-cdata-holds-references.xml title",
      "rss2-comparison-in-title.xml title",
      "rss2-double-escaped-title.xml title",
      "rss2-naked-html.xml title",
    ],
  },
  { why: "it keeps control characters", where: ["rss2-control-characters.xml title"] },
  { why: "it does not decode the base64 of Atom 0.3", where: ["atom03-escaped-mode.xml content"] },
  {
    why: "it leaves it to its caller to look further: to the feed's author, a permanent guid, a media group",
    where: [
      "atom10-author-of-source.xml author",
      "atom10-link-as-text.xml link",
      "atom10-link-relations.xml link",
      "atom10-media-group.xml summary",
      "atom10-plain.xml author",
      "jsonfeed11-plain.json author",
      "rss2-itunes-summary-longer.xml categories",
      "rss2-itunes-summary-longer.xml content",
      "rss2-media-content-texts.xml categories",
      "rss2-media-content-texts.xml enclosures",
      "rss2-media-content-texts.xml summary",
      "rss2-media-content-texts.xml title",
      "rss2-media-only.xml categories",
      "rss2-media-only.xml enclosures",
      "rss2-media-only.xml summary",
      "rss2-media-only.xml title",
      "rss2-permalink-guid-only.xml link",
      "rss2-podcast.xml author",
      "rss2-podcast.xml categories",
      "rss2-podcast.xml summary",
      "rss2-podcast.xml title",
      "rss2-two-descriptions.xml content",
    ],
  },
  {
    why: "it leaves text as it was encoded, twice or not, and sections of CDATA as they were written",
    where: [
      "jsonfeed11-encoded-twice.json title",
      "rss2-cdata-in-small-letters.xml summary",
      "rss2-cdata-in-small-letters.xml title",
      "rss2-cdata-twice.xml summary",
      "rss2-cdata-twice.xml title",
      "rss2-encoded-twice-by-latin1.xml summary",
      "rss2-encoded-twice-by-latin1.xml title",
      "rss2-encoded-twice-in-part.xml summary",
      "rss2-encoded-twice.xml summary",
      "rss2-encoded-twice.xml title",
    ],
  },
  {
    why: "it reads neither sitemaps nor CDF",
    where: [
      "cdf.xml document",
      "sitemap-images-and-videos.xml document",
      "sitemap-news-own-prefixes.xml document",
      "sitemap-news.xml document",
      "sitemap.xml document",
    ],
  },
  { why: "it reads identifiers as numbers, inexactly", where: ["jsonfeed11-long-numeric-ids.json guid"] },
  { why: "it resolves no xml:base", where: ["atom10-xml-base.xml link"] },
  {
    why: "it passes on scripts, local files and passwords",
    where: ["rss2-hostile-links.xml link", "rss2-several-enclosures.xml enclosures"],
  },
  {
    why: "it takes any value for an address: a number, the first of a list",
    where: ["jsonfeed11-odd-types.json enclosures", "jsonfeed11-odd-types.json link"],
  },
  {
    why: "it knows no link of Atom under a prefix of the publisher's own",
    where: ["rss2-own-prefixes.xml enclosures"],
  },
  { why: "it reads no attribute without quotes", where: ["rss2-unquoted-attributes.xml enclosures"] },
];

async function differencesIn(fixture: string): Promise<readonly string[]> {
  const bytes = readFileSync(join(FIXTURES, fixture));
  const outcome = await readFeed({ bytes, url: DOCUMENT_URL });
  const theirs = readBySecond(decode(bytes) ?? "", DOCUMENT_URL);
  if (outcome.kind !== "feed") return theirs === undefined ? [] : [`${fixture} ${outcome.kind}`];
  if (theirs === undefined) return [`${fixture} document`];
  const ours = outcome.feed.entries.map(comparable);
  const parts = ours.length === theirs.length ? differing(ours, theirs) : ["items"];
  return parts.map((part) => `${fixture} ${part}`);
}

function differing(
  ours: readonly ComparableItem[],
  theirs: readonly ComparableItem[],
): readonly (keyof ComparableItem)[] {
  return FIELDS.filter((field) =>
    ours.some((item, index) => JSON.stringify(item[field]) !== JSON.stringify(theirs[index]?.[field])),
  );
}

function comparable(entry: Entry): ComparableItem {
  return { ...entry, enclosures: entry.enclosures.map(({ url }) => url) };
}

describe("every sample document reads as it does to an independent reader", () => {
  it("but where the list says otherwise, and there it does", async () => {
    const found = (await Promise.all(readdirSync(FIXTURES).map(differencesIn))).flat();
    expect(found.toSorted()).toEqual(DIFFERENCES.flatMap(({ where }) => where).toSorted());
  });
});

describe("every valid feed reads", () => {
  it("as it was written, in any format, encoding and style", async () => {
    await fc.assert(
      fc.asyncProperty(generatedFeeds, async ({ bytes, format, entries }) => {
        const feed = feedIn(await readFeed({ bytes, url: DOCUMENT_URL }));
        expect(feed.format).toBe(format);
        expect(feed).not.toHaveProperty("partial");
        expect(feed.entries).toEqual(entries);
      }),
      { numRuns: runs(300) },
    );
  });

  it("as it does to an independent reader, which only does not know RSS with bodies of XHTML", async () => {
    await fc.assert(
      fc.asyncProperty(generatedFeeds, async ({ bytes, text, format, style }) => {
        const ours = feedIn(await readFeed({ bytes, url: DOCUMENT_URL })).entries.map(comparable);
        const theirs = readBySecond(text, DOCUMENT_URL);
        expect(theirs).toHaveLength(ours.length);
        const isUnknown =
          style === "xhtml" &&
          (format === "rss" || format === "rdf") &&
          ours.some(({ content }) => content !== undefined);
        expect(differing(ours, theirs ?? [])).toEqual(isUnknown ? ["content"] : []);
      }),
      { numRuns: runs(300) },
    );
  });
});
