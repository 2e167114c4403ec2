import { describe, expect, it } from "vitest";
import { afterFailure, afterSuccess, freshState, withoutCopy } from "../../src/model/feed-state.ts";
import { HOUR } from "../../src/model/time.ts";
import { aFeed, aFeedState } from "../support/a-feed.ts";

const NOW = Date.UTC(2026, 2, 2, 12, 0);
const ENDING = { now: NOW, nextPollAt: NOW + HOUR };
const COPY = {
  etag: '"1"',
  lastModified: "Mon, 02 Mar 2026 00:00:00 GMT",
  copyUrl: "https://example.org/feed.xml",
  bodySha256: "ab",
};

describe("what is known of a feed", () => {
  it("is nothing but its address before the first poll", () => {
    expect(freshState(aFeed(), undefined)).toEqual({
      feedId: "example",
      url: "https://example.org/feed.xml",
      nextPollAt: 0,
      failures: 0,
    });
  });

  it("stays as it is while the address stays", () => {
    const stored = aFeedState({ ...COPY, failures: 3 });
    expect(freshState(aFeed(), stored)).toBe(stored);
  });

  it("keeps its history when the address changes, and sends nothing of the old address to the new one", () => {
    const stored = aFeedState({
      ...COPY,
      url: "https://old.example.org/feed",
      identityRule: "guid",
      baselineAt: NOW,
      failures: 9,
      goneAt: NOW,
      problem: { kind: "gone", detail: "410", since: NOW },
      lastProblem: { kind: "gone", detail: "410", at: NOW },
    });
    const fresh = freshState(aFeed(), stored);
    expect(fresh).toMatchObject({ url: aFeed().url, identityRule: "guid", baselineAt: NOW, failures: 0 });
    for (const gone of ["etag", "lastModified", "copyUrl", "bodySha256", "goneAt", "problem", "lastProblem"])
      expect(fresh).not.toHaveProperty(gone);
  });

  it("without its copy is the rest", () => {
    expect(withoutCopy(aFeedState({ ...COPY, title: "T" }))).toEqual(aFeedState({ title: "T" }));
  });
});

describe("after a poll that failed", () => {
  const problem = { kind: "http-503", detail: "example.org answered 503" } as const;

  it("the validators stay, since the copy they belong to is still the last one read", () => {
    expect(afterFailure(aFeedState(COPY), ENDING, problem)).toMatchObject({ ...COPY, failures: 1 });
  });

  it("the trouble is as old as its first failure, and says what the last one was", () => {
    const once = afterFailure(aFeedState(), ENDING, problem);
    const twice = afterFailure(once, { ...ENDING, now: NOW + HOUR }, { kind: "dns", detail: "unknown" });
    expect(twice).toMatchObject({ failures: 2, problem: { kind: "dns", detail: "unknown", since: NOW } });
  });

  it("a feed is gone only when its publisher says so", () => {
    expect(afterFailure(aFeedState(), ENDING, problem).goneAt).toBeUndefined();
    expect(afterFailure(aFeedState(), ENDING, { kind: "gone", detail: "410" }).goneAt).toBe(NOW);
  });

  it("one success ends the trouble", () => {
    const well = afterSuccess(afterFailure(aFeedState(), ENDING, problem), ENDING, { title: "T" });
    expect(well).toMatchObject({ failures: 0, lastSuccessAt: NOW, nextPollAt: NOW + HOUR, title: "T" });
    expect(well.problem).toBeUndefined();
    expect(well.lastProblem).toEqual({ ...problem, at: NOW });
  });
});
