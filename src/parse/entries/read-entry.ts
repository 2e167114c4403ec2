import type { Instant } from "../../model/time.ts";
import { parseDate } from "../dates/dates.ts";
import { type Draft, NOT_READ, type Sketch, type Texts } from "./draft.ts";
import {
  attribute,
  childNamed,
  childrenNamed,
  type Element,
  firstIn,
  firstText,
  textOf,
} from "../markup/element.ts";
import { guidOf, languageOf, linesOf } from "./field-values.ts";
import { linkedPage, linksRelated } from "./linked-page.ts";
import { webLink } from "../links.ts";
import { plainLine } from "../prose/plain-text.ts";
import { bodyOf, type Dialect, titleOf } from "../prose/rich-text.ts";

const MAX_LIST = 100;

const GUIDS = ["guid", "id", "atom:id"];
const TITLES = ["title", "atom:title", "dc:title", "media:title", "itunes:title"];
const SUMMARIES = [
  "description",
  "summary",
  "atom:summary",
  "abstract",
  "dc:description",
  "dcterms:abstract",
  "itunes:summary",
  "itunes:subtitle",
];
const CONTENTS = ["content:encoded", "content", "atom:content", "body", "xhtml:body"];
const PUBLISHED = [
  "pubdate",
  "published",
  "issued",
  "atom:published",
  "dc:date",
  "dcterms:issued",
  "dcterms:created",
  "created",
  "date",
];
const UPDATED = ["updated", "modified", "atom:updated", "dcterms:modified", "lastmod"];
const AUTHORS = ["dc:creator", "author", "atom:author", "itunes:author"];
const CATEGORIES = ["category", "atom:category", "dc:subject", "itunes:category"];
/** Texts about what is attached, for entries that have none of their own. */
const MEDIA_TEXTS = ["media:description", "media:text"];
/** Lists in one text, divided by commas. */
const KEYWORDS = ["media:keywords", "itunes:keywords"];
/** What may say in which language it is written when the entry does not. */
const WORDED = [...TITLES, ...CONTENTS, ...SUMMARIES];

/** What names one `<item>` or `<entry>`; `half` when the document ended inside it. */
export function sketchEntry(element: Element, dialect: Dialect, half: boolean): Sketch {
  const title = titleIn(element, dialect) ?? firstOf(mediaIn(element), titleOfMedia);
  const texts = title === undefined ? textsIn(element, dialect) : NOT_READ;
  return {
    guid: guidOf(firstText(element, GUIDS) ?? attribute(element, "about")),
    title,
    link: linkedPage(element, dialect),
    published: dateIn(element, PUBLISHED),
    summary: texts.summary,
    content: texts.content,
    half,
  };
}

/** All fields of the entry that a sketch was made of. */
export function readEntry(sketch: Sketch, element: Element, dialect: Dialect): Draft {
  return {
    ...sketch,
    ...(sketch.title === undefined ? {} : textsIn(element, dialect)),
    // CDF says it in an attribute.
    updated: dateIn(element, UPDATED) ?? parseDate(attribute(element, "lastmod") ?? ""),
    author: authorsIn(element),
    language: languageIn(element),
    categories: linesOf([
      ...childrenNamed(element, CATEGORIES).map(categoryOf),
      ...mediaIn(element).flatMap((media) => childrenNamed(media, ["media:category"]).map(categoryOf)),
      ...listedIn(mediaOf(element), KEYWORDS),
    ]),
    enclosures: enclosuresIn(element),
  };
}

function textsIn(element: Element, dialect: Dialect): Texts {
  const summary = bodyIn(element, SUMMARIES, dialect) ?? firstOf(mediaIn(element), textOfMedia);
  return { summary, content: bodyIn(element, CONTENTS, dialect) ?? furtherText(element, dialect, summary) };
}

/** A second description, or a summary for podcasts that says more than the first: the longest of these. */
function furtherText(element: Element, dialect: Dialect, summary = ""): string | undefined {
  const told = childrenNamed(element, ["description", "itunes:summary"]);
  if (told.length < 2) return undefined;
  let longest = "";
  for (const child of told) {
    const text = bodyOf(child, dialect);
    const isMore = child.name === "description" ? text !== summary : text.length > summary.length;
    if (isMore && text.length > longest.length) longest = text;
  }
  return longest || undefined;
}

function titleOfMedia(media: Element): string | undefined {
  return titleIn(media, "rss", ["media:title"]);
}

function textOfMedia(media: Element): string | undefined {
  return bodyIn(media, MEDIA_TEXTS, "rss");
}

/** The first title with words in it. */
export function titleIn(
  element: Element,
  dialect: Dialect,
  names: readonly string[] = TITLES,
): string | undefined {
  return firstIn(element, names, (child) => plainLine(titleOf(child, dialect)));
}

/** The first text with words in it among the children of these names. */
export function bodyIn(element: Element, names: readonly string[], dialect: Dialect): string | undefined {
  return firstIn(element, names, (child) => bodyOf(child, dialect) || undefined);
}

/** The names of all who wrote it, joined by commas. Atom and some RSS keep the name in an element of its own. */
export function authorsIn(element: Element): string | undefined {
  for (const field of AUTHORS) {
    const names = linesOf(
      childrenNamed(element, [field]).map(
        (author) => firstText(author, ["name", "atom:name"]) ?? textOf(author),
      ),
    );
    if (names.length > 0) return plainLine(names.join(", "));
  }
  return undefined;
}

/** Where video platforms put what describes a video: a group of their own, if there is one. */
function mediaOf(element: Element): Element {
  return childNamed(element, "media:group") ?? element;
}

/** What may hold titles and texts about what is attached: a group, the entry itself, each medium. */
function mediaIn(element: Element): readonly Element[] {
  const group = mediaOf(element);
  const holders = group === element ? [element] : [group, element];
  return [...holders, ...holders.flatMap((holder) => childrenNamed(holder, ["media:content"]))];
}

function firstOf(
  media: readonly Element[],
  read: (medium: Element) => string | undefined,
): string | undefined {
  for (const medium of media) {
    const text = read(medium);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** The language that the entry declares, or that its own words do. */
function languageIn(element: Element): string | undefined {
  return (
    languageOf(firstText(element, ["dc:language", "language"])) ??
    languageOf(element.attributes["xml:lang"]) ??
    firstIn(element, WORDED, (child) => languageOf(child.attributes["xml:lang"]))
  );
}

/** The first date that can be read among the children of these names. */
export function dateIn(element: Element, names: readonly string[]): Instant | undefined {
  return firstIn(element, names, (child) => parseDate(textOf(child)));
}

/** What the children of these names list, divided by commas. */
export function listedIn(element: Element, names: readonly string[]): readonly string[] {
  return childrenNamed(element, names).flatMap((child) => textOf(child).split(",", MAX_LIST));
}

function categoryOf(category: Element): string {
  return (
    attribute(category, "label") ??
    attribute(category, "term") ??
    attribute(category, "text") ??
    textOf(category)
  );
}

function enclosuresIn(element: Element): readonly { readonly url: string }[] {
  const attached = [
    ...childrenNamed(element, ["enclosure"]),
    ...linksRelated(element, ["link", "atom:link"], "enclosure"),
  ];
  const media = attached.length > 0 ? [] : childrenNamed(mediaOf(element), ["media:content"]);
  const urls = [...attached, ...media].flatMap((enclosure) => {
    const address = attribute(enclosure, "url") ?? attribute(enclosure, "href");
    return webLink(address, enclosure.base) ?? [];
  });
  return [...new Set(urls)].slice(0, MAX_LIST).map((url) => ({ url }));
}
