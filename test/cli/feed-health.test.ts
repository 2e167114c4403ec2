import { describe, expect, it } from "vitest";
import { feedHealth, feedTable } from "../../src/cli/feed-health.ts";
import { DAY, HOUR, MINUTE } from "../../src/model/time.ts";
import { aFeed, aFeedState } from "../support/a-feed.ts";

const NOW = Date.UTC(2026, 2, 2, 12);
const lineOf = (state: Parameters<typeof aFeedState>[0]): string =>
  feedTable([{ feed: aFeed(), state: aFeedState({ lastPollAt: NOW, ...state }) }], NOW, 200)[1] ?? "";

describe("the list of feeds", () => {
  it("says when a feed was last read, when next, its rhythm, and when it last had news", () => {
    const line = lineOf({
      lastSuccessAt: NOW - 5 * MINUTE,
      nextPollAt: NOW + 10 * MINUTE,
      rhythmMs: 3 * HOUR,
      lastNewItemAt: NOW - 2 * HOUR,
    });
    expect(line).toMatch(/^example +ok +5 min ago +in 10 min +~3 h +2 h ago +https:\/\/example\.org/);
  });

  it("says in words what is wrong", () => {
    const problem = { kind: "http-503", detail: "example.org answered 503", since: NOW } as const;
    expect(lineOf({ failures: 4, problem })).toMatch(/failing ×4.*http-503: example\.org answered 503/);
  });

  it("says of a feed that is well again what was last wrong, and when, for a month", () => {
    const failed = (days: number) => ({
      lastProblem: {
        kind: "http-503",
        detail: "example.org answered 503",
        at: NOW - days * DAY,
      } as const,
    });
    expect(lineOf(failed(3))).toMatch(/ ok .*last failed 3 d ago: http-503: example\.org answered 503$/);
    expect(lineOf(failed(31))).toMatch(/https:\/\/example\.org\/feed\.xml$/);
    const state = aFeedState({ lastPollAt: NOW, ...failed(31) });
    expect(JSON.parse(JSON.stringify(feedHealth(aFeed(), state, NOW)))).toMatchObject({
      health: "ok",
      lastProblem: { kind: "http-503", detail: "example.org answered 503", at: "2026-01-30T12:00:00Z" },
    });
  });

  it("names a silence that is longer than any before, and no shorter one", () => {
    expect(lineOf({ lastNewItemAt: NOW - 4 * DAY, longestQuietMs: 3 * DAY })).toContain("silent");
    expect(lineOf({ lastNewItemAt: NOW - 2 * DAY, longestQuietMs: 3 * DAY })).not.toContain("silent");
    expect(lineOf({ lastNewItemAt: NOW - 20 * HOUR, longestQuietMs: HOUR })).not.toContain("silent");
  });

  it("names a feed that lists nothing any more", () => {
    expect(lineOf({ emptiness: { since: NOW - 4 * DAY } })).toContain(
      "empty for 4 d, though it was not before",
    );
  });

  it("says how its last document had to be repaired", () => {
    const repairs = { "end-tags": 2, ampersands: 12 };
    expect(lineOf({ repairs })).toContain("repaired: bare & ×12, missing end tags ×2");
    const state = aFeedState({ lastPollAt: NOW, repairs });
    expect(feedHealth(aFeed(), state, NOW)).toMatchObject({ repairs });
  });

  it("names a gap and a move", () => {
    const move = { to: "https://new.example.org/feed", polls: 5, adoptedAt: NOW };
    const line = lineOf({ gap: { at: NOW - DAY, count: 2 }, move });
    expect(line).toContain("items may have been missed 24 h ago (×2); moved to https://new.example.org/feed");
  });

  it("says the same to programs, in ISO dates and seconds", () => {
    const state = aFeedState({
      lastPollAt: NOW,
      rhythmMs: HOUR,
      gap: { at: NOW, count: 1 },
      problem: { kind: "dns", detail: "no such name", since: NOW, toldAt: NOW },
    });
    expect(JSON.parse(JSON.stringify(feedHealth(aFeed(), state, NOW)))).toMatchObject({
      rhythmSeconds: 3600,
      gap: { at: "2026-03-02T12:00:00Z", count: 1 },
      problem: { kind: "dns", since: "2026-03-02T12:00:00Z", toldAt: "2026-03-02T12:00:00Z" },
    });
  });
});
