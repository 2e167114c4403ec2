import type { Instant } from "./time.ts";

/** What readers said of items, and what operators made of it, as the log keeps it: in order, never changed. */
export type FeedbackRecord = Vote | Application | Reset;

/** A reader's word on one item for one profile. Of several by the same reader the last one counts. */
export interface Vote {
  readonly kind: "vote";
  readonly verdict: Verdict;
  /** Who: the name or the address that tells readers apart. */
  readonly reader: string;
  readonly at: Instant;
  readonly itemId: string;
  /** Of the item; for whoever reads the log when the archive has forgotten it. */
  readonly title: string;
  readonly profileId: string;
  /** The profile in force when the vote was cast, which all that follows was found by. */
  readonly profileHash: string;
  readonly score: number;
  readonly threshold: number;
  readonly alert: boolean;
  /** What the evidence is multiplied by for the item's source. */
  readonly boost: number;
  /** What counted, in the order of the profile. */
  readonly concepts: readonly VotedConcept[];
  /** What kept its score from deciding: the terms of exclusions that hit, and `required`, `muted`, `too-old`. */
  readonly silencedBy: readonly string[];
}

export type Verdict = "up" | "down";

export interface VotedConcept {
  readonly id: string;
  /** field · sat(n) · gate: what the concept's weight counts for in this item, in units of one hit in a summary. */
  readonly strength: number;
  /** That were found and counted, each once. */
  readonly terms: readonly string[];
}

/** A proposal that an operator took: written before the profile's file is, so that no vote counts on top of itself. */
export interface Application {
  readonly kind: "applied";
  readonly at: Instant;
  readonly profileId: string;
  /** Of the profile that comes of it. */
  readonly profileHash: string;
  readonly weights: readonly AppliedWeight[];
}

export interface AppliedWeight {
  readonly concept: string;
  readonly from: number;
  readonly to: number;
}

/** No vote on the profile from before this counts any more. */
export interface Reset {
  readonly kind: "reset";
  readonly at: Instant;
  readonly profileId: string;
}
