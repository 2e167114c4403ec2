import { isMost } from "./common.ts";
import type { Unit } from "./units.ts";

/** Documents that one profile is for. */
export interface Cluster {
  /** Their places, the smallest first. */
  readonly documents: readonly number[];
  /** What joins them: what they share and others do not. Empty for a document by itself. */
  readonly shared: readonly Unit[];
  /** 0 to 1: how much more it shares inside than with the nearest document outside. */
  readonly confidence: number;
  /** How much it shares with the nearest one outside. */
  readonly nearest: number;
}

/** Two documents that share this much, in rare names, are about one matter. */
const JOINED = 2.5;
const NAME_WEIGHT = 1;
/** Words of both languages join more than words of one, which texts of one language share for other reasons too. */
const PAIR_WEIGHT = 0.5;
const WORDS_WEIGHT = 0.2;
/** Words that other texts use as well join less. */
const RARE_PER_MILLION = 15;
const COMMON_FACTOR = 0.25;

/** Whether most documents say it, so that it tells none of them from another. */
export function isCommon(unit: Unit, documents: number): boolean {
  return unit.documents.length > 1 && isMost(unit.documents.length, documents);
}

/**
 * Joins the two nearest groups of documents, by the average of what their members share, as long as that is enough
 * (average linkage). Shared rare names join, words less, the common subject does not.
 */
export function clustersOf(units: readonly Unit[], documents: number): readonly Cluster[] {
  const telling = units.filter((unit) => unit.documents.length > 1 && !isCommon(unit, documents));
  const nearness = nearnessBy(telling, documents);
  let groups: readonly (readonly number[])[] = Array.from({ length: documents }, (_, index) => [index]);
  for (;;) {
    const nearest = nearestOf(groups, nearness);
    if (nearest === undefined || nearest.nearness < JOINED) break;
    const { a, b } = nearest;
    groups = [
      ...groups.filter((group) => group !== a && group !== b),
      [...a, ...b].toSorted((x, y) => x - y),
    ];
  }
  return groups
    .toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
    .map((group) => clusterOf(group, { groups, nearness, telling }));
}

/** How much two documents share, by their places. */
function nearnessBy(telling: readonly Unit[], documents: number): (a: number, b: number) => number {
  const shared = new Map<number, number>();
  const keyOf = (a: number, b: number): number => Math.min(a, b) * documents + Math.max(a, b);
  for (const unit of telling) {
    const weight = weightOf(unit, documents);
    for (const [index, a] of unit.documents.entries())
      for (const b of unit.documents.slice(index + 1))
        shared.set(keyOf(a, b), (shared.get(keyOf(a, b)) ?? 0) + weight);
  }
  return (a, b) => shared.get(keyOf(a, b)) ?? 0;
}

function weightOf(unit: Unit, documents: number): number {
  const isPaired = new Set(unit.terms.map(({ language }) => language)).size > 1;
  const kind = unit.isName ? NAME_WEIGHT : isPaired ? PAIR_WEIGHT : WORDS_WEIGHT;
  // What was found in both languages is no chance, however common it is.
  const isTelling = isPaired || unit.terms.some(isRare);
  return rarityOf(unit, documents) * kind * (isTelling ? 1 : COMMON_FACTOR);
}

/** 1 for what two documents share, less for more. */
function rarityOf(unit: Unit, documents: number): number {
  return Math.log2(documents / unit.documents.length) / Math.log2(Math.max(documents, 3) / 2);
}

function isRare({ perMillion, content }: Unit["terms"][number]): boolean {
  return perMillion < RARE_PER_MILLION || content.length > 1;
}

interface Nearest {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly nearness: number;
}

function nearestOf(
  groups: readonly (readonly number[])[],
  nearness: (a: number, b: number) => number,
): Nearest | undefined {
  let best: Nearest | undefined;
  for (const [index, a] of groups.entries()) {
    for (const b of groups.slice(index + 1)) {
      const between = average(a, b, nearness);
      if (best === undefined || between > best.nearness) best = { a, b, nearness: between };
    }
  }
  return best;
}

function average(
  a: readonly number[],
  b: readonly number[],
  nearness: (a: number, b: number) => number,
): number {
  return (
    a.flatMap((x) => b.map((y) => nearness(x, y))).reduce((sum, each) => sum + each, 0) /
    (a.length * b.length)
  );
}

function clusterOf(
  group: readonly number[],
  {
    groups,
    nearness,
    telling,
  }: {
    readonly groups: readonly (readonly number[])[];
    readonly nearness: (a: number, b: number) => number;
    readonly telling: readonly Unit[];
  },
): Cluster {
  const others = groups.filter((other) => other !== group);
  const nearest = Math.max(0, ...others.map((other) => average(group, other, nearness)));
  const pairs = group.flatMap((a, at) => group.slice(at + 1).map((b) => nearness(a, b)));
  const inside = pairs.length === 0 ? JOINED : pairs.reduce((sum, each) => sum + each, 0) / pairs.length;
  return {
    documents: group,
    shared: telling.filter((unit) => unit.documents.filter((each) => group.includes(each)).length > 1),
    confidence: Math.round((100 * inside) / (inside + nearest)) / 100,
    nearest,
  };
}
