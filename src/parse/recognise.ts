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
 * Tells new entries from those that were met before, in the order given. Most entries are known by their strongest key,
 * so the others are asked for only where that is unknown.
 */
export function recognise(entries: readonly IdentifiedEntry[], lookUp: LookUp): readonly RecognisedEntry[] {
  return entries.map((entry) => {
    const known = firstNamed(entry.keys, lookUp);
    const itemId = known ?? entry.id;
    const edition = editionOf(entry, itemId);
    if (known === undefined) return { ...entry, itemId, kind: "new", edition };
    return { ...entry, itemId, kind: isEdition(entry, edition, lookUp) ? "known" : "edited", edition };
  });
}

function firstNamed(keys: readonly string[], lookUp: LookUp): string | undefined {
  for (const key of keys) {
    const itemId = lookUp([key]).get(key);
    if (itemId !== undefined) return itemId;
  }
  return undefined;
}

/** By the item, not by a key of the entry: where guids change at every poll, each poll would find every title edited. */
function editionOf({ words }: IdentifiedEntry, itemId: string): string {
  return keyOf("edition", itemId, words);
}

/** Whether the item was met under this title. Versions before this one named editions by the entry's first key. */
function isEdition({ keys: [first], words }: IdentifiedEntry, edition: string, lookUp: LookUp): boolean {
  return lookUp([edition]).size > 0 || lookUp([keyOf("edition", first, words)]).size > 0;
}
