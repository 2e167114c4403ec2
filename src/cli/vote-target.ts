import type { App, Explanation } from "../app.ts";
import type { Alert } from "../model/alert.ts";
import type { Item } from "../model/item.ts";
import { isNearMiss } from "../model/match.ts";

/** What a vote is on: an item of the archive, and what the profiles that it speaks to make of it. */
export type VoteTarget =
  | { readonly kind: "found"; readonly item: Item; readonly explanations: readonly Explanation[] }
  | { readonly kind: "unknown-item" }
  /** A message that tells of several items. */
  | { readonly kind: "several-items"; readonly links: readonly string[] }
  | { readonly kind: "unknown-profile"; readonly id: string; readonly known: readonly string[] }
  /** The item concerns no profile, and none was named. */
  | { readonly kind: "no-profile" };

/** The beginning of an id of a message or an alert; `vigie outbox list` shows eight characters. */
const BEGINNING = /^[0-9a-f]{6,24}$/;

/**
 * Finds what an operator points at, by the id of an alert or a message (its item and its profiles) or the beginning of
 * one, or by the id or link of an item. The profiles are the one named; else those of the alerts; else those that alert
 * on the item; else those of which it is a near miss.
 */
export async function voteTarget(app: App, what: string, profile: string | undefined): Promise<VoteTarget> {
  const known = app.config.profiles.map(({ id }) => id);
  const alerts = alertsNamed(app, what);
  const itemIds = [...new Set(alerts.map(({ story }) => story.itemId))];
  if (itemIds.length > 1)
    return { kind: "several-items", links: alerts.map(({ story }) => story.link ?? story.itemId) };
  const named = profile === undefined ? alerts.map((alert) => alert.profile.id) : [profile];
  const stranger = named.find((id) => !known.includes(id));
  if (stranger !== undefined) return { kind: "unknown-profile", id: stranger, known };
  const found = await app.store.findItem(itemIds[0] ?? what);
  if (found === undefined) return { kind: "unknown-item" };
  const { item } = found;
  const explain = (ids: readonly string[]): readonly Explanation[] =>
    ids.flatMap((id) => app.explain(id, item) ?? []);
  const explanations = named.length === 0 ? concerned(explain(known)) : explain([...new Set(named)]);
  return explanations.length === 0 ? { kind: "no-profile" } : { kind: "found", item, explanations };
}

function alertsNamed({ store }: App, what: string): readonly Alert[] {
  const exact = store.alert(what);
  if (exact !== undefined) return [exact];
  if (!BEGINNING.test(what)) return [];
  const ids = store
    .outbox()
    .flatMap(({ id, alertIds }) =>
      id.startsWith(what) ? alertIds : alertIds.filter((alertId) => alertId.startsWith(what)),
    );
  return [...new Set(ids)].flatMap((id) => store.alert(id) ?? []);
}

function concerned(explanations: readonly Explanation[]): readonly Explanation[] {
  const alerting = explanations.filter(({ match }) => match.alert);
  return alerting.length > 0 ? alerting : explanations.filter(({ match }) => isNearMiss(match));
}
