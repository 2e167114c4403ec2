import { profileHash } from "../match/profile-hash.ts";
import { type Field, FIELDS } from "../model/item.ts";
import type { Concept, Profile } from "../model/profile.ts";
import { bestScore, SATURATING_HITS, scoreAlone } from "./lint/best-score.ts";
import { allTerms } from "./lint/written-terms.ts";

/** What a profile comes to, as it is matched. */
export interface ProfileDescription {
  readonly profile: Profile;
  /** Of all that it asks for: what alerts of this version carry. */
  readonly hash: string;
  readonly terms: number;
  /** What an item scores that is full of every concept. */
  readonly bestScore: number;
  readonly concepts: readonly ConceptDescription[];
}

export interface ConceptDescription {
  readonly concept: Concept;
  /** What one mention scores with nothing beside it. */
  readonly alone: Readonly<Record<Field, number>>;
  /** The fields in which that is enough for an alert. */
  readonly alertsFrom: readonly Field[];
}

/** Works out what a profile comes to, by the score of the worker. */
export function describeProfile(profile: Profile): ProfileDescription {
  return {
    profile,
    hash: profileHash(profile),
    terms: allTerms(profile).length + profile.concepts.reduce((sum, { regex }) => sum + regex.length, 0),
    bestScore: bestScore(profile, profile.concepts, SATURATING_HITS),
    concepts: profile.concepts.map((concept) => {
      const [title, summary, body] = FIELDS.map((field) => scoreAlone(profile, concept, field));
      const alone = { title: title ?? 0, summary: summary ?? 0, body: body ?? 0 };
      const alertsFrom = FIELDS.filter((field) => alone[field] >= profile.threshold && alone[field] > 0);
      return { concept, alone, alertsFrom };
    }),
  };
}
