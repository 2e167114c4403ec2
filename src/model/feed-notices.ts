import type { Feed, FeedErrorKind, FeedMove, FeedState } from "./feed.ts";
import type { Notice } from "./notice.ts";
import { concealed, shownUrl } from "./address-secrets.ts";
import { shownAddress } from "./shown-address.ts";
import { DAY, HOUR, type Instant } from "./time.ts";

/** A visit to a feed, as far as operators are told of it: the feed, and what was known of it before. */
export interface Told {
  readonly feed: Feed;
  readonly state: FeedState;
  readonly now: Instant;
}

/** A gap is told of, and makes its feed be asked more often, for so long. */
export const GAP_COUNTS_FOR: number = 7 * DAY;
/** Failures in a row that are a trouble, if they last for an hour. */
export const TROUBLE: number = 3;
/** Nothing but another configuration mends these: they are told at once. */
const OF_CONFIGURATION: ReadonlySet<FeedErrorKind> = new Set<FeedErrorKind>(["blocked-address", "scheme"]);

/** What is told of a failed visit that left `after`: once, at once when only people can end it, else when it lasts. */
export function troubleNotice(visit: Told, after: FeedState): Notice | undefined {
  const { problem, failures, goneAt } = after;
  if (problem === undefined) return undefined;
  const { kind, detail, since, toldAt } = problem;
  if (goneAt !== undefined && visit.state.goneAt === undefined) return { kind: "feed-gone", ...about(visit) };
  const lasts = failures >= TROUBLE && visit.now - since >= HOUR;
  if (toldAt !== undefined || !(lasts || OF_CONFIGURATION.has(kind))) return undefined;
  return { kind: "feed-failing", ...about(visit), errorKind: kind, detail, since };
}

/** What is told of a visit that went well: the end of a trouble that was told. */
export function recoveryNotice(visit: Told): readonly Notice[] {
  const { problem } = visit.state;
  if (problem?.toldAt === undefined) return [];
  return [{ kind: "feed-recovered", ...about(visit), since: problem.since }];
}

/** What is told of a feed that is asked for at its new address from now on. */
export function moveNotice(visit: Told, { to }: FeedMove): Notice {
  return { kind: "feed-moved", ...about(visit), to: concealed(shownAddress(to), visit.feed.secrets) };
}

/** What is told of a window of `items`; a feed that turns over between any two visits is told of once a week. */
export function joinNotice(
  visit: Told,
  join: "joined" | "gap" | "renamed",
  items: number,
): readonly Notice[] {
  const { gap, lastSuccessAt } = visit.state;
  if (join === "renamed") return [{ kind: "feed-renamed", ...about(visit), items }];
  const isKnown = gap !== undefined && visit.now - gap.at < GAP_COUNTS_FOR;
  if (join !== "gap" || isKnown) return [];
  return [{ kind: "feed-gap", ...about(visit), since: lastSuccessAt ?? visit.now }];
}

function about({ feed, now }: Told): Pick<Notice, "at"> & {
  readonly feed: { readonly id: string; readonly name: string; readonly url: string };
} {
  const { id, name } = feed;
  return { at: now, feed: { id, name, url: shownUrl(feed) } };
}
