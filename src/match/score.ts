import type { Matchable } from "../model/item.ts";
import type { ExclusionHit, HeldBack, Hit, Match } from "../model/match.ts";
import { comesFrom } from "../model/item-source.ts";
import type { Exclude } from "../model/profile.ts";
import { apportion } from "./apportion.ts";
import type { CompiledProfile, Matcher } from "./compile.ts";
import { findInItem, type Finds, type Found } from "./find.ts";
import type { Seen } from "./seen.ts";
import type { Spot } from "./spot.ts";
import { withheldBy } from "./withheld.ts";
import { weigh, type WeighedConcept } from "./weigh.ts";

/**
 * Every profile that the item gives evidence for, in the order of the profiles, whether it alerts or not. A function of
 * item and profile alone: neither the time nor other profiles change a number. `seen` spares a reading to whoever has
 * the terms of the item in hand.
 */
export function matchItem(matcher: Matcher, item: Matchable, seen?: readonly Seen[]): readonly Match[] {
  const matches: Match[] = [];
  for (const [index, finds] of [...findInItem(matcher, item, seen)].toSorted(([a], [b]) => a - b)) {
    const compiled = matcher.profiles[index];
    // A context by itself is held back: most profiles that an item touches end here.
    if (compiled === undefined || finds.concepts.every(({ of }) => of.role === "context")) continue;
    const { match } = score(compiled, finds, item);
    if (match.evidence > 0) matches.push(match);
  }
  return matches;
}

/** A match with the weights that it came from. */
export interface Scored {
  readonly match: Match;
  readonly concepts: readonly WeighedConcept[];
}

/**
 * Scores what was found of one profile: evidence = 100 · (1 − e^−E) with E = boost · Σλ, rounded; score = evidence ·
 * (1 − x/100), rounded, with x the strongest exclusion that hit. The evidence is split among the hits by their λ.
 */
export function score({ profile, hash }: CompiledProfile, finds: Finds, item: Matchable): Scored {
  const concepts = weigh(finds.concepts);
  const weighed = concepts.flatMap(({ hits }) => hits);
  if (weighed.length > 1) weighed.sort((a, b) => a.found.at.place - b.found.at.place);
  const lambdas = weighed.map(({ lambda }) => lambda);
  const boost = profile.boost.find(({ source }) => comesFrom(item, source));
  const evidence = evidenceOf(lambdas, boost?.factor ?? 1);
  const points = apportion(evidence, lambdas);
  const excluded = exclusionHits(finds.exclusions, item);
  const strongest = Math.max(0, ...excluded.map(({ percent }) => percent));
  const total = Math.round(evidence * (1 - strongest / 100));
  const withheld = withheldBy(profile, concepts, item);
  const match: Match = {
    profileId: profile.id,
    profileHash: hash,
    score: total,
    threshold: profile.threshold,
    evidence,
    alert: total >= profile.threshold && withheld.length === 0,
    hits: weighed.map(({ found }, index) => toHit(found, item, points[index] ?? 0)),
    excluded,
    heldBack: heldBack(concepts),
    ...(boost === undefined ? {} : { boost }),
    ...(withheld.length === 0 ? {} : { withheld }),
  };
  return { match, concepts };
}

/** Sums from small to large, so that no order of concepts changes the last digit. */
function evidenceOf(lambdas: readonly number[], boost: number): number {
  let sum = 0;
  for (const lambda of lambdas.toSorted((a, b) => a - b)) sum += lambda;
  return Math.round(100 * (1 - Math.exp(-boost * sum)));
}

/** A find as readers see it. */
export function toHit({ of, term, at }: Found, item: Matchable, points: number): Hit {
  const { field, start, end } = at;
  return { concept: of.id, role: of.role, term, field, text: wordsAt(item, at), start, end, points };
}

/** The words as they stand; of a long stretch its two ends. */
function wordsAt(item: Matchable, { field, start, end }: Spot): string {
  const text = item[field] ?? "";
  if (end - start <= LONGEST_SHOWN) return text.slice(start, end);
  return `${text.slice(start, start + SHOWN_END).trimEnd()} … ${text.slice(end - SHOWN_END, end).trimStart()}`;
}

const LONGEST_SHOWN = 100;
const SHOWN_END = 45;

/** One entry per term that excludes, where it weighs most: in the body alone an exclusion takes half. */
function exclusionHits(found: readonly Found<Exclude>[], item: Matchable): readonly ExclusionHit[] {
  const hits: ExclusionHit[] = [];
  if (found.length === 0) return hits;
  for (const exclude of new Set(found.map(({ of }) => of))) {
    const best = new Map<string, ExclusionHit>();
    for (const { of, term, at } of found) {
      if (of !== exclude) continue;
      const percent = at.field === "body" ? Math.round(of.weight / 2) : of.weight;
      if (percent <= (best.get(term)?.percent ?? -1)) continue;
      best.set(term, { term, field: at.field, text: wordsAt(item, at), percent });
    }
    hits.push(...best.values());
  }
  return hits.toSorted(byPercent);
}

function byPercent(a: ExclusionHit, b: ExclusionHit): number {
  return b.percent - a.percent || (a.term < b.term ? -1 : Number(a.term > b.term));
}

function heldBack(concepts: readonly WeighedConcept[]): readonly HeldBack[] {
  const held: HeldBack[] = [];
  for (const { concept, outcome } of concepts) {
    if (outcome === "counted") continue;
    held.push({ concept: concept.id, reason: outcome === "half" ? "half-near-weak" : "no-core-near" });
  }
  return held.toSorted((a, b) => (a.concept < b.concept ? -1 : 1));
}
