import type { SitemapPart } from "../../model/document.ts";
import type { FeedFormat } from "../../model/feed.ts";
import { type Draft, saysSomething, type Sketch } from "./draft.ts";
import { attribute, childNamed, type Element } from "../markup/element.ts";
import { type FeedHead, feedHead } from "./feed-head.ts";
import { type Markup, readMarkup } from "../markup/markup.ts";
import { authorsIn, readEntry, sketchEntry } from "./read-entry.ts";
import { newestParts, partOf, publicationOf, readPage, sketchPage } from "./read-sitemap.ts";
import type { RepairTally } from "../repair-tally.ts";
import type { Dialect } from "../prose/rich-text.ts";

/** A feed document as fields of plain text, whatever state its markup was in. */
export interface Repaired {
  readonly kind: "feed";
  readonly format: FeedFormat;
  readonly head: FeedHead;
  readonly entries: readonly RepairedEntry[];
  readonly partial?: string;
  readonly unclosed?: true;
}

/** An entry by its names; `draft` reads the rest. */
export interface RepairedEntry {
  readonly sketch: Sketch;
  draft(): Draft;
}

/** What a document of markup is: a feed, a sitemap index, or something else. */
export type RepairedDocument =
  | Repaired
  | { readonly kind: "index"; readonly parts: readonly SitemapPart[] }
  | Exclude<Markup, { readonly kind: "feed" }>;

interface Found {
  readonly sketch: Sketch;
  readonly element: Element;
}

/** Reads an RSS, RDF, Atom or CDF document or a sitemap (`base` is its address), or says what it is instead. */
export function repair(text: string, base: string, repairs: RepairTally): RepairedDocument {
  const found: Found[] = [];
  const parts: SitemapPart[] = [];
  const markup = readMarkup(text, base, repairs, (element, half) => {
    if (element.name === "sitemap") {
      const part = half ? undefined : partOf(element);
      if (part !== undefined) parts.push(part);
      return;
    }
    const sketch = sketchOf(element, half);
    if (saysSomething(sketch)) found.push({ sketch, element });
  });
  if (markup.kind !== "feed") return markup;
  const { header, root, partial, unclosed } = markup;
  if (root === "sitemapindex") return { kind: "index", parts: newestParts(parts) };
  // Once: there may be as many authors as there are entries to inherit them.
  const feed = { root, author: root === "feed" ? authorsIn(header) : undefined };
  return {
    kind: "feed",
    format: formatOf(root, header),
    head: root === "urlset" ? sitemapHead(found) : feedHead(header, root === "feed" ? "atom" : "rss"),
    entries: found.map(({ sketch, element }) => ({ sketch, draft: () => draftOf(sketch, element, feed) })),
    ...(partial === undefined ? {} : { partial }),
    ...(unclosed === undefined ? {} : { unclosed }),
  };
}

function sketchOf(element: Element, half: boolean): Sketch {
  return element.name === "url" ? sketchPage(element, half) : sketchEntry(element, dialectOf(element), half);
}

/** What an entry may take from its feed. */
interface FromFeed {
  readonly root: string;
  readonly author: string | undefined;
}

function draftOf(sketch: Sketch, element: Element, feed: FromFeed): Draft {
  if (element.name === "url") return readPage(sketch, element);
  const draft = readEntry(sketch, element, dialectOf(element));
  return feed.root === "feed" && draft.author === undefined
    ? { ...draft, author: authorOfSource(element) ?? feed.author }
    : draft;
}

function dialectOf(entry: Element): Dialect {
  return entry.name === "entry" ? "atom" : "rss";
}

/** A channel without `<rss>` around it is RSS with a slip, unless it has an address as CDF has (W3C Note CDF, 1997). */
function formatOf(root: string, header: Element): FeedFormat {
  switch (root) {
    case "feed":
      return "atom";
    case "urlset":
      return "sitemap";
    case "rdf":
      return "rdf";
  }
  return root === "channel" && attribute(header, "href") !== undefined ? "cdf" : "rss";
}

/** RFC 4287 §4.2.1: an entry without an author has that of its source, else the feed's. */
function authorOfSource(entry: Element): string | undefined {
  const source = childNamed(entry, "source");
  return source === undefined ? undefined : authorsIn(source);
}

/** A sitemap has no head, but one of news says of each page which publication it belongs to. */
function sitemapHead(found: readonly Found[]): FeedHead {
  const title = found[0] === undefined ? undefined : publicationOf(found[0].element);
  return title === undefined ? {} : { title };
}
