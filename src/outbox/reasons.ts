import type { Alert, Reason } from "../model/alert.ts";
import { FIELDS } from "../model/item.ts";
import type { Hit, Match } from "../model/match.ts";

/**
 * Why a match scored, one reason for each concept that counted, best first. A concept's reason shows its hit from the
 * most telling field; its points are those of all its hits, so the reasons add up to the evidence.
 */
export function reasonsOf(match: Match): readonly Reason[] {
  const byConcept = new Map<string, Hit[]>();
  for (const hit of match.hits) {
    const hits = byConcept.get(hit.concept);
    if (hits === undefined) byConcept.set(hit.concept, [hit]);
    else hits.push(hit);
  }
  return [...byConcept]
    .flatMap(([concept, hits]) => reasonOf(concept, hits) ?? [])
    .toSorted((a, b) => b.points - a.points || (a.concept < b.concept ? -1 : 1));
}

function reasonOf(concept: string, hits: readonly Hit[]): Reason | undefined {
  const points = hits.reduce((sum, hit) => sum + hit.points, 0);
  const shown = hits.toSorted(
    (a, b) => FIELDS.indexOf(a.field) - FIELDS.indexOf(b.field) || a.start - b.start,
  )[0];
  if (points === 0 || shown === undefined) return undefined;
  return {
    concept,
    text: shown.text,
    field: shown.field,
    count: hits.filter(({ field }) => field === shown.field).length,
    points,
  };
}

/** More would say no more. */
const MOST_HELD_BACK = 4;

/** What spoke against a match, and what its source made of it. */
export function holdingBack({
  excluded,
  hits,
  boost,
}: Match): Pick<Alert, "excludedPercent" | "excludedBy" | "heldBack" | "boost"> {
  const worst = excluded[0];
  const counted = new Set(hits.flatMap(({ concept, points }) => (points > 0 ? [concept] : [])));
  const idle = hits.flatMap(({ concept, text }) => (counted.has(concept) ? [] : [text]));
  const heldBack = [...new Set(idle)].slice(0, MOST_HELD_BACK);
  return {
    excludedPercent: worst?.percent ?? 0,
    ...(worst === undefined ? {} : { excludedBy: worst.text }),
    ...(heldBack.length === 0 ? {} : { heldBack }),
    ...(boost === undefined ? {} : { boost: boost.factor }),
  };
}
