import type { IdentifiedEntry } from "../model/document.ts";

export interface Recognised {
  /** The entries of which no key was known. */
  readonly fresh: readonly IdentifiedEntry[];
  /** Every key of every entry with the item that it names: one met before keeps its id, whichever key it was met by. */
  readonly seen: readonly { readonly key: string; readonly itemId: string }[];
}

/**
 * Tells new entries from those that were met before. `lookUp` gives the items that keys of this feed name. Most entries
 * are known by their strongest key, so the others are asked for only where that is unknown.
 */
export function recognise(
  entries: readonly IdentifiedEntry[],
  lookUp: (keys: readonly string[]) => ReadonlyMap<string, string>,
): Recognised {
  const byFirst = lookUp(entries.map(({ keys }) => keys[0]));
  const byOthers = lookUp(
    entries.flatMap(({ keys: [first, ...others] }) => (byFirst.has(first) ? [] : others)),
  );
  const fresh: IdentifiedEntry[] = [];
  const seen: { key: string; itemId: string }[] = [];
  for (const entry of entries) {
    const { id, keys } = entry;
    const knownBy = keys.find((key) => byFirst.has(key) || byOthers.has(key));
    if (knownBy === undefined) fresh.push(entry);
    const itemId = knownBy === undefined ? id : (byFirst.get(knownBy) ?? byOthers.get(knownBy) ?? id);
    for (const key of keys) seen.push({ key, itemId });
  }
  return { fresh, seen };
}
