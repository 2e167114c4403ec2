import type { App, Explanation } from "../app.ts";
import type { Item } from "../model/item.ts";
import { isNearMiss } from "../model/match.ts";

/** What a vote is on: an item of the archive, and what the profiles that it speaks to make of it. */
export type VoteTarget =
  | { readonly kind: "found"; readonly item: Item; readonly explanations: readonly Explanation[] }
  | { readonly kind: "unknown-item" }
  | { readonly kind: "unknown-profile"; readonly id: string; readonly known: readonly string[] }
  /** The item concerns no profile, and none was named. */
  | { readonly kind: "no-profile" };

/**
 * Finds what an operator points at, by the id of an alert (its item and its profile), or the id or link of an item. The
 * profiles are the one named; else those that alert on the item; else those of which it is a near miss.
 */
export async function voteTarget(app: App, what: string, profile: string | undefined): Promise<VoteTarget> {
  const known = app.config.profiles.map(({ id }) => id);
  const alert = app.store.alert(what);
  const named = profile ?? alert?.profile.id;
  if (named !== undefined && !known.includes(named)) return { kind: "unknown-profile", id: named, known };
  const found = await app.store.findItem(alert?.story.itemId ?? what);
  if (found === undefined) return { kind: "unknown-item" };
  const { item } = found;
  const explain = (ids: readonly string[]): readonly Explanation[] =>
    ids.flatMap((id) => app.explain(id, item) ?? []);
  const explanations = named === undefined ? concerned(explain(known)) : explain([named]);
  return explanations.length === 0 ? { kind: "no-profile" } : { kind: "found", item, explanations };
}

function concerned(explanations: readonly Explanation[]): readonly Explanation[] {
  const alerting = explanations.filter(({ match }) => match.alert);
  return alerting.length > 0 ? alerting : explanations.filter(({ match }) => isNearMiss(match));
}
