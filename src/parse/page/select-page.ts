import { type Cheerio, type CheerioAPI, load } from "cheerio/slim";
import { Parser } from "htmlparser2";
import type { Document, NoFeed } from "../../model/document.ts";
import type { Entry, PageSelectors } from "../../model/feed.ts";
import { parseDate } from "../dates/dates.ts";
import type { FeedOutline } from "../feed-outline.ts";
import { languageOf } from "../entries/field-values.ts";
import { webLink } from "../links.ts";
import { plainLine } from "../prose/plain-text.ts";
import { visibleText } from "../prose/visible-text.ts";

const MAX_PAGE = 2 << 20;
/** cheerio builds and walks trees by recursion, and in time that grows with depth by the square. */
const MAX_DEPTH = 256;
/** It selects in time that grows with the number of siblings by the square. */
const MAX_ELEMENTS = 20_000;
const MAX_ITEMS = 1000;
/** Where a date is written for machines, in the order in which it is believed. */
const DATE_ATTRIBUTES = ["datetime", "content", "title"];

type Selected = Cheerio<ReturnType<CheerioAPI>[number]>;

/**
 * Reads a web page as a feed: each element that `page.items` selects is an entry, named by its link, else by its title.
 * `document.url` is the page's address. No match is a failure, since it means that the page was rebuilt.
 */
export function selectPage(
  html: string,
  document: Pick<Document, "url">,
  page: PageSelectors,
): { readonly kind: "feed"; readonly feed: FeedOutline } | NoFeed {
  const excess = excessOf(html);
  if (excess !== undefined) return failed(excess);
  const $ = load(html, { xml: { xmlMode: false, decodeEntities: true } });
  const base = webLink($("base[href]").first().attr("href"), document.url) ?? document.url;
  const items = $(page.items).toArray().slice(0, MAX_ITEMS);
  if (items.length === 0) return failed(`no element matches “${page.items}” (page.items)`);
  const entries = items.flatMap((item) => entryIn($(item), page, { $, base }));
  if (entries.length === 0)
    return failed(`what matches “${page.items}” (page.items) has no link and no title`);
  return { kind: "feed", feed: feedOf(entries, $, document.url) };
}

function failed(detail: string): NoFeed {
  return { kind: "failed", errorKind: "html", detail };
}

/** Why a page is too much to select from. */
function excessOf(html: string): string | undefined {
  if (html.length > MAX_PAGE) return "the page is larger than 2 MiB, too large to select from";
  let depth = 0;
  let elements = 0;
  let excess: string | undefined;
  const parser = new Parser({
    onopentagname() {
      depth += 1;
      elements += 1;
      if (depth > MAX_DEPTH) excess = `the page nests elements deeper than ${MAX_DEPTH}`;
      if (elements > MAX_ELEMENTS) excess = `the page has more than ${MAX_ELEMENTS} elements`;
      if (excess !== undefined) parser.pause();
    },
    onclosetag() {
      depth -= 1;
    },
  });
  parser.write(html);
  return excess;
}

interface Place {
  readonly $: CheerioAPI;
  readonly base: string;
}

function entryIn(item: Selected, page: PageSelectors, place: Place): readonly Entry[] {
  const anchor = anchorIn(item, page.link);
  const link = webLink(anchor.attr("href"), place.base);
  const title = plainLine(textOf(page.title === undefined ? anchor : item.find(page.title).first(), place));
  if (link === undefined && title === undefined) return [];
  const published = page.date === undefined ? undefined : dateOf(item.find(page.date).first(), place);
  const summary = page.summary === undefined ? "" : textOf(item.find(page.summary).first(), place);
  return [
    {
      ...(title === undefined ? {} : { title }),
      ...(link === undefined ? {} : { link }),
      ...(published === undefined ? {} : { published }),
      ...(summary === "" ? {} : { summary }),
      categories: [],
      enclosures: [],
    },
  ];
}

/** What leads to the entry: the selected element, or a link in it; without a selector the entry itself, or one in it. */
function anchorIn(item: Selected, selector: string | undefined): Selected {
  const place = selector === undefined ? item : item.find(selector).first();
  return place.is("[href]") ? place : place.find("a[href]").first();
}

function dateOf(element: Selected, place: Place): number | undefined {
  for (const name of DATE_ATTRIBUTES) {
    const date = parseDate(element.attr(name) ?? "");
    if (date !== undefined) return date;
  }
  return parseDate(textOf(element, place));
}

function textOf(element: Selected, { $ }: Place): string {
  return element.length === 0 ? "" : visibleText($.html(element));
}

function feedOf(entries: readonly Entry[], $: CheerioAPI, url: string): FeedOutline {
  const title = plainLine($("title").first().text());
  const language = languageOf($("html").first().attr("lang"));
  return {
    format: "page",
    ...(title === undefined ? {} : { title }),
    link: url,
    ...(language === undefined ? {} : { language }),
    entries,
    read: (chosen) => {
      const wanted = new Set<unknown>(chosen);
      return Promise.resolve(
        new Map(entries.flatMap((entry) => (wanted.has(entry) ? [[entry, entry] as const] : []))),
      );
    },
  };
}
