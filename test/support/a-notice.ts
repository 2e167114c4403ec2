import type { Notice, NoticedFeed } from "../../src/model/notice.ts";
import { HOUR } from "../../src/model/time.ts";

/** When notices of the tests are found: 10:06 in Paris. */
export const NOTICED_AT: number = Date.UTC(2026, 2, 2, 9, 6);

type NoticeOf<K extends Notice["kind"]> = Extract<Notice, { readonly kind: K }>;

export function aNoticedFeed(given: Partial<NoticedFeed> = {}): NoticedFeed {
  return { id: "harbour-news", name: "Harbour News", url: "https://example.org/harbour.xml", ...given };
}

/** A feed that has not answered in time since the evening before; name only what the test is about. */
export function aFailingNotice(given: Partial<NoticeOf<"feed-failing">> = {}): NoticeOf<"feed-failing"> {
  return {
    kind: "feed-failing",
    at: NOTICED_AT,
    feed: aNoticedFeed(),
    errorKind: "timeout",
    detail: "example.org did not answer within 20 s",
    since: NOTICED_AT - 12 * HOUR,
    ...given,
  };
}

/** One notice of each kind, about one feed, the network and a destination. */
export function someNotices(feed: NoticedFeed = aNoticedFeed()): readonly Notice[] {
  const since = NOTICED_AT - 12 * HOUR;
  const at = NOTICED_AT;
  return [
    aFailingNotice({ feed }),
    { kind: "feed-recovered", at, feed, since },
    { kind: "feed-gone", at, feed },
    { kind: "feed-moved", at, feed, to: "https://example.com/feeds/harbour?format=atom" },
    { kind: "feed-gap", at, feed, since },
    { kind: "feed-renamed", at, feed, items: 40 },
    { kind: "feed-silent", at, feed, since },
    { kind: "feed-heard", at, feed, since },
    { kind: "feed-empty", at, feed, since },
    { kind: "feed-filled", at, feed, since },
    { kind: "offline", at, since },
    { kind: "online", at, since },
    { kind: "destination-failing", at, destination: "researchers", detail: "404", since, held: true },
    { kind: "destination-recovered", at, destination: "researchers", since },
    { kind: "message-given-up", at, destination: "researchers", detail: "400: too odd" },
  ];
}
