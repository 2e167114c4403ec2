import { Parser } from "htmlparser2";
import type { Element } from "./element.ts";
import { MarkupReader } from "./markup-reader.ts";
import { spellingOf } from "./spelling.ts";
import { escapeStrayAngles } from "./stray-angles.ts";
import { endUnclosedCdata } from "./unclosed-cdata.ts";

/** No tag of a feed has a tenth of that. */
const MAX_ATTRIBUTES = 256;
/** The parser knows the mark in capitals only, and would read tags in what is a text. */
const SMALL_CDATA = /<!\[(?!CDATA)[Cc][Dd][Aa][Tt][Aa]\[/g;

type Attributes = Readonly<Record<string, string>>;

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
export function readMarkup(text: string, base: string, onEntry: OnEntry): Markup {
  const spelling = spellingOf(text);
  const reader = new MarkupReader(base, spelling, onEntry);
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        reader.open(name, spelling.attributes(fewOf(attributes)));
        if (reader.stopped) parser.pause();
      },
      onprocessinginstruction(_name, value) {
        reader.instruction(value);
        if (reader.stopped) parser.pause();
      },
      ontext: (piece) => reader.text(piece),
      oncdatastart: () => reader.cdata(true),
      oncdataend: () => reader.cdata(false),
      onclosetag: () => reader.close(),
    },
    { xmlMode: true, decodeEntities: false },
  );
  parser.write(escapeStrayAngles(endUnclosedCdata(text.replace(SMALL_CDATA, "<![CDATA["))));
  if (!reader.stopped) {
    // At its end the parser closes what is open: this is the last moment to tell a half entry from a whole one.
    reader.textEnded(text.lastIndexOf("<") > text.lastIndexOf(">"));
    parser.end();
  }
  return reader.markup();
}

function fewOf(attributes: Attributes): Attributes {
  const names = Object.keys(attributes);
  if (names.length <= MAX_ATTRIBUTES) return attributes;
  return Object.fromEntries(names.slice(0, MAX_ATTRIBUTES).map((name) => [name, attributes[name] ?? ""]));
}
