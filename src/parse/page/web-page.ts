import { webLink } from "../links.ts";
import { pageHead } from "./page-head.ts";
import { plainLine } from "../prose/plain-text.ts";

const FEED_TYPE = /^application\/(?:(?:rss|atom|rdf)\+xml|feed\+json)/i;

/** What a web page says of itself in its head: its title, and the first feed that it advertises. */
export interface WebPage {
  readonly title?: string;
  readonly feed?: string;
}

/** Reads the head of a page whose address is `base`. */
export function readWebPage(html: string, base: string): WebPage {
  const $ = pageHead(html);
  const title = plainLine($("title").first().text());
  const [feed] = $('link[rel~="alternate" i][href]')
    .toArray()
    .flatMap(({ attribs: { type = "", href } }) =>
      FEED_TYPE.test(type.trim()) ? (webLink(href, base) ?? []) : [],
    );
  return { ...(title === undefined ? {} : { title }), ...(feed === undefined ? {} : { feed }) };
}
