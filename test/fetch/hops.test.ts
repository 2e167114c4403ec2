import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstHop, type Hop, nextHop } from "../../src/fetch/hops.ts";

const SECRET_PAIR = Buffer.from("ada:s3cret").toString("base64");

function hopTo(address: string): Hop {
  const reading = firstHop(address);
  if (reading.kind === "failed") throw new Error(reading.detail);
  return reading.hop;
}

function follow(from: string, ...locations: readonly string[]): unknown {
  let hop = hopTo(from);
  for (const location of locations) {
    const reading = nextHop(hop, location);
    if (reading.kind === "failed") return reading;
    hop = reading.hop;
  }
  return {
    href: hop.url.href,
    ...hop.own,
  };
}

describe("the first hop", () => {
  it("carries the credentials of the address beside it, not in it", () => {
    expect(follow("https://ada:s3cret@example.org/feed#top")).toEqual({
      href: "https://example.org/feed",
      authorization: `Basic ${SECRET_PAIR}`,
    });
  });

  it("unescapes credentials, and takes a lone per cent sign as one", () => {
    expect(follow("https://ada%40home:p%C3%A9%3A@example.org/")).toMatchObject({
      authorization: `Basic ${Buffer.from("ada@home:pé:").toString("base64")}`,
    });
    expect(follow("https://ada:100%@example.org/")).toMatchObject({
      authorization: `Basic ${Buffer.from("ada:100%").toString("base64")}`,
    });
  });

  it.each(["", "example.org/feed", "http://", "http://[::bad/"])("refuses %j, which is no URL", (address) => {
    expect(firstHop(address)).toMatchObject({ kind: "failed", errorKind: "scheme" });
  });

  it.each([
    "file:///etc/passwd",
    "ftp://ada:s3cret@example.org/",
    "data:text/plain,s3cret",
    "javascript:1",
    "gopher://example.org",
  ])("refuses %s, and does not repeat it", (address) => {
    const reading = firstHop(address);
    expect(reading).toMatchObject({ kind: "failed", errorKind: "scheme" });
    expect(JSON.stringify(reading)).not.toMatch(/s3cret|passwd/u);
  });
});

describe("a redirect", () => {
  it.each([
    ["/b", "https://example.org/b"],
    ["b?x=1#y", "https://example.org/feeds/b?x=1"],
    ["//other.example.org/", "https://other.example.org/"],
    ["https:\\\\other.example.org\\a", "https://other.example.org/a"],
    ["HTTP://OTHER.example.org:80/a b", "http://other.example.org/a%20b"],
  ])("to %s leads to %s", (location, href) => {
    expect(follow("https://example.org/feeds/a", location)).toEqual({ href });
  });

  it("may write its target in UTF-8, which arrives byte by byte", () => {
    const location = Buffer.from("/actualités", "utf8").toString("latin1");
    expect(follow("https://example.org/", location)).toEqual({ href: "https://example.org/actualit%C3%A9s" });
  });

  it.each([
    ["http://0x7f.1/", "http://127.0.0.1/"],
    ["http://2130706433/", "http://127.0.0.1/"],
    ["http://%31%32%37.0.0.1/", "http://127.0.0.1/"],
    ["http://127。0。0。1./", "http://127.0.0.1/"],
    ["http://[0:0:0:0:0:ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/"],
  ])("to %s is seen as %s before it is judged", (location, href) => {
    const bytes = Buffer.from(location, "utf8").toString("latin1");
    expect(follow("https://example.org/", bytes)).toEqual({ href });
  });

  it.each([undefined, "http://[::bad", "http://", "https://exa mple.org/"])(
    "to %j has no readable target",
    (location) => {
      expect(nextHop(hopTo("https://example.org/"), location)).toMatchObject({ errorKind: "redirect" });
    },
  );

  it("with two targets has none", () => {
    expect(nextHop(hopTo("https://example.org/"), ["/a", "/b"])).toMatchObject({ errorKind: "redirect" });
  });

  it.each(["file:///etc/passwd", "data:text/plain,x", "javascript:alert(1)", "ftp://example.org/"])(
    "to %s is refused for its scheme",
    (location) => {
      expect(nextHop(hopTo("https://example.org/"), location)).toMatchObject({ errorKind: "scheme" });
    },
  );

  it("never throws and never leads to anything but http and https, whatever the header holds", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc
            .tuple(fc.constantFrom("http://", "//", "ftp:", "/", "https://["), fc.string())
            .map((parts) => parts.join("")),
        ),
        (location) => {
          const reading = nextHop(hopTo("https://example.org/"), location);
          expect(reading.kind === "failed" || /^https?:$/u.test(reading.hop.url.protocol)).toBe(true);
        },
      ),
    );
  });
});

describe("credentials", () => {
  it("stay over a redirect within their origin", () => {
    expect(follow("https://ada:s3cret@example.org/a", "/b", "https://example.org:443/c")).toEqual({
      href: "https://example.org/c",
      authorization: `Basic ${SECRET_PAIR}`,
    });
  });

  it.each(["https://other.example.org/", "https://example.org:8443/", "https://www.example.org/"])(
    "do not follow to %s",
    (location) => {
      expect(follow("https://ada:s3cret@example.org/a", location)).toEqual({ href: location });
    },
  );

  it("do not come back with a redirect that comes back", () => {
    expect(
      follow("https://ada:s3cret@example.org/a", "https://other.example.org/", "https://example.org/b"),
    ).toEqual({
      href: "https://example.org/b",
    });
  });

  it("are not taken from a redirect", () => {
    expect(follow("https://example.org/a", "https://eve:gu3ss@example.org/b")).toEqual({
      href: "https://example.org/b",
    });
  });

  it("forbid a redirect from https to http", () => {
    expect(follow("https://ada:s3cret@example.org/a", "http://example.org/a")).toMatchObject({
      errorKind: "redirect",
    });
    expect(follow("https://example.org/a", "http://example.org/a")).toEqual({ href: "http://example.org/a" });
  });
});
