import type { Vote } from "../../model/feedback.ts";

/** How many votes went which way. */
export interface Tally {
  readonly up: number;
  readonly down: number;
}

export function tally(votes: readonly Pick<Vote, "verdict">[]): Tally {
  const up = votes.filter(({ verdict }) => verdict === "up").length;
  return { up, down: votes.length - up };
}

/** The share of votes that were up, 0 to 1; nothing without votes. */
export function precisionOf({ up, down }: Tally): number | undefined {
  return up + down === 0 ? undefined : up / (up + down);
}
