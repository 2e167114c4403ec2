import { Parser } from "htmlparser2";
import { webLink } from "./links.ts";
import { plainLine } from "./plain-text.ts";

/** A page's head comes first: no more of it is looked at. */
const MAX_HEAD = 1 << 18;
const MAX_DEPTH = 256;
const FEED_TYPE = /^application\/(?:(?:rss|atom|rdf)\+xml|feed\+json)/i;

/** What a web page says of itself in its head: its title, and the first feed that it advertises. */
export interface WebPage {
  readonly title?: string;
  readonly feed?: string;
}

/** Reads the head of a page whose address is `base`. */
export function readWebPage(html: string, base: string): WebPage {
  let title = "";
  let inTitle = false;
  let feed: string | undefined;
  let depth = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      depth += 1;
      if (name === "body" || depth > MAX_DEPTH) parser.pause();
      if (name === "title" && title === "") inTitle = true;
      if (name === "link" && isFeedLink(attributes)) feed ??= webLink(attributes["href"], base);
    },
    ontext(piece) {
      if (inTitle) title += piece;
    },
    onclosetag(name) {
      depth -= 1;
      if (name === "title") inTitle = false;
    },
  });
  parser.write(html.slice(0, MAX_HEAD));
  const line = plainLine(title);
  return { ...(line === undefined ? {} : { title: line }), ...(feed === undefined ? {} : { feed }) };
}

function isFeedLink(attributes: Readonly<Record<string, string>>): boolean {
  const relations = (attributes["rel"] ?? "").toLowerCase().split(/\s+/);
  return relations.includes("alternate") && FEED_TYPE.test(attributes["type"]?.trim() ?? "");
}
