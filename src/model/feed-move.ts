import type { FeedMove } from "./feed.ts";
import type { Instant } from "./time.ts";

/** A captive portal redirects for good as well: only a redirect that lasts moves a feed. */
const POLLS_BEFORE_ADOPTING = 5;

/** Where a feed is asked for instead of its configured address; undefined while no move is adopted. */
export function followedAddress(move: FeedMove | undefined): string | undefined {
  return move?.adoptedAt === undefined ? undefined : move.to;
}

/**
 * A move after one more successful poll, which a permanent redirect led to `movedTo` (absent: none did). Adopted after
 * five polls in a row that were led to the same address; from then on no redirect is expected any more.
 */
export function followMove(
  move: FeedMove | undefined,
  movedTo: string | undefined,
  now: Instant,
): { readonly move?: FeedMove; readonly isNewlyAdopted: boolean } {
  if (move?.adoptedAt !== undefined) return { move, isNewlyAdopted: false };
  if (movedTo === undefined) return { isNewlyAdopted: false };
  const polls = move?.to === movedTo ? move.polls + 1 : 1;
  if (polls < POLLS_BEFORE_ADOPTING) return { move: { to: movedTo, polls }, isNewlyAdopted: false };
  return { move: { to: movedTo, polls, adoptedAt: now }, isNewlyAdopted: true };
}
