import type { PushLink } from "../../model/feed.ts";
import { parseDate } from "../dates/dates.ts";
import { type Draft, NOT_READ, saysSomething, type Sketch, type Texts } from "../entries/draft.ts";
import { withinLimits } from "./json-limits.ts";
import { guidOf, languageOf, linesOf } from "../entries/field-values.ts";
import type { RepairTally } from "../repair-tally.ts";
import type { Repaired, RepairedEntry } from "../entries/repair.ts";
import { webLink } from "../links.ts";
import { parseJson } from "./parse-json.ts";
import { plainLine } from "../prose/plain-text.ts";
import { declaredPlain } from "../prose/rich-text.ts";
import { titleText } from "../prose/title-text.ts";
import { menderOf } from "../bytes/twice-encoded.ts";
import { visibleText } from "../prose/visible-text.ts";

const MAX_ENTRIES = 10_000;
const MAX_LIST = 100;
/** A JSON Feed needs a depth of 5, and some thirty values for each item. One item too many is kept: it tells of the rest. */
const LIMITS = { depth: 256, count: 1_000_000, width: MAX_ENTRIES + 1, values: 300_000 };

/** Escaped letters that text encoded twice may begin with. */
const ESCAPED_LEAD = /\\u00(?:c[2-5]|e2)/i;

/**
 * Named fields are read one by one and nothing is copied whole: a key `__proto__` stays a key, and a million keys that
 * nobody asks for cost nothing.
 */
type Fields = object;

/**
 * Reads JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1); `base` is the document's address. Undefined when the text is
 * not JSON, is absurdly deep or large, or holds no list of items. Fields of odd types are absent; what is not an item is left out.
 */
export function readJsonFeed(text: string, base: string, repairs: RepairTally): Repaired | undefined {
  const feed = fieldsOf(parsed(text, repairs));
  const items = feed === undefined ? undefined : fieldIn(feed, "items");
  if (feed === undefined || !Array.isArray(items)) return undefined;
  const title = lineIn(feed, "title");
  const link = webLink(textIn(feed, "home_page_url"), base);
  const language = languageOf(textIn(feed, "language"));
  const description = lineIn(feed, "description");
  const push = pushLinkIn(feed, base);
  // Once: there may be as many authors as there are items to inherit them.
  const context = { author: authorsIn(feed), base };
  return {
    kind: "feed",
    format: "json",
    head: {
      ...(title === undefined ? {} : { title }),
      ...(link === undefined ? {} : { link }),
      ...(language === undefined ? {} : { language }),
      ...(description === undefined ? {} : { description }),
      ...(push === undefined ? {} : { push }),
    },
    entries: items.slice(0, MAX_ENTRIES).flatMap((item) => entriesOf(item, context)),
    ...(items.length > MAX_ENTRIES ? { partial: `there are more than ${MAX_ENTRIES} entries` } : {}),
  };
}

function parsed(text: string, repairs: RepairTally): unknown {
  const held = withinLimits(text, LIMITS);
  const value = held === undefined ? undefined : parseJson(held, repairs);
  return held === undefined || value === undefined ? undefined : mended(value, held, repairs);
}

/** What JSON holds, with the texts mended that were encoded twice; those may hide behind escapes (`\u00c3\u00a9`). */
function mended(value: unknown, text: string, repairs: RepairTally): unknown {
  const mend = menderOf(ESCAPED_LEAD.test(text) ? JSON.stringify(value) : text);
  if (mend === undefined) return value;
  return changed(value, (written) => {
    const now = mend(written);
    if (now !== written) repairs.add("encoded-twice");
    return now;
  });
}

/**
 * Changes the texts of a value that nobody else has yet: a copy would be as large again. A document is nested only so
 * deep: this recursion is bounded.
 */
function changed(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (typeof value !== "object" || value === null) return value;
  for (const key in value) {
    const held = fieldIn(value, key);
    const now = changed(held, change);
    // Not assigned: to assign `__proto__` would give the value another prototype.
    if (now !== held) Object.defineProperty(value, key, { value: now });
  }
  return value;
}

