import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concealed, concealedState, revealedState, shownUrl } from "../../src/model/address-secrets.ts";
import { Secret } from "../../src/model/secret.ts";
import { aFeed, aFeedState } from "../support/a-feed.ts";

const KEY = "k3y/of&the=feed";
const FEED = aFeed({
  url: `https://example.org/f?key=${KEY}`,
  secrets: [{ name: "KEY", value: new Secret(KEY) }],
});

/** What the store keeps of a move, and what is asked for after it. */
function throughTheStore(to: string) {
  const state = aFeedState({ move: { to, polls: 1 }, push: { hub: "https://hub.example/", topic: to } });
  const stored = concealedState(state, FEED);
  return { stored, asked: revealedState(stored, FEED) };
}

describe("a secret in the address of a feed", () => {
  it("is shown by the name of its variable", () => {
    expect(shownUrl(FEED)).toBe("https://example.org/f?key=${KEY}");
  });

  it.each([
    `https://other.example/new/${KEY}`,
    `https://example.org/new?key=${encodeURIComponent(KEY)}`,
    `https://example.org/?a=${KEY}&b=${KEY}`,
  ])("is hidden where the server repeats it: %s", (address) => {
    expect(concealed(address, FEED.secrets)).not.toMatch(/k3y|of&the|the=feed/u);
  });

  it("hides no host, by which an address is judged and paced", () => {
    const secrets = [{ name: "A", value: new Secret("example") }];
    expect(concealed("https://example.org/example", secrets)).toBe("https://example.org/${A}");
  });

  it("is filled in again where it was, and nowhere else: not where a publisher writes the name", () => {
    const mine = throughTheStore(`https://example.org/new?key=${KEY}`);
    expect(mine.stored.move?.to).toBe("https://example.org/new?key=${KEY}");
    expect(mine.asked.move?.to).toBe(`https://example.org/new?key=${KEY}`);
    expect(mine.asked.push?.topic).toBe(`https://example.org/new?key=${KEY}`);
    const theirs = throughTheStore("https://thief.example/?key=${KEY}");
    expect(theirs.asked.move?.to).toBe("https://thief.example/?key=%24{KEY}");
  });

  it("never changes an address on its way through the store, whatever the secrets are", () => {
    const value = fc.stringMatching(/^[a-zA-Z0-9_-]{1,6}$/u);
    const tail = fc.stringMatching(/^[a-zA-Z0-9_/&=-]{0,20}$/u);
    fc.assert(
      fc.property(value, value, tail, (one, two, rest) => {
        const secrets = [
          { name: "ONE", value: new Secret(one) },
          { name: "TWO", value: new Secret(two) },
        ];
        const to = `https://example.org/${rest}${one}/${two}?${rest}=${one}`;
        const state = aFeedState({ move: { to, polls: 1 } });
        const stored = concealedState(state, { url: to, secrets });
        expect(revealedState(stored, { url: to, secrets }).move?.to).toBe(to);
      }),
    );
  });
});
