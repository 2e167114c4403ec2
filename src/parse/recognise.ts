import type { IdentifiedEntry } from "../model/document.ts";

/** An entry with the item that it is: one met before keeps its id, whichever key it was met by. */
export interface RecognisedEntry extends IdentifiedEntry {
  readonly itemId: string;
  /** edited: known, under a title that it did not have before. */
  readonly kind: "new" | "known" | "edited";
}

/** The items that keys of this feed name. */
type LookUp = (keys: readonly string[]) => ReadonlyMap<string, string>;

/**
 * Tells new entries from those that were met before, in the order given. Most entries are known by their strongest key,
 * so the others are asked for only where that is unknown.
 */
export function recognise(entries: readonly IdentifiedEntry[], lookUp: LookUp): readonly RecognisedEntry[] {
  const byFirst = lookUp(entries.flatMap(({ keys: [first], edition }) => [first, edition]));
  const byOthers = lookUp(
    entries.flatMap(({ keys: [first, ...others] }) => (byFirst.has(first) ? [] : others)),
  );
  return entries.map((entry) => {
    const knownBy = entry.keys.find((key) => byFirst.has(key) || byOthers.has(key));
    if (knownBy === undefined) return { ...entry, itemId: entry.id, kind: "new" };
    const itemId = byFirst.get(knownBy) ?? byOthers.get(knownBy) ?? entry.id;
    return { ...entry, itemId, kind: byFirst.has(entry.edition) ? "known" : "edited" };
  });
}
