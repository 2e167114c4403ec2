import type { FeedbackRecord } from "../model/feedback.ts";
import type { Instant } from "../model/time.ts";
import { standingVotes } from "../profile/learn/standing-votes.ts";
import { relative } from "./when.ts";

/** The feedback log for people, newest first: when, profile, reader, vote, whether it counts, score, item. */
export function feedbackRows(
  records: readonly FeedbackRecord[],
  now: Instant,
): readonly (readonly string[])[] {
  const profiles = new Set(records.map(({ profileId }) => profileId));
  const standing = new Set([...profiles].flatMap((id) => standingVotes(records, id).map(({ vote }) => vote)));
  return records.toReversed().map((record) => {
    const [when, profile] = [relative(record.at, now), record.profileId];
    switch (record.kind) {
      case "vote":
        return [
          when,
          profile,
          record.reader,
          record.verdict,
          standing.has(record) ? "yes" : "no",
          `${record.score}/${record.threshold}`,
          record.title,
        ];
      case "applied": {
        const weights = record.weights.map(({ concept, from, to }) => `${concept} ${from} → ${to}`);
        return [when, profile, "–", "applied", "–", "–", weights.join(", ")];
      }
      case "reset":
        return [when, profile, "–", "reset", "–", "–", "no vote from before counts"];
    }
  });
}

export function unreadableLine(count: number): string {
  const pieces = count === 1 ? "One piece" : `${count} pieces`;
  return `${pieces} of feedback.ndjson cannot be read and ${count === 1 ? "does" : "do"} not count: cut off by a crash before it was acknowledged, or damaged.`;
}
