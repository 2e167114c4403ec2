import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Secret } from "../../src/model/secret.ts";
import { CallbackKeys } from "../../src/websub/callback-keys.ts";
import { anyAddress } from "../support/any-text.ts";

const LINK = { hub: "https://hub.example/", topic: "https://example.org/feed.xml" };
const keysOf = (secret: string): CallbackKeys => new CallbackKeys(new Secret(secret));

describe("what a hub is given", () => {
  it("is the same after a restart, so that nothing has to be stored", () => {
    const [before, after] = [keysOf("a long enough secret"), keysOf("a long enough secret")];
    expect(after.tokenOf("example")).toBe(before.tokenOf("example"));
    expect(after.hubSecretOf("example", LINK)).toBe(before.hubSecretOf("example", LINK));
  });

  it("is within what the Recommendation allows, whatever the feed is called", () => {
    fc.assert(
      fc.property(fc.string(), anyAddress(), (feedId, topic) => {
        const keys = keysOf("a long enough secret");
        expect(keys.tokenOf(feedId)).toMatch(/^[0-9a-f]{64}$/u);
        expect(Buffer.byteLength(keys.hubSecretOf(feedId, { ...LINK, topic }))).toBeLessThan(200);
      }),
      { numRuns: 30 },
    );
  });

  it("differs by feed, by hub, by topic and by installation, and tells nothing of the others", () => {
    const keys = keysOf("a long enough secret");
    const given = [
      keys.tokenOf("a"),
      keys.tokenOf("b"),
      keysOf("another long secret").tokenOf("a"),
      keys.hubSecretOf("a", LINK),
      keys.hubSecretOf("b", LINK),
      keys.hubSecretOf("a", { ...LINK, topic: "https://example.org/other.xml" }),
      keys.hubSecretOf("a", { ...LINK, hub: "https://other.example/" }),
      keysOf("another long secret").hubSecretOf("a", LINK),
    ];
    expect(new Set(given).size).toBe(given.length);
  });
});
