import type { Instant } from "../model/time.ts";
import { parseDate } from "./dates.ts";
import type { Draft, Sketch } from "./draft.ts";
import { attribute, childNamed, childrenNamed, type Element, firstText, textOf } from "./element.ts";
import { guidOf, languageOf, linesOf } from "./field-values.ts";
import { hrefOf, linkedPage, linksRelated } from "./linked-page.ts";
import { webLink } from "./links.ts";
import { plainLine } from "./plain-text.ts";
import { bodyOf, type Dialect, titleOf } from "./rich-text.ts";

const MAX_ENCLOSURES = 100;

const GUIDS = ["guid", "id", "atom:id"];
const TITLES = ["title", "atom:title", "dc:title", "media:title"];
const SUMMARIES = ["description", "summary", "atom:summary", "dc:description", "itunes:summary"];
const CONTENTS = ["content:encoded", "content", "atom:content", "body", "xhtml:body"];
const PUBLISHED = [
  "pubdate",
  "published",
  "issued",
  "atom:published",
  "dc:date",
  "dcterms:issued",
  "dcterms:created",
];
const UPDATED = ["updated", "modified", "atom:updated", "dcterms:modified"];
const AUTHORS = ["dc:creator", "author", "atom:author", "itunes:author"];
const CATEGORIES = ["category", "atom:category", "dc:subject"];

/** What names one `<item>` or `<entry>`; `half` when the document ended inside it. */
export function sketchEntry(element: Element, dialect: Dialect, half: boolean): Sketch {
  const title = titleIn(element, dialect);
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
    updated: dateIn(element, UPDATED),
    author: authorsIn(element),
    language: languageOf(firstText(element, ["dc:language"]) ?? element.attributes["xml:lang"]),
    categories: linesOf(childrenNamed(element, CATEGORIES).map(categoryOf)),
    enclosures: enclosuresIn(element),
  };
}

type Texts = Pick<Sketch, "summary" | "content">;
const NOT_READ: Texts = { summary: undefined, content: undefined };

function textsIn(element: Element, dialect: Dialect): Texts {
  return {
    summary: bodyIn(element, SUMMARIES, dialect) ?? mediaDescription(element),
    content: bodyIn(element, CONTENTS, dialect),
  };
}

/** The first title with words in it. */
export function titleIn(element: Element, dialect: Dialect): string | undefined {
  for (const child of childrenNamed(element, TITLES)) {
    const title = plainLine(titleOf(child, dialect));
    if (title !== undefined) return title;
  }
  return undefined;
}

/** The first text with words in it among the children of these names. */
export function bodyIn(element: Element, names: readonly string[], dialect: Dialect): string | undefined {
  for (const child of childrenNamed(element, names)) {
    const body = bodyOf(child, dialect);
    if (body !== "") return body;
  }
  return undefined;
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

/** What video platforms give instead of a description. */
function mediaDescription(element: Element): string | undefined {
  const group = childNamed(element, "media:group") ?? element;
  return bodyIn(group, ["media:description"], "rss");
}

function dateIn(element: Element, names: readonly string[]): Instant | undefined {
  for (const child of childrenNamed(element, names)) {
    const date = parseDate(textOf(child));
    if (date !== undefined) return date;
  }
  return undefined;
}

function categoryOf(category: Element): string {
  return attribute(category, "label") ?? attribute(category, "term") ?? textOf(category);
}

function enclosuresIn(element: Element): readonly { readonly url: string }[] {
  const urls = [
    ...childrenNamed(element, ["enclosure"]).map((enclosure) =>
      webLink(attribute(enclosure, "url"), enclosure.base),
    ),
    ...linksRelated(element, ["link", "atom:link"], "enclosure").map(hrefOf),
  ];
  return urls.flatMap((url) => (url === undefined ? [] : [{ url }])).slice(0, MAX_ENCLOSURES);
}
