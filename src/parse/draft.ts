import type { Entry } from "../model/feed.ts";
import type { Instant } from "../model/time.ts";
import type { EntryOutline } from "../model/document.ts";

/** What names an entry while it is being read: every field is there, undefined when the publisher gave none. */
export interface Sketch {
  readonly guid: string | undefined;
  readonly title: string | undefined;
  readonly link: string | undefined;
  readonly published: Instant | undefined;
  /** Texts; of a sketch that has a title they are not read yet. */
  readonly summary: string | undefined;
  readonly content: string | undefined;
  /** The document ended inside it. */
  readonly half: boolean;
}

/** A whole entry while it is being read. */
export interface Draft extends Sketch {
  readonly updated: Instant | undefined;
  readonly author: string | undefined;
  readonly language: string | undefined;
  readonly categories: readonly string[];
  readonly enclosures: readonly { readonly url: string }[];
}

/** Whether an entry says anything that a reader could be told. */
export function saysSomething(sketch: Sketch): boolean {
  return [sketch.title, sketch.link, sketch.guid, sketch.summary, sketch.content].some(
    (field) => field !== undefined,
  );
}

/** What names the entry that a sketch describes: absent fields are absent. */
export function outlineOf({ guid, title, link, published, summary, content, half }: Sketch): EntryOutline {
  // Field by field: a spread for each that may be absent takes ten times as long, and there is one outline per entry.
  const outline: { -readonly [Field in keyof EntryOutline]: EntryOutline[Field] } = {};
  if (guid !== undefined) outline.guid = guid;
  if (title !== undefined) outline.title = title;
  if (link !== undefined) outline.link = link;
  if (published !== undefined) outline.published = published;
  if (summary !== undefined) outline.summary = summary;
  if (content !== undefined) outline.content = content;
  if (half) outline.incomplete = true;
  return outline;
}

/** The entry that a draft describes: absent fields are absent. */
export function entryOf(draft: Draft): Entry {
  const { updated, author, language, categories, enclosures } = draft;
  return {
    ...outlineOf(draft),
    ...(updated === undefined ? {} : { updated }),
    ...(author === undefined ? {} : { author }),
    ...(language === undefined ? {} : { language }),
    categories,
    enclosures,
  };
}
