import type { Alert, Reason } from "../model/alert.ts";
import { FIELDS } from "../model/item.ts";
import type { Hit, Match } from "../model/match.ts";

/** Of one concept; more would be a list. */
const MOST_WORDS = 2;

/**
 * Why a match scored, one reason for each concept that counted, best first. A concept's reason shows the words that gave
 * most, which stand in its most telling field; its points are those of all its hits, so the reasons add up to the evidence.
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
  const [best, ...others] = hits.toSorted(mostTellingFirst);
  if (points === 0 || best === undefined) return undefined;
  const there = [best, ...others.filter(({ field }) => field === best.field)];
  return { concept, text: wordsOf(there), field: best.field, count: there.length, points };
}

function mostTellingFirst(a: Hit, b: Hit): number {
  return b.points - a.points || FIELDS.indexOf(a.field) - FIELDS.indexOf(b.field) || a.start - b.start;
}

/** The words of the first few terms. */
function wordsOf(hits: readonly Hit[]): string {
  const shown = new Map<string, string>();
  for (const { term, text } of hits) {
    if (!shown.has(term) && shown.size < MOST_WORDS) shown.set(term, text);
  }
  return [...shown.values()].join(", ");
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
