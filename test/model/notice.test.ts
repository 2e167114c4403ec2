import { expect, it } from "vitest";
import { noticeEvent } from "../../src/model/notice.ts";
import { someNotices } from "../support/a-notice.ts";

it("the log says what became of which feed, and since when, for people and programs", () => {
  const feed = "harbour-news";
  const since = "2026-03-01T21:06:00Z";
  const detail = "example.org did not answer within 20 s";
  const destination = "researchers";
  const to = "https://example.com/feeds/harbour?format=atom";
  expect(
    someNotices()
      .map(noticeEvent)
      .map(({ event, level, fields }) => [level, event, fields]),
  ).toEqual([
    ["warn", "feed.troubled", { feed, errorKind: "timeout", detail, since }],
    ["info", "feed.recovered", { feed, since }],
    ["warn", "feed.gone", { feed }],
    ["info", "feed.moved", { feed, to }],
    ["warn", "feed.gap", { feed, since }],
    ["warn", "feed.renamed", { feed, items: 40 }],
    ["warn", "feed.silent", { feed, since }],
    ["info", "feed.heard", { feed, since }],
    ["warn", "feed.emptied", { feed, since }],
    ["info", "feed.filled", { feed, since }],
    ["warn", "network.offline", { since }],
    ["info", "network.online", { since }],
    ["warn", "destination.troubled", { destination, detail: "404", since, held: true }],
    ["info", "destination.recovered", { destination, since }],
    ["warn", "message.given-up", { destination, detail: "400: too odd" }],
  ]);
});
