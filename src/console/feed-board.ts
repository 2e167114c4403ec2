import type { FeedProblem } from "../model/feed.ts";
import type { Instant } from "../model/time.ts";
import type { FeedView } from "./view-model.ts";

/** A feed that cannot be read now, and why. */
export type FailingFeed = FeedView &
  (
    | { readonly health: "failing"; readonly problem: FeedProblem }
    | { readonly health: "gone"; readonly goneAt: Instant }
  );

export interface FeedBoard {
  /** Failing, longest first; then those that the publisher ended. */
  readonly failing: readonly FailingFeed[];
  /** Neither read nor failed so far, by name. */
  readonly unread: readonly FeedView[];
  /** The others, by name. */
  readonly fine: readonly FeedView[];
}

/** Sorts feeds by what they need: somebody's eyes, their first reading, or nothing. */
export function feedBoard(feeds: readonly FeedView[]): FeedBoard {
  const healthy = feeds.filter((view) => failure(view) === undefined).toSorted(byName);
  return {
    failing: feeds.flatMap((view) => failure(view) ?? []).toSorted(byUrgency),
    unread: healthy.filter(({ state }) => state?.lastSuccessAt === undefined),
    fine: healthy.filter(({ state }) => state?.lastSuccessAt !== undefined),
  };
}

function failure(view: FeedView): FailingFeed | undefined {
  const { problem, goneAt } = view.state ?? {};
  if (goneAt !== undefined) return { ...view, health: "gone", goneAt };
  return problem === undefined ? undefined : { ...view, health: "failing", problem };
}

function byUrgency(a: FailingFeed, b: FailingFeed): number {
  if (a.health === "gone") return b.health === "gone" ? byName(a, b) : 1;
  return b.health === "gone" ? -1 : a.problem.since - b.problem.since;
}

function byName(a: FeedView, b: FeedView): number {
  return a.feed.name.localeCompare(b.feed.name);
}
