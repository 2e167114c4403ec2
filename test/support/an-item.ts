import type { Matchable } from "../../src/model/item.ts";

/** What matching needs of an item: a headline that no profile of the tests wants, unless told otherwise. */
export function anItem(item: Partial<Matchable> = {}): Matchable {
  return { title: "Rien de neuf ce matin", ...item };
}
