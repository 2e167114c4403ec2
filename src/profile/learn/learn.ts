import type { FeedbackRecord, Vote } from "../../model/feedback.ts";
import type { Concept, Profile } from "../../model/profile.ts";
import { baseWeights } from "./base-weights.ts";
import { type DoubtfulTerm, doubtfulTerms } from "./doubtful-terms.ts";
import { multipliedWeight, multipliers } from "./multipliers.ts";
import { standingVotes } from "./standing-votes.ts";
import { type Tally, tally } from "./tally.ts";

/** What the votes on a profile teach. It changes nothing: an operator takes it or leaves it. */
export interface Lesson {
  /** That count, in the order of the log. */
  readonly votes: readonly Vote[];
  /** On items that alerted: the share that was up is the profile's precision. */
  readonly alerts: Tally;
  /** On items that stayed silent: those that were up are what the profile misses. */
  readonly silent: Tally;
  /** In the order of the profile. */
  readonly concepts: readonly ConceptLesson[];
  readonly doubtful: readonly DoubtfulTerm[];
  /** What silenced items that were wanted, most often first: terms of exclusions, and `required`, `muted`, `too-old`. */
  readonly silencers: readonly Silencer[];
}

export interface ConceptLesson {
  readonly concept: string;
  readonly weight: number;
  /** The operator's own weight, that what was learned is bounded by. */
  readonly base: number;
  /** Of the evidence that the operator's weight stands for: 0.5 to 1.5. */
  readonly multiplier: number;
  /** The weight to have; the same when nothing was learned, or nothing that a whole per cent shows. */
  readonly proposed: number;
  /** On alerts in which it counted. */
  readonly alerts: Tally;
  /** All that it learned from. */
  readonly votes: Tally;
}

export interface Silencer {
  readonly what: string;
  readonly wanted: number;
}

/**
 * What a profile can learn from the log: a function of the two alone, so that the same log always teaches the same.
 * Concepts in `fixed` have a weight that no file can change.
 */
export function learn(
  profile: Profile,
  records: readonly FeedbackRecord[],
  fixed: ReadonlySet<string> = new Set(),
): Lesson {
  const standing = standingVotes(records, profile.id);
  const votes = standing.map(({ vote }) => vote);
  const alerts = votes.filter(({ alert }) => alert);
  const bases = baseWeights(records, profile);
  const learned = multipliers(standing, bases, { threshold: profile.threshold, fixed });
  return {
    votes,
    alerts: tally(alerts),
    silent: tally(votes.filter(({ alert }) => !alert)),
    concepts: profile.concepts.map((concept) => {
      const base = bases.get(concept.id)?.weight ?? concept.weight;
      const multiplier = learned.get(concept.id) ?? 1;
      return {
        concept: concept.id,
        weight: concept.weight,
        base,
        multiplier,
        proposed: fixed.has(concept.id) ? concept.weight : multipliedWeight(base, multiplier),
        alerts: tally(alerts.filter((vote) => speaksOf(vote, concept))),
        votes: tally(votes.filter((vote) => vote.silencedBy.length === 0 && speaksOf(vote, concept))),
      };
    }),
    doubtful: doubtfulTerms(profile.concepts, alerts),
    silencers: silencersOf(votes),
  };
}

function speaksOf({ concepts }: Vote, { id }: Concept): boolean {
  return concepts.some((concept) => concept.id === id);
}

function silencersOf(votes: readonly Vote[]): readonly Silencer[] {
  const wanted = new Map<string, number>();
  for (const { verdict, alert, silencedBy } of votes) {
    if (alert || verdict === "down") continue;
    for (const what of silencedBy) wanted.set(what, (wanted.get(what) ?? 0) + 1);
  }
  return [...wanted]
    .map(([what, count]) => ({ what, wanted: count }))
    .toSorted((a, b) => b.wanted - a.wanted || (a.what < b.what ? -1 : 1));
}

/** The profile as it would be with the weights that were learned. */
export function taught(profile: Profile, { concepts }: Lesson): Profile {
  const proposed = new Map(concepts.map((lesson) => [lesson.concept, lesson.proposed]));
  return {
    ...profile,
    concepts: profile.concepts.map((concept) => ({
      ...concept,
      weight: proposed.get(concept.id) ?? concept.weight,
    })),
  };
}
