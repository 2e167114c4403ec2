import type { FeedErrorKind } from "./feed.ts";
import { type Instant, toIso } from "./time.ts";

/** A change of state that an operator is told of, once: trouble, and its end. */
export type Notice = { readonly at: Instant } & (
  | {
      readonly kind: "feed-failing";
      readonly feed: NoticedFeed;
      readonly errorKind: FeedErrorKind;
      /** A sentence, without secrets. */
      readonly detail: string;
      readonly since: Instant;
    }
  | { readonly kind: "feed-recovered"; readonly feed: NoticedFeed; readonly since: Instant }
  /** The publisher said 410: no more polls until the address changes. */
  | { readonly kind: "feed-gone"; readonly feed: NoticedFeed }
  /** The feed is read at its new address from now on. */
  | { readonly kind: "feed-moved"; readonly feed: NoticedFeed; readonly to: string }
  /** Nothing of what was last seen was still there: items may be missing. */
  | { readonly kind: "feed-gap"; readonly feed: NoticedFeed; readonly since: Instant }
  /** Many older items appeared under new names: taken as seen, not told. */
  | { readonly kind: "feed-renamed"; readonly feed: NoticedFeed; readonly items: number }
  /** Nothing new for longer than usual, though it can be read; and the first new item after that. */
  | { readonly kind: "feed-silent"; readonly feed: NoticedFeed; readonly since: Instant }
  | { readonly kind: "feed-heard"; readonly feed: NoticedFeed; readonly since: Instant }
  /** It lists nothing any more, for longer than usual; and something again. */
  | { readonly kind: "feed-empty"; readonly feed: NoticedFeed; readonly since: Instant }
  | { readonly kind: "feed-filled"; readonly feed: NoticedFeed; readonly since: Instant }
  | { readonly kind: "offline"; readonly since: Instant }
  | { readonly kind: "online"; readonly since: Instant }
  | DestinationNotice
);

/** What became of messages, told by another destination than theirs. */
export type DestinationNotice = { readonly at: Instant } &
  /** Nothing reaches this destination; its messages wait. */
  (
    | {
        readonly kind: "destination-failing";
        readonly destination: string;
        /** In the receiver's words, without secrets. */
        readonly detail: string;
        readonly since: Instant;
        /** It refuses everything until somebody changes something. */
        readonly held: boolean;
      }
    | { readonly kind: "destination-recovered"; readonly destination: string; readonly since: Instant }
    /** A message was refused for its own sake, or its time was over. */
    | { readonly kind: "message-given-up"; readonly destination: string; readonly detail: string }
  );

export interface NoticedFeed {
  readonly id: string;
  readonly name: string;
  /** Without credentials. */
  readonly url: string;
}

/** A notice as the log has it: an event in the past, with what it is about. */
export interface NoticeEvent {
  readonly event: string;
  readonly level: "info" | "warn";
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The log event of a notice. Feeds go by their ids, points in time are ISO 8601. */
export function noticeEvent(notice: Notice): NoticeEvent {
  const { event, level } = EVENTS[notice.kind];
  const { kind: _kind, at: _at, ...rest } = notice;
  const fields = {
    ...rest,
    ...("feed" in rest ? { feed: rest.feed.id } : {}),
    ...("since" in rest ? { since: toIso(rest.since) } : {}),
  };
  return { event, level, fields };
}

const EVENTS: Readonly<Record<Notice["kind"], Pick<NoticeEvent, "event" | "level">>> = {
  "feed-failing": { event: "feed.troubled", level: "warn" },
  "feed-recovered": { event: "feed.recovered", level: "info" },
  "feed-gone": { event: "feed.gone", level: "warn" },
  "feed-moved": { event: "feed.moved", level: "info" },
  "feed-gap": { event: "feed.gap", level: "warn" },
  "feed-renamed": { event: "feed.renamed", level: "warn" },
  "feed-silent": { event: "feed.silent", level: "warn" },
  "feed-heard": { event: "feed.heard", level: "info" },
  "feed-empty": { event: "feed.emptied", level: "warn" },
  "feed-filled": { event: "feed.filled", level: "info" },
  offline: { event: "network.offline", level: "warn" },
  online: { event: "network.online", level: "info" },
  "destination-failing": { event: "destination.troubled", level: "warn" },
  "destination-recovered": { event: "destination.recovered", level: "info" },
  "message-given-up": { event: "message.given-up", level: "warn" },
};
