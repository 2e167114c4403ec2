import { describe, expect, it } from "vitest";
import { SECOND } from "../../src/model/time.ts";
import { PollSoon } from "../../src/websub/poll-soon.ts";

function aPollSoon() {
  let now = 0;
  const polls: string[] = [];
  const soon = new PollSoon({ now: () => now }, (feedId) => void polls.push(feedId));
  return { soon, polls, setTo: (instant: number) => void (now = instant) };
}

describe("a feed that is announced", () => {
  it("is polled at once, and then at most once in 30 seconds, with nothing forgotten", () => {
    const { soon, polls, setTo } = aPollSoon();
    for (const second of [0, 1, 2, 29]) {
      setTo(second * SECOND);
      soon.ask("a");
      soon.tick();
    }
    expect(polls).toEqual(["a"]);
    setTo(30 * SECOND);
    soon.tick();
    soon.tick();
    expect(polls).toEqual(["a", "a"]);
    setTo(90 * SECOND);
    soon.tick();
    expect(polls).toEqual(["a", "a"]);
  });

  it("holds up no other feed", () => {
    const { soon, polls } = aPollSoon();
    for (const feed of ["a", "b", "a", "b"]) soon.ask(feed);
    expect(polls).toEqual(["a", "b"]);
  });

  it("does not wait for years when the clock is set back", () => {
    const { soon, polls, setTo } = aPollSoon();
    setTo(Date.UTC(2030, 0));
    soon.ask("a");
    setTo(Date.UTC(2026, 0));
    soon.ask("a");
    expect(polls).toEqual(["a", "a"]);
  });
});
