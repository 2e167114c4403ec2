import type { Field } from "../model/item.ts";
import type { Concept } from "../model/profile.ts";
import type { Found } from "./find.ts";

/** A concept of a profile in an item: what was found of it, and how much that is worth. */
export interface WeighedConcept {
  readonly concept: Concept;
  /** half: a context near a weak hit only. held-back: a context without a core or weak hit near it. */
  readonly outcome: "counted" | "half" | "held-back";
  readonly hits: readonly WeighedHit[];
}

export interface WeighedHit {
  readonly found: Found;
  /** Evidence in λ (see `weigh`); 0 when held back. The hits of all concepts add up to the item's. */
  readonly lambda: number;
  /** Words between it and the nearest core hit; Infinity without any, 0 for what is no context. */
  readonly wordsToCore: number;
}

const FIELD_WEIGHT: Readonly<Record<Field, number>> = { title: 1.5, summary: 1, body: 0.7 };
/** Hits of one concept that count: the saturation is nearly reached, and a hostile text fills no match. */
const MAX_HITS = 20;
/** A context counts within so many words of a core (or weak) hit. */
const NEAR_WORDS = 40;

/**
 * Weighs what was found of each concept, as independent evidence (noisy-OR): λ = −ln(1 − weight/100) · field · sat(n) ·
 * gate. `field` is that of the best hit; sat(n) = 1.5·n/(n + 0.5) grows from 1 to 1.5, so synonyms and repetitions do not
 * pile up; gate is 1 for core and weak concepts, and for a context 1 near a core hit, ½ near a weak hit only, else 0.
 * The first hit in the best field carries most of λ, every further one what it adds.
 */
export function weigh(found: readonly Found[]): readonly WeighedConcept[] {
  const cores = found.filter(({ of }) => of.role === "core");
  const weaks = found.filter(({ of }) => of.role === "weak");
  const byConcept = new Map<Concept, Found[]>();
  for (const find of found) {
    const hits = byConcept.get(find.of);
    if (hits === undefined) byConcept.set(find.of, [find]);
    else hits.push(find);
  }
  return [...byConcept].map(([concept, hits]) => weighConcept(concept, hits, { cores, weaks }));
}

/** The evidence that a weight of so many per cent stands for: λ = −ln(1 − weight/100). */
export function lambdaOf(weight: number): number {
  return -Math.log(1 - weight / 100);
}

function weighConcept(
  concept: Concept,
  hits: readonly Found[],
  near: { readonly cores: readonly Found[]; readonly weaks: readonly Found[] },
): WeighedConcept {
  const unit = lambdaOf(concept.weight);
  if (concept.role !== "context") {
    const weighed = sharesOf(hits, unit).map(([found, lambda]) => ({ found, lambda, wordsToCore: 0 }));
    return { concept, outcome: "counted", hits: weighed };
  }
  const toCore = new Map(hits.map((hit) => [hit, wordsToNearest(hit, near.cores)]));
  const isNearCore = (hit: Found): boolean => (toCore.get(hit) ?? Infinity) <= NEAR_WORDS;
  const whole = new Map(sharesOf(hits.filter(isNearCore), unit));
  const isNear = (hit: Found): boolean => isNearCore(hit) || wordsToNearest(hit, near.weaks) <= NEAR_WORDS;
  const half = new Map(sharesOf(hits.filter(isNear), unit / 2));
  // The better reading counts, so that one more hit near a core never takes away what the weak ones gave.
  const shares = total(whole) >= total(half) ? whole : half;
  return {
    concept,
    outcome: outcomeOf(shares, whole),
    hits: hits
      .filter((hit, index) => shares.has(hit) || index < MAX_HITS)
      .map((found) => ({
        found,
        lambda: shares.get(found) ?? 0,
        wordsToCore: toCore.get(found) ?? Infinity,
      })),
  };
}

function outcomeOf(
  shares: ReadonlyMap<Found, number>,
  whole: ReadonlyMap<Found, number>,
): WeighedConcept["outcome"] {
  if (shares.size === 0) return "held-back";
  return shares === whole ? "counted" : "half";
}

/** λ of each hit: best field first, then the longest term, then in reading order; each gets what saturation adds. */
function sharesOf(hits: readonly Found[], unit: number): readonly (readonly [Found, number])[] {
  const ordered = hits.toSorted(
    (a, b) =>
      FIELD_WEIGHT[b.at.field] - FIELD_WEIGHT[a.at.field] ||
      b.term.length - a.term.length ||
      a.at.place - b.at.place,
  );
  const best = ordered[0];
  if (best === undefined) return [];
  const whole = unit * FIELD_WEIGHT[best.at.field];
  return ordered
    .slice(0, MAX_HITS)
    .map((hit, index) => [hit, whole * (saturation(index + 1) - saturation(index))]);
}

function saturation(hits: number): number {
  return (1.5 * hits) / (hits + 0.5);
}

function total(shares: ReadonlyMap<Found, number>): number {
  let sum = 0;
  for (const share of shares.values()) sum += share;
  return sum;
}

/** Words between a hit and the nearest of the others, which are in reading order; Infinity without any. */
function wordsToNearest(hit: Found, others: readonly Found[]): number {
  let low = 0;
  let high = others.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((others[middle]?.at.place ?? 0) < hit.at.place) low = middle + 1;
    else high = middle;
  }
  const before = others[low - 1];
  const after = others[low];
  return Math.min(
    before === undefined ? Infinity : Math.max(0, hit.at.place - before.at.placeEnd),
    after === undefined ? Infinity : Math.max(0, after.at.place - hit.at.placeEnd),
  );
}
