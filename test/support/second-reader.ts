import { parseFeed } from "feedsmith";
import { parseDate } from "../../src/parse/dates/dates.ts";
import { visibleText } from "../../src/parse/prose/visible-text.ts";

/** An item as both readers can give it: instants, absolute links, visible text; absent when absent. */
export interface ComparableItem {
  readonly guid?: string | undefined;
  readonly title?: string | undefined;
  readonly link?: string | undefined;
  readonly published?: number | undefined;
  readonly updated?: number | undefined;
  readonly author?: string | undefined;
  readonly summary?: string | undefined;
  readonly content?: string | undefined;
  readonly categories: readonly string[];
  readonly enclosures: readonly string[];
}

type Parsed = ReturnType<typeof parseFeed>;
type Items<Format extends Parsed["format"]> = Extract<Parsed, { format: Format }>["feed"];
type RssItem = NonNullable<Items<"rss">["items"]>[number];
type RdfItem = NonNullable<Items<"rdf">["items"]>[number];
type AtomEntry = NonNullable<Items<"atom">["entries"]>[number];
type JsonItem = NonNullable<Items<"json">["items"]>[number];

/**
 * The items of a document by feedsmith, an independent reader of well-formed feeds; undefined when it refuses the
 * document. It gives texts as written, HTML and all, and addresses as written, relative ones too.
 */
export function readBySecond(text: string, base: string): readonly ComparableItem[] | undefined {
  const parsed = attempt(text);
  return parsed === undefined ? undefined : rawItems(parsed).map((raw) => comparable(raw, base));
}

function rawItems({ format, feed }: Parsed): readonly Raw[] {
  switch (format) {
    case "rss":
      return listed(feed.items).map(fromRss);
    case "rdf":
      return listed(feed.items).map(fromRdf);
    case "atom":
      return listed(feed.entries).map(fromAtom);
    case "json":
      return listed(feed.items).map(fromJson);
  }
}

function listed<T>(values: readonly T[] | undefined): readonly T[] {
  return values ?? [];
}

function attempt(text: string): Parsed | undefined {
  try {
    return parseFeed(text);
  } catch {
    return undefined; // It reads no feed that is not well-formed enough.
  }
}

/** What feedsmith gives of an item, by our names. */
interface Raw {
  readonly guid: string | undefined;
  readonly title: string | undefined;
  readonly link: string | undefined;
  readonly published: unknown;
  readonly updated: unknown;
  readonly authors: readonly (string | undefined)[] | undefined;
  readonly summary: string | undefined;
  readonly content: string | undefined;
  readonly categories: readonly (string | undefined)[] | undefined;
  readonly enclosures: readonly (string | undefined)[] | undefined;
}

function fromRss({ guid, dc, content, ...item }: RssItem): Raw {
  const { creators, dates, subjects } = dc ?? {};
  return {
    guid: guid?.value,
    title: item.title,
    link: item.link,
    published: item.pubDate ?? dates?.[0],
    updated: undefined,
    authors: creators ?? namesOf(item.authors),
    summary: item.description,
    content: content?.encoded,
    categories: namesOf(item.categories) ?? subjects,
    enclosures: item.enclosures?.map(({ url }) => url),
  };
}

function fromRdf({ title, link, description, rdf, dc, content }: RdfItem): Raw {
  return {
    guid: rdf?.about,
    title,
    link,
    published: dc?.dates?.[0],
    updated: undefined,
    authors: dc?.creators,
    summary: description,
    content: content?.encoded,
    categories: dc?.subjects,
    enclosures: [],
  };
}

function fromAtom(entry: AtomEntry): Raw {
  const alternates = (entry.links ?? []).filter(({ rel = "alternate" }) => rel === "alternate");
  const page = alternates.find(({ type }) => type?.includes("html") ?? true) ?? alternates[0];
  return {
    guid: entry.id,
    title: entry.title?.value,
    link: page?.href,
    published: entry.published,
    updated: entry.updated,
    authors: namesOf(entry.authors),
    summary: entry.summary?.value,
    content: entry.content?.value,
    categories: entry.categories?.map(({ label, term }) => label ?? term),
    enclosures: entry.links?.filter(({ rel }) => rel === "enclosure").map(({ href }) => href),
  };
}

function fromJson(item: JsonItem): Raw {
  return {
    guid: item.id,
    title: item.title,
    link: item.url ?? item.external_url,
    published: item.date_published,
    updated: item.date_modified,
    authors: namesOf(item.authors),
    summary: item.summary,
    content: item.content_html ?? item.content_text,
    categories: item.tags,
    enclosures: item.attachments?.map(({ url }) => url),
  };
}

function namesOf(
  list: readonly { readonly name?: string | undefined }[] | undefined,
): readonly (string | undefined)[] | undefined {
  return list?.map(({ name }) => name);
}

function comparable(raw: Raw, base: string): ComparableItem {
  const given = (values: readonly (string | undefined)[] = []): readonly string[] =>
    values.flatMap((value) => value ?? []);
  return {
    guid: raw.guid,
    title: oneLine(raw.title),
    link: absolute(raw.link, base),
    published: instant(raw.published),
    updated: instant(raw.updated),
    author: given(raw.authors).join(", ") || undefined,
    summary: visible(raw.summary),
    content: visible(raw.content),
    categories: given(raw.categories),
    enclosures: given(raw.enclosures).flatMap((url) => absolute(url, base) ?? []),
  };
}

function instant(date: unknown): number | undefined {
  return typeof date === "string" ? parseDate(date) : undefined;
}

/** With the tags that it may have: what of `1 < 2` is a tag is for the readers to say. */
function oneLine(text: string | undefined): string | undefined {
  return text?.replaceAll(/[ \t\r\n]+/g, " ").trim() || undefined;
}

function visible(html: string | undefined): string | undefined {
  return html === undefined ? undefined : visibleText(html) || undefined;
}

function absolute(address: string | undefined, base: string): string | undefined {
  return address !== undefined && URL.canParse(address, base) ? new URL(address, base).href : undefined;
}
