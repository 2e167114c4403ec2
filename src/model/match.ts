import type { Field } from "./item.ts";
import type { Role, SourceBoost } from "./profile.ts";

/** A term found: where, as written, and what it gave. */
export interface Hit {
  readonly concept: string;
  readonly role: Role;
  /** The term as the profile writes it. */
  readonly term: string;
  readonly field: Field;
  /** The words as the item writes them. */
  readonly text: string;
  /** UTF-16 offsets into the field, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Whole points; the points of all hits add up to the evidence. 0 when the hit was held back. */
  readonly points: number;
}

/** An exclusion that hit, and how much of the score it takes (0–100 per cent). */
export interface ExclusionHit {
  readonly term: string;
  readonly field: Field;
  readonly text: string;
  readonly percent: number;
}

/** A concept that was found and did not count, and why: part of every explanation. */
export interface HeldBack {
  readonly concept: string;
  readonly reason: "no-core-near" | "half-near-weak";
}

/** What keeps an item silent whatever its score. */
export type Withheld =
  /** The profile is a draft: nobody has decided yet that it is to alert. */
  | { readonly kind: "draft" }
  /** A concept that the profile requires did not count. */
  | { readonly kind: "required"; readonly concept: string }
  | { readonly kind: "muted"; readonly source: string }
  | { readonly kind: "too-old"; readonly ageMs: number; readonly maxAgeMs: number };

/** Item × profile: a score, and everything that made it. */
export interface Match {
  readonly profileId: string;
  /** Identifies the profile's text as compiled: 8 hexadecimal digits. */
  readonly profileHash: string;
  /** 0–100, after exclusions. */
  readonly score: number;
  readonly threshold: number;
  /** 0–100, before exclusions: the sum of the hits' points. */
  readonly evidence: number;
  readonly alert: boolean;
  readonly hits: readonly Hit[];
  readonly excluded: readonly ExclusionHit[];
  readonly heldBack: readonly HeldBack[];
  /** What the evidence was multiplied by for the item's source, before it became points. */
  readonly boost?: SourceBoost;
  /** Absent when nothing but its score keeps the item from alerting. */
  readonly withheld?: readonly Withheld[];
}

/** How far below the threshold a match still counts as a near miss, in points. */
export const NEAR_MISS_POINTS: number = 15;

/** A match just below its threshold, or one that only an exclusion or a required concept kept from alerting. */
export function isNearMiss(match: Match): boolean {
  const { alert, score, evidence, threshold, withheld = [] } = match;
  if (alert || withheld.some(({ kind }) => kind !== "required")) return false;
  return score >= threshold - NEAR_MISS_POINTS || evidence >= threshold;
}
