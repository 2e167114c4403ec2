import type { Language, LocalisedText, Profile, ProfileTest, Role } from "../../model/profile.ts";

/** A profile as it is proposed, with the reason for each part: a plain value, to be printed or edited. */
export interface Draft {
  readonly id: string;
  readonly name: LocalisedText;
  /** The places of the documents that it is for. */
  readonly documents: readonly number[];
  /** The names of all documents that were drawn from, by their place. */
  readonly names: readonly string[];
  /** Why these documents belong together, and how sure that is. */
  readonly grouping: string;
  readonly concepts: readonly DraftConcept[];
  readonly exclude: readonly DraftExclusion[];
  readonly tests: readonly ProfileTest[];
  /** What else a review should know. */
  readonly notes: readonly string[];
}

export interface DraftConcept {
  readonly id: string;
  /** As suggested. */
  readonly role: Role;
  readonly weight: number;
  readonly terms: readonly DraftTerm[];
  /** What is to be decided about it. */
  readonly review: string;
}

export interface DraftTerm {
  readonly text: string;
  readonly language: Language | undefined;
  /** Whether it is found only as written. */
  readonly isExact: boolean;
  /** Count, documents, background rate, a sentence. */
  readonly evidence: string;
  /** Longer terms that it finds as well. */
  readonly covers: readonly string[];
}

export interface DraftExclusion {
  readonly terms: readonly string[];
  readonly weight: number;
  readonly review: string;
}

export const DRAFT_THRESHOLD = 50;

/** The profile that a draft stands for, as the matcher takes it. */
export function profileOf({ id, name, concepts, exclude, tests }: Draft): Profile {
  return {
    id,
    name,
    status: "draft",
    threshold: DRAFT_THRESHOLD,
    destinations: [],
    concepts: concepts.map(({ terms, ...concept }) => ({
      ...concept,
      any: terms.filter(({ isExact }) => !isExact).map(({ text }) => text),
      exact: terms.filter(({ isExact }) => isExact).map(({ text }) => text),
      near: [],
      regex: [],
    })),
    exclude: exclude.map(({ terms, weight, review }) => ({ any: terms, exact: [], weight, review })),
    require: [],
    boost: [],
    mute: [],
    tests,
  };
}
