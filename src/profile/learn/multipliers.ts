import { lambdaOf } from "../../match/weigh.ts";
import type { Vote } from "../../model/feedback.ts";
import type { BaseWeight } from "./base-weights.ts";
import type { StandingVote } from "./standing-votes.ts";

/** A multiplier stays between these: a handful of votes never undoes what an operator decided. */
const LEAST = 0.5;
const MOST = 1.5;
/** How far one vote moves the evidence of a concept, in λ. */
const RATE = 0.4;
/** How sharply a vote is expected to change at the threshold, per λ. */
const STEEPNESS = 4;
/** A concept that an item repeats in its title learns no more than one that says it once there. */
const STRONGEST = 1.5;
/** A score is rounded: evidence of 99.5 reaches a threshold of 100. */
const HIGHEST_THRESHOLD = 99.5;

/**
 * Replays votes into a multiplier for each concept's evidence: an online logistic regression whose every step is
 * bounded. For a vote y (1 up, 0 down) on an item with evidence E = boost · Σ m·λ⁰·strength,
 *
 *     p = σ(4·(E − E*)),  E* = −ln(1 − threshold/100),  m·λ⁰ += 0.4·(y − p)·min(1.5, strength),  0.5 ≤ m ≤ 1.5
 *
 * with λ⁰ = −ln(1 − weight/100) of the operator's weight. An alert that was wanted moves little, one that was not moves
 * much; a near miss the other way round. Votes on items that an exclusion, a requirement or a mute silenced teach no
 * weights: those were not at fault. Nor do concepts learn whose weight is fixed.
 */
export function multipliers(
  votes: readonly StandingVote[],
  bases: ReadonlyMap<string, BaseWeight>,
  { threshold, fixed }: { readonly threshold: number; readonly fixed: ReadonlySet<string> },
): ReadonlyMap<string, number> {
  const learned = new Map([...bases.keys()].map((id) => [id, 1]));
  const wanted = -Math.log(1 - Math.min(threshold, HIGHEST_THRESHOLD) / 100);
  for (const { vote, place } of votes) {
    if (vote.silencedBy.length > 0) continue;
    const expected = 1 / (1 + Math.exp(-STEEPNESS * (evidenceOf(vote, bases, learned) - wanted)));
    const surprise = (vote.verdict === "up" ? 1 : 0) - expected;
    for (const { id, strength } of vote.concepts) {
      const base = bases.get(id);
      if (base === undefined || place < base.votesFrom || fixed.has(id)) continue;
      const step = (RATE * surprise * Math.min(STRONGEST, strength)) / lambdaOf(base.weight);
      learned.set(id, Math.min(MOST, Math.max(LEAST, (learned.get(id) ?? 1) + step)));
    }
  }
  return learned;
}

/** Sums from small to large, so that no order of concepts changes the last digit. */
function evidenceOf(
  { concepts, boost }: Vote,
  bases: ReadonlyMap<string, BaseWeight>,
  learned: ReadonlyMap<string, number>,
): number {
  const parts = concepts.map(({ id, strength }) => {
    const weight = bases.get(id)?.weight;
    return weight === undefined ? 0 : (learned.get(id) ?? 1) * lambdaOf(weight) * strength;
  });
  let sum = 0;
  for (const part of parts.toSorted((a, b) => a - b)) sum += part;
  return boost * sum;
}

/** The weight, in whole per cent, whose evidence is that of another one times a multiplier. */
export function multipliedWeight(weight: number, multiplier: number): number {
  const percent = 100 * (1 - Math.exp(-multiplier * lambdaOf(weight)));
  return Math.min(99, Math.max(1, Math.round(percent)));
}
