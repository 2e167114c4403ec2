import type { Field } from "./item.ts";
import type { LocalisedText } from "./profile.ts";
import type { Story } from "./story.ts";
import type { Instant } from "./time.ts";

/**
 * A story on its way to one destination because of one profile. It carries all that is needed to render it, so a
 * retry days later sends the same text. Never edited once stored.
 */
export interface Alert {
  /** Derived from destination, profile and story: queueing twice is queueing once. */
  readonly id: string;
  readonly destination: string;
  readonly profile: { readonly id: string; readonly name: LocalisedText; readonly hash: string };
  readonly story: Story;
  readonly score: number;
  readonly threshold: number;
  /** Why: best first. The points add up to `evidence`. */
  readonly reasons: readonly Reason[];
  readonly evidence: number;
  /** What an exclusion took, in per cent; 0 when none hit. */
  readonly excludedPercent: number;
  /** The words that took it. */
  readonly excludedBy?: string;
  /** The first few words that were found and gave nothing: they stand too far from what the profile is about. */
  readonly heldBack?: readonly string[];
  /** What the source's trust multiplied the evidence by; absent when by nothing. */
  readonly boost?: number;
  readonly excerpt: Excerpt;
  /** When it was committed to the outbox. */
  readonly queuedAt: Instant;
}

/** One concept that spoke for the item: words found, the most telling field, how often there, and all its points. */
export interface Reason {
  readonly concept: string;
  /** The words as the item writes them. */
  readonly text: string;
  readonly field: Field;
  readonly count: number;
  readonly points: number;
}

/** A piece of the item's text around the hits; `marks` are UTF-16 ranges in `text` to set off. */
export interface Excerpt {
  readonly text: string;
  readonly marks: readonly (readonly [start: number, end: number])[];
  /** The same for the title. */
  readonly titleMarks: readonly (readonly [start: number, end: number])[];
  /** Whether words were left out before and after. */
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}
