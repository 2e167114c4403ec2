import type { IdentityRule } from "../model/feed.ts";
import { hash } from "../text/hash.ts";
import type { EntryNames } from "./entry-names.ts";

/** 128 bits. */
const KEY_LENGTH = 32;
/** How many days an item that has only its words may be out of sight and still be the same one. */
const REMEMBERED_DAYS = 7;

/** A key of some kind: 32 hexadecimal digits. */
export function keyOf(kind: string, ...values: readonly string[]): string {
  return hash([kind, ...values], KEY_LENGTH);
}

/** The keys of one entry under a rule, strongest first; none when its names are too few. `today` counts from 1970. */
export function keysOf(name: EntryNames, rule: IdentityRule, today: number): readonly string[] {
  const { guid, page } = name;
  switch (rule) {
    case "guid":
      if (guid !== undefined) return [...guidKeys(guid, name), ...pageKeys(name)];
      return page === undefined ? wordKeys(name, today) : pageKeys(name);
    case "link":
      if (page !== undefined) return pageKeys({ ...name, guid: undefined });
      return guid === undefined ? wordKeys(name, today) : guidKeys(guid, name);
    case "title-day":
      return [
        ...wordKeys(name, today),
        ...(guid === undefined ? [] : guidKeys(guid, name)),
        ...pageKeys(name),
      ];
  }
}

function guidKeys(guid: string, { guidPath, page }: EntryNames): readonly string[] {
  return [
    keyOf("guid", guid),
    ...(guidPath === undefined ? [] : [keyOf("guid-path", guidPath)]),
    ...(page === undefined ? [] : [keyOf("guid-link", guid, page)]),
  ];
}

function pageKeys({ guid, page, words, day }: EntryNames): readonly string[] {
  if (page === undefined) return [];
  const isAlone = guid === undefined || (words === "" && day === undefined);
  return [
    ...(isAlone ? [keyOf("link", page)] : []),
    ...(words === "" ? [] : [keyOf("link-title", page, words)]),
    ...(day === undefined ? [] : [keyOf("link-day", page, String(day))]),
  ];
}

/** Without a date, an item is the same as long as it is seen again within some days: its first day is not in it. */
function wordKeys({ words, day }: EntryNames, today: number): readonly string[] {
  if (words === "") return [];
  if (day !== undefined) return [keyOf("title-day", words, String(day))];
  return Array.from({ length: REMEMBERED_DAYS }, (_, ago) => keyOf("title-seen", words, String(today - ago)));
}
