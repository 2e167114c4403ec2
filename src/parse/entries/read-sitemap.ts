import type { SitemapPart } from "../../model/document.ts";
import type { Draft, Sketch } from "./draft.ts";
import { type Element, firstText } from "../markup/element.ts";
import { guidOf, languageOf, linesOf } from "./field-values.ts";
import { webLink } from "../links.ts";
import { plainLine } from "../prose/plain-text.ts";
import { bodyIn, dateIn, listedIn, titleIn } from "./read-entry.ts";

/** Of an index of more parts the newest count. */
const MAX_PARTS = 1000;

/** What holds fields of a page that sitemaps of news, videos and images add (by Google); their names are all distinct. */
const HOLDERS: ReadonlySet<string> = new Set(["news:news", "news:publication", "video:video", "image:image"]);
/** `news:publication` stands in `news:news`; nothing stands deeper. What is held is copied at each level. */
const HOLDERS_IN_HOLDERS = 3;
const TITLES = ["news:title", "video:title"];
const SUMMARIES = ["video:description", "image:caption", "image:title"];
const PUBLISHED = ["news:publication_date", "video:publication_date"];
const KEYWORDS = ["news:keywords"];
const TAGS = ["video:tag", "video:category"];

/** What names one `<url>` of a sitemap: its address; `half` when the document ended inside it. */
export function sketchPage(page: Element, half: boolean): Sketch {
  const fields = withHeldFields(page);
  const link = locationOf(page);
  const title = titleIn(fields, "rss", TITLES);
  return {
    guid: guidOf(link),
    title,
    link,
    published: dateIn(fields, PUBLISHED),
    summary: title === undefined ? bodyIn(fields, SUMMARIES, "rss") : undefined,
    content: undefined,
    half,
  };
}

/** All fields of the page that a sketch was made of. */
export function readPage(sketch: Sketch, page: Element): Draft {
  const fields = withHeldFields(page);
  return {
    ...sketch,
    summary: sketch.summary ?? bodyIn(fields, SUMMARIES, "rss"),
    updated: dateIn(page, ["lastmod"]),
    author: undefined,
    language: languageOf(firstText(fields, ["news:language"])),
    categories: linesOf([...listedIn(fields, KEYWORDS), ...TAGS.map((tag) => firstText(fields, [tag]))]),
    enclosures: [],
  };
}

/** The publication that a page of a news sitemap appeared in. */
export function publicationOf(page: Element): string | undefined {
  return plainLine(firstText(withHeldFields(page), ["news:name"]));
}

/** The sitemap that a `<sitemap>` of an index names; undefined when its address is no web address. */
export function partOf(element: Element): SitemapPart | undefined {
  const url = locationOf(element);
  const lastModified = dateIn(element, ["lastmod"]);
  return url === undefined ? undefined : { url, ...(lastModified === undefined ? {} : { lastModified }) };
}

/** At most 1,000 parts, the newest by what they say, in the order given. */
export function newestParts(parts: readonly SitemapPart[]): readonly SitemapPart[] {
  if (parts.length <= MAX_PARTS) return parts;
  const byAge = parts.toSorted((a, b) => (b.lastModified ?? 0) - (a.lastModified ?? 0));
  const newest = new Set(byAge.slice(0, MAX_PARTS));
  return parts.filter((part) => newest.has(part));
}

function locationOf(element: Element): string | undefined {
  return webLink(firstText(element, ["loc"]), element.base);
}

function withHeldFields(page: Element): Element {
  const children = [...page.children];
  addHeld(page, children, HOLDERS_IN_HOLDERS);
  return { ...page, children };
}

function addHeld(element: Element, children: (Element | string)[], levels: number): void {
  for (const child of element.children) {
    if (typeof child === "string" || !HOLDERS.has(child.name)) continue;
    for (const held of child.children) children.push(held);
    if (levels > 1) addHeld(child, children, levels - 1);
  }
}
