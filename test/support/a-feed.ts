import type { Feed, FeedState } from "../../src/model/feed.ts";

/** A feed of example.org; name only what the test is about. */
export function aFeed(given: Partial<Feed> = {}): Feed {
  return {
    id: "example",
    url: "https://example.org/feed.xml",
    name: "Example",
    tags: [],
    firstPoll: { kind: "silent" },
    ...given,
  };
}

/** The state of a healthy feed that had its first reading. */
export function aFeedState(given: Partial<FeedState> = {}): FeedState {
  return {
    feedId: "example",
    url: "https://example.org/feed.xml",
    nextPollAt: 0,
    baselineAt: 0,
    failures: 0,
    ...given,
  };
}
