import type { EntryOutline, IdentifiedEntry, Naming } from "../../model/document.ts";
import type { IdentityRule } from "../../model/feed.ts";
import { DAY } from "../../model/time.ts";
import { type EntryNames, entryNames } from "./entry-names.ts";
import { type EntryKey, keyOf, keysOf } from "./identity-keys.ts";

const MAX_KEYS = 8;
const PAGE_KINDS: ReadonlySet<EntryKey["kind"]> = new Set(["guid-link", "link", "link-title", "link-day"]);

/** A document's entries with what is needed to tell which of them were met before. */
export interface IdentifySource extends Omit<Naming, "halfCounts"> {
  readonly entries: readonly EntryOutline[];
  readonly halfCounts?: boolean;
  /** The page that the feed itself belongs to: an entry that links there has no page of its own. */
  readonly feedLink?: string;
}

export interface Identified {
  /** To be passed back in at every later reading, so that one odd entry cannot re-key the others. */
  readonly rule: IdentityRule;
  /** In the order of the document; each once, half ones left out. No two share a key. */
  readonly entries: readonly IdentifiedEntry[];
}

/**
 * Names every entry by keys that stay when a publisher changes scheme, host, tracking marks, order or dates. A key
 * that two entries of one document share (a guid on two links, a link under two guids) names neither. Under a guid, a
 * link counts only together with the title or the day: pages such as a press review are used again for new items.
 */
export function identify(source: IdentifySource): Identified {
  const names = entryNames(source.entries, source);
  const rule = source.rule ?? fittingRule(names);
  const today = Math.floor(source.now / DAY);
  const distinct = new Map<string, { readonly name: EntryNames; readonly keys: readonly EntryKey[] }>();
  const holders = new Map<string, number>();
  for (const name of names) {
    const distinction = distinctionOf(name, rule);
    if (distinct.has(distinction)) continue;
    const keys = keysOf(name, rule, today);
    distinct.set(distinction, { name, keys });
    for (const { key } of keys) holders.set(key, (holders.get(key) ?? 0) + 1);
  }
  const entries = Array.from(distinct, ([distinction, { name, keys }]) => {
    const own = keys.filter(({ key }) => holders.get(key) === 1).slice(0, MAX_KEYS);
    return identified(name, own, { distinction, feedId: source.feedId });
  });
  return { rule, entries };
}

function identified(
  { entry, words, day }: EntryNames,
  own: readonly EntryKey[],
  { distinction, feedId }: { readonly distinction: string; readonly feedId: string },
): IdentifiedEntry {
  const alias = own.find(({ kind }) => kind === "title-time");
  const [first = keyOf("entry", distinction), ...rest] = own.flatMap((one) =>
    one === alias ? [] : [one.key],
  );
  const isByGuid = own[0]?.kind === "guid";
  return {
    entry,
    id: keyOf("item", feedId, first),
    keys: [first, ...rest],
    pageKeys: isByGuid ? own.flatMap(({ kind, key }) => (PAGE_KINDS.has(kind) ? [key] : [])) : [],
    ...(alias === undefined ? {} : { alias: alias.key }),
    words,
    ...(day === undefined ? {} : { day }),
  };
}

/** The strongest kind of name that most entries have, and that tells them apart. */
function fittingRule(names: readonly EntryNames[]): IdentityRule {
  const tellsApart = (values: readonly (string | undefined)[]): boolean => {
    const given = values.filter((value) => value !== undefined);
    const needed = names.length > 1 ? 2 : 1;
    return given.length * 2 > names.length && new Set(given).size >= needed;
  };
  if (names.length === 0 || tellsApart(names.map(({ guid }) => guid))) return "guid";
  return tellsApart(names.map(({ page }) => page)) ? "link" : "title-day";
}

/** Equal for entries that are one item written twice. */
function distinctionOf({ guid, guidPath, page, words, day }: EntryNames, rule: IdentityRule): string {
  if (guid !== undefined && (rule !== "link" || page === undefined)) {
    return JSON.stringify(["guid", guidPath ?? guid, page ?? ""]);
  }
  return JSON.stringify(page === undefined ? ["words", words, day ?? ""] : ["page", page, words]);
}
