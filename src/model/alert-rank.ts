import type { Alert } from "./alert.ts";
import { orderingDate } from "./item.ts";

/** Best score first, by whole points, then the newest; the ids make the order the same every time. */
export function byRank(a: Alert, b: Alert): number {
  return (
    Math.round(b.score) - Math.round(a.score) ||
    orderingDate(b.story) - orderingDate(a.story) ||
    (a.story.id < b.story.id ? -1 : Number(a.story.id > b.story.id)) ||
    (a.id < b.id ? -1 : Number(a.id > b.id))
  );
}
