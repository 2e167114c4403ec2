import type { ArchivedItem } from "../../ports/store.ts";
import { isObject } from "../disk/is-object.ts";

/** Whether the value of a line in a day file is an item: a cut line, or one that says something else, is none. */
export function isArchived(value: unknown): value is ArchivedItem {
  return isObject(value) && isObject(value["item"]) && Array.isArray(value["matches"]);
}
