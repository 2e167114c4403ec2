import type { Element } from "./element.ts";
import { MarkupReader } from "./markup-reader.ts";
import type { RepairTally } from "../repair-tally.ts";
import { spellingOf } from "./spelling.ts";
import { escapeStrayAngles } from "./stray-angles.ts";
import { readTags } from "./tag-reader.ts";
import { endUnclosedCdata } from "./unclosed-cdata.ts";

/** The parser knows the mark in capitals only, and would read tags in what is a text. */
const SMALL_CDATA = /<!\[(?!CDATA)[Cc][Dd][Aa][Tt][Aa]\[/g;

/** What a document turned out to be. */
export type Markup =
  | {
      readonly kind: "feed";
      /** Local name of the root element: `rss`, `rdf`, `feed`, `channel`, `urlset` or `sitemapindex`. */
      readonly root: string;
      /** What is in no entry: the children of the root and of every channel. */
      readonly header: Element;
      /** Why there may be more entries than were read. */
      readonly partial?: string;
      /** It ended behind an entry, but the end tag of the root is missing. */
      readonly unclosed?: true;
    }
  | { readonly kind: "page" }
  | { readonly kind: "other"; readonly root?: string };

/** An entry was read (`item`, `entry`, `url` or `sitemap`); `half` when the document ended before the entry did. */
export type OnEntry = (entry: Element, half: boolean) => void;

/**
 * Reads a feed document as it is, not as it should be: bare `&` and `<`, missing and wrong end tags, undeclared
 * prefixes, text around the root. Entries are handed over as they end. Of a document type only its own short plain
 * entities count; nothing that it names is opened, and instructions are not followed. `base` is the document's address.
 */
export function readMarkup(text: string, base: string, repairs: RepairTally, onEntry: OnEntry): Markup {
  const reader = new MarkupReader({ base, spelling: spellingOf(text, repairs), repairs, onEntry });
  readTags(mended(text, repairs), reader, repairs);
  if (!reader.stopped) reader.end(text.lastIndexOf("<") > text.lastIndexOf(">"));
  return reader.markup();
}

/** What must be mended before tags can be told from text. */
function mended(text: string, repairs: RepairTally): string {
  const spelt = text.replace(SMALL_CDATA, () => {
    repairs.add("cdata");
    return "<![CDATA[";
  });
  return escapeStrayAngles(endUnclosedCdata(spelt, repairs), repairs);
}
