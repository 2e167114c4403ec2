import type { IdentifiedEntry } from "../../model/document.ts";
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
 * title are none that the item ever had, only the guid and the day are. alias: only title and instant are.
 */
interface Claim {
  readonly entry: IdentifiedEntry;
  readonly itemId: string;
  readonly by: "nothing" | "names" | "page" | "guid" | "alias";
}

/**
 * Tells new entries from those that were met before, in the order given. A guid names something new when page, title
 * and day are none that its item ever had; or page and title, where guids move from item to item or that item stands
 * elsewhere in the document. New guid and page under an old title and instant are the item that had these, unless that
 * stands elsewhere.
 */
export function recognise(entries: readonly IdentifiedEntry[], lookUp: LookUp): readonly RecognisedEntry[] {
  const claims = entries.map((entry) => claimOf(entry, lookUp));
  const heldBy = (...kinds: readonly Claim["by"][]): ReadonlySet<string> =>
    new Set(claims.flatMap(({ by, itemId }) => (kinds.includes(by) ? [itemId] : [])));
  const guidsMove = heldBy("page").size > 0;
  const named = heldBy("names");
  const held = heldBy("names", "page", "guid");
  return claims.map(({ entry, by, itemId }) => {
    if (by === "guid" && (guidsMove || named.has(itemId))) return recognised(entry, idBesides(entry), "new");
    if (by === "alias" && held.has(itemId)) return recognised(entry, entry.id, "new");
    if (by === "nothing") return recognised(entry, itemId, "new");
    return recognised(entry, itemId, isEdition(entry, itemId, lookUp) ? "known" : "edited");
  });
}

function claimOf(entry: IdentifiedEntry, lookUp: LookUp): Claim {
  const { keys, pageKeys, day } = entry;
  const [first, ...others] = keys;
  const named = firstNamed([first], lookUp);
  if (named === undefined) return claimWithoutFirst(entry, others, lookUp);
  if (pageKeys.length === 0 || isEdition(entry, named, lookUp)) return { entry, itemId: named, by: "names" };
  const atPage = firstNamed(pageKeys, lookUp);
  if (atPage !== undefined) return { entry, itemId: atPage, by: atPage === named ? "names" : "page" };
  return day !== undefined && isOtherDay(named, day, lookUp)
    ? { entry, itemId: idBesides(entry), by: "nothing" }
    : { entry, itemId: named, by: "guid" };
}

function claimWithoutFirst(entry: IdentifiedEntry, others: readonly string[], lookUp: LookUp): Claim {
  const named = firstNamed(others, lookUp);
  if (named !== undefined) return { entry, itemId: named, by: "names" };
  const before = entry.alias === undefined ? undefined : firstNamed([entry.alias], lookUp);
  return before === undefined
    ? { entry, itemId: entry.id, by: "nothing" }
    : { entry, itemId: before, by: "alias" };
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
  const { alias, pageKeys, words, day } = entry;
  const keys: RecognisedEntry["keys"] = [
    ...entry.keys,
    ...(alias === undefined ? [] : [alias]),
    ...(pageKeys.length === 0 || day === undefined ? [] : dayKeys(itemId, day)),
  ];
  return { ...entry, itemId, kind, keys, edition: editionOf(itemId, words) };
}
