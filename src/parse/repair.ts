import type { FeedFormat } from "../model/feed.ts";
import type { Head } from "./canonical-rss.ts";
import { type Draft, saysSomething } from "./draft.ts";
import type { Element } from "./element.ts";
import { firstText } from "./element.ts";
import { languageOf } from "./field-values.ts";
import { linkedPage } from "./linked-page.ts";
import { type Markup, readMarkup } from "./markup.ts";
import { authorsIn, bodyIn, readEntry, titleIn } from "./read-entry.ts";
import type { Dialect } from "./rich-text.ts";

const DESCRIPTIONS = ["description", "subtitle", "tagline", "atom:subtitle", "itunes:summary"];

/** A feed document as fields of plain text, whatever state its markup was in. */
export interface Repaired {
  readonly kind: "feed";
  readonly format: FeedFormat;
  readonly head: Head;
  readonly description: string | undefined;
  readonly drafts: readonly Draft[];
  readonly partial?: string;
}

/** Reads an RSS, RDF or Atom document (`base` is its address) into drafts, or says what it is instead. */
export function repair(text: string, base: string): Repaired | Exclude<Markup, { readonly kind: "feed" }> {
  const drafts: Draft[] = [];
  const markup = readMarkup(text, base, (entry, half) => {
    const draft = readEntry(entry, dialectOf(entry), half);
    if (saysSomething(draft)) drafts.push(draft);
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
    drafts: dialect === "atom" ? byFeedAuthor(drafts, header) : drafts,
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
function byFeedAuthor(drafts: readonly Draft[], header: Element): readonly Draft[] {
  const author = authorsIn(header);
  return drafts.map((draft) => (draft.author === undefined ? { ...draft, author } : draft));
}
