import type { IdentityRule } from "../../model/feed.ts";
import { hash } from "../../text/hash.ts";
import type { EntryNames } from "./entry-names.ts";

/** 128 bits. */
const KEY_LENGTH = 32;
/** How many days an item that has only its words may be out of sight and still be the same one. */
const REMEMBERED_DAYS = 7;

/** A key of an entry, and what of the entry is in it. */
export interface EntryKey {
  readonly kind:
    | "guid"
    | "guid-path"
    | "guid-link"
    | "link"
    | "link-title"
    | "link-day"
    | "title-time"
    | "title-day"
    | "title-seen";
  readonly key: string;
}

/** A key of some kind: 32 hexadecimal digits. */
export function keyOf(kind: string, ...values: readonly string[]): string {
  return hash([kind, ...values], KEY_LENGTH);
}

/** The keys of one entry under a rule, strongest first; none when its names are too few. `today` counts from 1970. */
export function keysOf(name: EntryNames, rule: IdentityRule, today: number): readonly EntryKey[] {
  const { guid, page } = name;
  switch (rule) {
    case "guid":
      if (guid !== undefined) return [...guidKeys(guid, name), ...pageKeys(name), ...momentKeys(name)];
      return page === undefined ? wordKeys(name, today) : [...pageKeys(name), ...momentKeys(name)];
    case "link":
      if (page !== undefined) return [...pageKeys({ ...name, guid: undefined }), ...momentKeys(name)];
      return guid === undefined ? wordKeys(name, today) : [...guidKeys(guid, name), ...momentKeys(name)];
    case "title-day":
      return [
        ...wordKeys(name, today),
        ...(guid === undefined ? [] : guidKeys(guid, name)),
        ...pageKeys(name),
      ];
  }
}

function guidKeys(guid: string, { guidPath, page }: EntryNames): readonly EntryKey[] {
  return [
    entryKey("guid", guid),
    ...(guidPath === undefined ? [] : [entryKey("guid-path", guidPath)]),
    ...(page === undefined ? [] : [entryKey("guid-link", guid, page)]),
  ];
}

function pageKeys({ guid, page, words, day }: EntryNames): readonly EntryKey[] {
  if (page === undefined) return [];
  const isAlone = guid === undefined || (words === "" && day === undefined);
  return [
    ...(isAlone ? [entryKey("link", page)] : []),
    ...(words === "" ? [] : [entryKey("link-title", page, words)]),
    ...(day === undefined ? [] : [entryKey("link-day", page, String(day))]),
  ];
}

/** What an item whose address was edited, and its guid with it, is still known by. */
function momentKeys({ words, moment }: EntryNames): readonly EntryKey[] {
  return moment === undefined ? [] : [entryKey("title-time", words, String(moment))];
}

/** Without a date, an item is the same as long as it is seen again within some days: its first day is not in it. */
function wordKeys({ words, day }: EntryNames, today: number): readonly EntryKey[] {
  if (words === "") return [];
  if (day !== undefined) return [entryKey("title-day", words, String(day))];
  return Array.from({ length: REMEMBERED_DAYS }, (_, ago) =>
    entryKey("title-seen", words, String(today - ago)),
  );
}

function entryKey(kind: EntryKey["kind"], ...values: readonly string[]): EntryKey {
  return { kind, key: keyOf(kind, ...values) };
}
