import type { FeedbackRecord, Vote } from "../../model/feedback.ts";

/** A vote that counts, and its place in the log. */
export interface StandingVote {
  readonly vote: Vote;
  readonly place: number;
}

/**
 * The votes on a profile that count, in the order of the log: those since its last reset, and of each reader on each
 * item the last one only, at its own place. So nobody outvotes others by repeating himself.
 */
export function standingVotes(
  records: readonly FeedbackRecord[],
  profileId: string,
): readonly StandingVote[] {
  const standing = new Map<string, StandingVote>();
  for (const [place, record] of records.entries()) {
    if (record.profileId !== profileId) continue;
    if (record.kind === "reset") standing.clear();
    if (record.kind !== "vote") continue;
    const key = JSON.stringify([record.reader, record.itemId]);
    standing.delete(key);
    standing.set(key, { vote: record, place });
  }
  return [...standing.values()];
}
