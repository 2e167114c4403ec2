import type { Field, Matchable } from "../model/item.ts";
import { comesFrom } from "../model/item-source.ts";
import { nearPairs } from "./near-pairs.ts";
import type { Plan } from "./plan.ts";
import { longestFirst, type Occurrence, withoutOverlaps } from "./spot.ts";

/** What a plan makes of an item: whether it holds, and the words that make it hold, in reading order. */
export interface Evaluation {
  readonly holds: boolean;
  readonly found: readonly Occurrence[];
}

/** What plans are held against. */
export interface Evidence {
  readonly item: Matchable;
  /** Where a term stands in the item, in reading order. */
  readonly occurrencesOf: (term: number) => readonly Occurrence[];
}

const NOTHING: Evaluation = { holds: false, found: [] };

/** Evaluates a plan; within one field only, when `field` is given. */
export function evaluate(plan: Plan, evidence: Evidence, field?: Field): Evaluation {
  const part = (of: Plan): Evaluation => evaluate(of, evidence, field);
  switch (plan.kind) {
    case "any":
      return any(plan.of.map(part));
    case "all":
      return all(plan.of.map(part));
    case "not":
      return { holds: !part(plan.of).holds, found: [] };
    case "near":
      return held(nearPairs(part(plan.left).found, part(plan.right).found, plan));
    case "in":
      return evaluate(plan.of, evidence, plan.field);
    case "count":
      return atLeast(plan.atLeast, part(plan.of));
    case "term":
    case "source":
    case "language":
      return look(plan, evidence, field);
  }
}

type Leaf = Extract<Plan, { readonly kind: "term" | "source" | "language" }>;

function look(leaf: Leaf, { item, occurrencesOf }: Evidence, field: Field | undefined): Evaluation {
  switch (leaf.kind) {
    case "term":
      return held(occurrencesOf(leaf.term).filter(({ at }) => (field ?? at.field) === at.field));
    case "source":
      return { holds: comesFrom(item, leaf.name), found: [] };
    case "language":
      return { holds: item.language?.toLowerCase() === leaf.code, found: [] };
  }
}

/** Overlapping words count once. */
function atLeast(count: number, { found }: Evaluation): Evaluation {
  return withoutOverlaps(found, longestFirst).length >= count ? held(found) : NOTHING;
}

function held(found: readonly Occurrence[]): Evaluation {
  return found.length === 0 ? NOTHING : { holds: true, found };
}

function any(parts: readonly Evaluation[]): Evaluation {
  const holding = parts.filter(({ holds }) => holds);
  return holding.length === 0 ? NOTHING : { holds: true, found: merged(holding) };
}

function all(parts: readonly Evaluation[]): Evaluation {
  return parts.every(({ holds }) => holds) ? { holds: true, found: merged(parts) } : NOTHING;
}

function merged(parts: readonly Evaluation[]): readonly Occurrence[] {
  const found = parts.flatMap((part) => part.found);
  return parts.length === 1 ? found : found.toSorted((a, b) => a.at.place - b.at.place);
}
