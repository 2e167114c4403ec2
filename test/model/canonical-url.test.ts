import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalUrl } from "../../src/model/canonical-url.ts";
import { anyAddress } from "../support/any-text.ts";

const TRACKING = ["utm_*", "at_*", "xtor", "fbclid", "CMP"];
const key = (url: string): string | undefined => canonicalUrl(url, TRACKING);

describe("two addresses are one page when they differ only in", () => {
  it.each([
    ["the scheme", "http://example.org/a", "https://example.org/a"],
    ["www.", "https://www.example.org/a", "https://example.org/a"],
    ["the name for small screens", "https://m.example.org/a", "https://example.org/a"],
    ["a trailing slash", "https://example.org/a/", "https://example.org/a"],
    ["the slash of the root", "https://example.org", "https://example.org/"],
    ["the default port", "https://example.org:443/a", "https://example.org/a"],
    ["the case of the host", "https://EXAMPLE.org/a", "https://example.org/a"],
    ["a dot after the host", "https://example.org./a", "https://example.org/a"],
    ["credentials", "https://ada:secret@example.org/a", "https://example.org/a"],
    ["the order of parameters", "https://example.org/?b=2&a=1", "https://example.org/?a=1&b=2"],
    [
      "tracking parameters",
      "https://example.org/a?utm_source=rss&id=7&FBCLID=x",
      "https://example.org/a?id=7",
    ],
    ["a tracking parameter alone", "https://example.org/a?cmp=rss", "https://example.org/a"],
    ["a tracking fragment", "https://example.org/a#xtor=RSS-3", "https://example.org/a"],
    ["an empty fragment", "https://example.org/a#", "https://example.org/a"],
    ["the case of escapes", "https://example.org/%c3%a9t%C3%A9", "https://example.org/été"],
    [
      "a search engine's forwarding page",
      "https://www.google.com/url?rct=j&sa=t&url=https://example.org/a%3Fid%3D7&ct=ga&usg=AOv1",
      "https://example.org/a?id=7",
    ],
  ])("%s", (_what, one, other) => {
    expect(key(one)).toBeDefined();
    expect(key(one)).toBe(key(other));
  });
});

describe("two addresses are two pages when they differ in", () => {
  it.each([
    ["the host", "https://a.example.org/", "https://b.example.org/"],
    ["the path", "https://example.org/a", "https://example.org/b"],
    ["the case of the path", "https://example.org/a", "https://example.org/A"],
    ["an unknown parameter", "https://example.org/?p=1", "https://example.org/?p=2"],
    [
      "a parameter that only begins like a tracking one",
      "https://example.org/?xtorial=1",
      "https://example.org/",
    ],
    [
      "a fragment, which may be one entry of a live page",
      "https://example.org/live#post-1",
      "https://example.org/live#post-2",
    ],
    ["another port", "https://example.org:8443/a", "https://example.org/a"],
    [
      "where a page forwards to",
      "https://www.google.com/url?url=https://example.org/a",
      "https://www.google.com/url?url=https://example.org/b",
    ],
  ])("%s", (_what, one, other) => {
    expect(key(one)).not.toBe(key(other));
  });
});

it("has no key for what is not a web page", () => {
  expect(["mailto:ada@example.org", "javascript:alert(1)", "/relative", "", "http://"].map(key)).toEqual(
    Array.from({ length: 5 }, () => undefined),
  );
});

it("does not take a short domain for a prefix", () => {
  expect(key("https://m.co/a")).toBe("m.co/a");
});

it("is the same again for the address that a key stands for", () => {
  fc.assert(
    fc.property(anyAddress(), (url) => {
      const once = key(url);
      expect(key(`https://${once}`)).toBe(once);
    }),
  );
});

it("reads a path of a million slashes in linear time", () => {
  expect(key(`https://example.org/a${"/".repeat(1_000_000)}b`)).toMatch(/b$/);
});
