import type { Entry } from "../model/feed.ts";
import type { Instant } from "../model/time.ts";

/** An entry while it is being read: every field is there, undefined when the publisher gave none. */
export interface Draft {
  readonly guid: string | undefined;
  readonly title: string | undefined;
  readonly link: string | undefined;
  readonly published: Instant | undefined;
  readonly updated: Instant | undefined;
  readonly author: string | undefined;
  readonly summary: string | undefined;
  readonly content: string | undefined;
  readonly language: string | undefined;
  readonly categories: readonly string[];
  readonly enclosures: readonly { readonly url: string }[];
  /** The document ended inside it. */
  readonly half: boolean;
}

/** Whether a draft says anything that a reader could be told. */
export function saysSomething(draft: Draft): boolean {
  return [draft.title, draft.link, draft.guid, draft.summary, draft.content].some(
    (field) => field !== undefined,
  );
}

/** The entry that a draft describes: absent fields are absent. */
export function entryOf(draft: Draft): Entry {
  return {
    ...namesOf(draft),
    ...datesOf(draft),
    ...wordsOf(draft),
    categories: draft.categories,
    enclosures: draft.enclosures,
    ...(draft.half ? { incomplete: true } : {}),
  };
}

function namesOf({ guid, title, link }: Draft): Pick<Entry, "guid" | "title" | "link"> {
  return {
    ...(guid === undefined ? {} : { guid }),
    ...(title === undefined ? {} : { title }),
    ...(link === undefined ? {} : { link }),
  };
}

function datesOf({ published, updated }: Draft): Pick<Entry, "published" | "updated"> {
  return {
    ...(published === undefined ? {} : { published }),
    ...(updated === undefined ? {} : { updated }),
  };
}

function wordsOf({ author, summary, content, language }: Draft): Partial<Entry> {
  return {
    ...(author === undefined ? {} : { author }),
    ...(summary === undefined ? {} : { summary }),
    ...(content === undefined ? {} : { content }),
    ...(language === undefined ? {} : { language }),
  };
}
