import type { FeedFormat } from "../model/feed.ts";
import { type Draft, saysSomething, type Sketch } from "./draft.ts";
import type { Element } from "./element.ts";
import { firstText } from "./element.ts";
import { languageOf } from "./field-values.ts";
import { linkedPage } from "./linked-page.ts";
import { type Markup, readMarkup } from "./markup.ts";
import { authorsIn, bodyIn, readEntry, sketchEntry, titleIn } from "./read-entry.ts";
import type { Dialect } from "./rich-text.ts";

const DESCRIPTIONS = ["description", "subtitle", "tagline", "atom:subtitle", "itunes:summary"];

/** A feed document as fields of plain text, whatever state its markup was in. */
export interface Repaired {
  readonly kind: "feed";
  readonly format: FeedFormat;
  readonly head: Head;
  readonly description: string | undefined;
  readonly entries: readonly RepairedEntry[];
  readonly partial?: string;
}

/** What a feed says of itself. */
interface Head {
  readonly title: string | undefined;
  readonly link: string | undefined;
  readonly language: string | undefined;
}

/** An entry by its names; `draft` reads the rest. */
export interface RepairedEntry {
  readonly sketch: Sketch;
  draft(): Draft;
}

/** Reads an RSS, RDF or Atom document (`base` is its address) into entries, or says what it is instead. */
export function repair(text: string, base: string): Repaired | Exclude<Markup, { readonly kind: "feed" }> {
  const found: { readonly sketch: Sketch; readonly element: Element }[] = [];
  const markup = readMarkup(text, base, (element, half) => {
    const sketch = sketchEntry(element, dialectOf(element), half);
    if (saysSomething(sketch)) found.push({ sketch, element });
  });
  if (markup.kind !== "feed") return markup;
  const { header, root, partial } = markup;
  const dialect: Dialect = root === "feed" ? "atom" : "rss";
  return {
    kind: "feed",
    format: formatOf(root),
    head: {
      title: titleIn(header, dialect),
      link: linkedPage(header, dialect),
      language: languageOf(firstText(header, ["language", "dc:language"]) ?? header.attributes["xml:lang"]),
    },
    description: bodyIn(header, DESCRIPTIONS, dialect),
    entries: found.map(({ sketch, element }) => ({
      sketch,
      draft: () => byFeedAuthor(readEntry(sketch, element, dialectOf(element)), root, header),
    })),
    ...(partial === undefined ? {} : { partial }),
  };
}

function dialectOf(entry: Element): Dialect {
  return entry.name === "entry" ? "atom" : "rss";
}

function formatOf(root: string): FeedFormat {
  if (root === "feed") return "atom";
  return root === "rdf" ? "rdf" : "rss";
}

/** RFC 4287 §4.2.1: an entry without an author has the feed's. */
function byFeedAuthor(draft: Draft, root: string, header: Element): Draft {
  return root === "feed" && draft.author === undefined ? { ...draft, author: authorsIn(header) } : draft;
}