/** What an item may take from its feed. */
interface FromFeed {
  readonly author: string | undefined;
  readonly base: string;
}

function entriesOf(item: unknown, feed: FromFeed): readonly RepairedEntry[] {
  const fields = fieldsOf(item);
  if (fields === undefined) return [];
  const sketch = sketchOf(fields, feed.base);
  return saysSomething(sketch) ? [{ sketch, draft: () => draftOf(sketch, fields, feed) }] : [];
}

function sketchOf(fields: Fields, base: string): Sketch {
  const title = plainLine(titleText(textIn(fields, "title") ?? ""));
  return {
    guid: guidOf(scalarText(fieldIn(fields, "id"))),
    title,
    link: webLink(textIn(fields, "url"), base) ?? webLink(textIn(fields, "external_url"), base),
    published: dateIn(fields, "date_published"),
    ...(title === undefined ? textsIn(fields) : NOT_READ),
    half: false,
  };
}

function draftOf(sketch: Sketch, fields: Fields, { author, base }: FromFeed): Draft {
  return {
    ...sketch,
    ...(sketch.title === undefined ? {} : textsIn(fields)),
    updated: dateIn(fields, "date_modified"),
    author: authorsIn(fields) ?? author,
    language: languageOf(textIn(fields, "language")),
    categories: linesOf(listIn(fields, "tags").map(scalarText)),
    enclosures: enclosuresIn(fields, base),
  };
}

function textsIn(fields: Fields): Texts {
  return { summary: nonEmpty(declaredPlain(textIn(fields, "summary") ?? "")), content: contentIn(fields) };
}

function fieldsOf(value: unknown): Fields | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return value;
}

/** A field of the object's own: what all objects inherit is no field. */
function fieldIn(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? Reflect.get(fields, name) : undefined;
}

/** Identifiers written as numbers count as text: the format asks readers to. */
function scalarText(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" ? value : undefined;
}

function textIn(fields: Fields, name: string): string | undefined {
  const value = fieldIn(fields, name);
  return typeof value === "string" ? value : undefined;
}

function lineIn(fields: Fields, name: string): string | undefined {
  return plainLine(textIn(fields, name));
}

/** The first 100 of a list. Where there is one tag or one author, some write it without the list. */
function listIn(fields: Fields, name: string): readonly unknown[] {
  const value = fieldIn(fields, name) ?? [];
  return Array.isArray(value) ? value.slice(0, MAX_LIST) : [value];
}

/** Version 1.1 has a list of authors, 1.0 had one. */
function authorsIn(fields: Fields): string | undefined {
  const authors = [...listIn(fields, "authors"), fieldIn(fields, "author")];
  const names = authors.map((author) => scalarText(fieldIn(fieldsOf(author) ?? {}, "name")));
  return plainLine(linesOf(names).join(", "));
}

/** The first WebSub hub; hubs of other kinds (rssCloud) announce changes in ways of their own. */
function pushLinkIn(feed: Fields, base: string): PushLink | undefined {
  const topic = webLink(textIn(feed, "feed_url"), base);
  const [hub] = listIn(feed, "hubs").flatMap((listed) => {
    const fields = fieldsOf(listed) ?? {};
    return textIn(fields, "type")?.toLowerCase() === "websub"
      ? (webLink(textIn(fields, "url"), base) ?? [])
      : [];
  });
  return hub === undefined || topic === undefined ? undefined : { hub, topic };
}

function contentIn(fields: Fields): string | undefined {
  return (
    nonEmpty(visibleText(textIn(fields, "content_html") ?? "")) ??
    nonEmpty(declaredPlain(textIn(fields, "content_text") ?? ""))
  );
}

function enclosuresIn(fields: Fields, base: string): readonly { readonly url: string }[] {
  return listIn(fields, "attachments").flatMap((attachment) => {
    const url = webLink(textIn(fieldsOf(attachment) ?? {}, "url"), base);
    return url === undefined ? [] : [{ url }];
  });
}

function nonEmpty(text: string): string | undefined {
  return text === "" ? undefined : text;
}

function dateIn(fields: Fields, name: string): number | undefined {
  return parseDate(textIn(fields, name) ?? "");
}
