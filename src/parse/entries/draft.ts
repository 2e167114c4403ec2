import type { Entry } from "../../model/feed.ts";
import type { Instant } from "../../model/time.ts";
import type { EntryOutline } from "../../model/document.ts";

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

/** What an entry says, as far as it is not its title. */
export type Texts = Pick<Sketch, "summary" | "content">;

/** The texts of a sketch that has a title: reading them is half of the work, and does not help to name the entry. */
export const NOT_READ: Texts = { summary: undefined, content: undefined };

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

/** Fields that are filled in one by one: a spread for each that may be absent takes ten times as long. */
type Filled<T> = { -readonly [Field in keyof T]: T[Field] };

/** What names the entry that a sketch describes: absent fields are absent. */
export function outlineOf(sketch: Sketch): EntryOutline {
  const outline: Filled<EntryOutline> = {};
  nameLike(sketch, outline);
  return outline;
}

/** The entry that a draft describes: absent fields are absent. */
export function entryOf(draft: Draft): Entry {
  const { updated, author, language, categories, enclosures } = draft;
  const entry: Filled<Entry> = { categories, enclosures };
  nameLike(draft, entry);
  if (updated !== undefined) entry.updated = updated;
  if (author !== undefined) entry.author = author;
  if (language !== undefined) entry.language = language;
  return entry;
}

function nameLike(sketch: Sketch, entry: Filled<EntryOutline>): void {
  const { guid, title, link, published, summary, content, half } = sketch;
  if (guid !== undefined) entry.guid = guid;
  if (title !== undefined) entry.title = title;
  if (link !== undefined) entry.link = link;
  if (published !== undefined) entry.published = published;
  if (summary !== undefined) entry.summary = summary;
  if (content !== undefined) entry.content = content;
  if (half) entry.incomplete = true;
}
