import type { Application, FeedbackRecord } from "../../model/feedback.ts";
import type { Profile } from "../../model/profile.ts";

/** A concept's weight as the operator means it, without what was learned and applied. */
export interface BaseWeight {
  readonly weight: number;
  /** Votes before this place of the log are settled: the operator has set another weight since they were applied. */
  readonly votesFrom: number;
}

/**
 * The weights that learning starts from, by concept. What was applied is taken back, step by step, from the weight that
 * the profile has now: a replay of all votes on the operator's own weights then comes to the same however often it is
 * applied, and never leaves their bounds. An application whose `from` the profile has was never written, or undone. Any
 * other weight is the operator's answer to that application: it is where learning starts, with the votes after it.
 */
export function baseWeights(
  records: readonly FeedbackRecord[],
  { id, concepts }: Profile,
): ReadonlyMap<string, BaseWeight> {
  const applications = records
    .flatMap((record, place) =>
      record.kind === "applied" && record.profileId === id ? { record, place } : [],
    )
    .toReversed();
  return new Map(concepts.map((concept) => [concept.id, baseOf(concept, applications)]));
}

function baseOf(
  concept: { readonly id: string; readonly weight: number },
  newestFirst: readonly { readonly record: Application; readonly place: number }[],
): BaseWeight {
  let { weight } = concept;
  for (const { record, place } of newestFirst) {
    const applied = record.weights.find((each) => each.concept === concept.id);
    if (applied === undefined || applied.from === weight) continue;
    if (applied.to !== weight) return { weight, votesFrom: place };
    weight = applied.from;
  }
  return { weight, votesFrom: 0 };
}
