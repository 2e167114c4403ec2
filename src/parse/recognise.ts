import type { IdentifiedEntry } from "../model/document.ts";
import { keyOf } from "./identity-keys.ts";

/** An entry with the item that it is: one met before keeps its id, whichever key it was met by. */
export interface RecognisedEntry extends IdentifiedEntry {
  readonly itemId: string;
  /** edited: known, under a title that it did not have before. */
  readonly kind: "new" | "known" | "edited";
  /** Names this wording of the item's title. */
  readonly edition: string;
}

/** The items that keys of this feed name. */
type LookUp = (keys: readonly string[]) => ReadonlyMap<string, string>;

/**
 * The item that an entry seems to be. page: its guid names another one, at whose page it never stood. guid: page and
 * title are none that the item ever had, only the guid and the day are.
 */
interface Claim {
  readonly itemId: string;
  readonly by: "nothing" | "names" | "page" | "guid";
}

/**
 * Tells new entries from those that were met before, in the order given. A guid names something new when page, title
 * and day are none that its item ever had; or page and title, where guids move from item to item or that item stands
 * elsewhere in the document.
 */
export function recognise(entries: readonly IdentifiedEntry[], lookUp: LookUp): readonly RecognisedEntry[] {
  const claims = entries.map((entry) => ({ entry, ...claimOf(entry, lookUp) }));
  const guidsMove = claims.some(({ by }) => by === "page");
  const taken = new Set(claims.flatMap(({ by, itemId }) => (by === "names" ? [itemId] : [])));
  return claims.map(({ entry, by, itemId }) => {
    if (by === "guid" && (guidsMove || taken.has(itemId))) return recognised(entry, idBesides(entry), "new");
    if (by === "nothing") return recognised(entry, itemId, "new");
    return recognised(entry, itemId, isEdition(entry, itemId, lookUp) ? "known" : "edited");
  });
}

function claimOf(entry: IdentifiedEntry, lookUp: LookUp): Claim {
  const { keys, pageKeys, day } = entry;
  const [first, ...others] = keys;
  const named = lookUp([first]).get(first);
  if (named === undefined) {
    const itemId = firstNamed(others, lookUp);
    return itemId === undefined ? { itemId: entry.id, by: "nothing" } : { itemId, by: "names" };
  }
  if (pageKeys.length === 0 || isEdition(entry, named, lookUp)) return { itemId: named, by: "names" };
  const atPage = firstNamed(pageKeys, lookUp);
  if (atPage !== undefined) return { itemId: atPage, by: atPage === named ? "names" : "page" };
  return day !== undefined && isOtherDay(named, day, lookUp)
    ? { itemId: idBesides(entry), by: "nothing" }
    : { itemId: named, by: "guid" };
}

function firstNamed(keys: readonly string[], lookUp: LookUp): string | undefined {
  for (const key of keys) {
    const itemId = lookUp([key]).get(key);
    if (itemId !== undefined) return itemId;
  }
  return undefined;
}

/** Whether the item was met under this title. Versions before this one named editions by the entry's first key. */
function isEdition({ keys: [first], words }: IdentifiedEntry, itemId: string, lookUp: LookUp): boolean {
  const edition = editionOf(itemId, words);
  return lookUp([edition]).size > 0 || lookUp([keyOf("edition", first, words)]).size > 0;
}

/** By the item, not by a key of the entry: where guids change at every poll, each poll would find every title edited. */
function editionOf(itemId: string, words: string): string {
  return keyOf("edition", itemId, words);
}

/** Whether the item was met with a date, and never on this day. Versions before this one did not remember days. */
function isOtherDay(itemId: string, day: number, lookUp: LookUp): boolean {
  const [dated, onDay] = dayKeys(itemId, day);
  const known = lookUp([dated, onDay]);
  return known.has(dated) && !known.has(onDay);
}

/** Not hashed: they are short, and what the store keeps of a key is a hash anyway. */
function dayKeys(itemId: string, day: number): readonly [dated: string, onDay: string] {
  return [`dated:${itemId}`, `day:${itemId}:${day}`];
}

/** Of an item whose guid names another one: that has the id that the guid alone would give. */
function idBesides({ id, pageKeys }: IdentifiedEntry): string {
  return keyOf("item", id, ...pageKeys.slice(0, 1));
}

function recognised(entry: IdentifiedEntry, itemId: string, kind: RecognisedEntry["kind"]): RecognisedEntry {
  const { keys, pageKeys, words, day } = entry;
  const days = pageKeys.length === 0 || day === undefined ? [] : dayKeys(itemId, day);
  return { ...entry, itemId, kind, keys: [...keys, ...days], edition: editionOf(itemId, words) };
}
