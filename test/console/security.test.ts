import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isOwnHost } from "../../src/console/security.ts";

describe("a console on the loopback address", () => {
  it.each(["localhost", "LOCALHOST:8460", "127.0.0.1:8460", "127.1.2.3", "[::1]:8460"])(
    "answers to %s",
    (host) => {
      expect(isOwnHost(host, "127.0.0.1")).toBe(true);
    },
  );

  it.each([
    "",
    "evil.example",
    "localhost.evil.example",
    "evil.example:127.0.0.1",
    "127.0.0.1.evil.example",
    "evil.example#localhost",
    "user@localhost",
    "localhost:8460:8460",
    "localhost:",
    "192.0.2.7:8460",
    "[2001:db8::1]:8460",
  ])("does not answer to «%s»", (host) => {
    expect(isOwnHost(host, "127.0.0.1")).toBe(false);
  });
});

describe("a console on another address", () => {
  it("answers to the name it was given", () => {
    expect(isOwnHost("vigie.example.org:8460", "Vigie.example.org")).toBe(true);
    expect(isOwnHost("[2001:db8::1]:8460", "2001:db8::1")).toBe(true);
    expect(isOwnHost("192.0.2.7", "192.0.2.7")).toBe(true);
    expect(isOwnHost("192.0.2.8", "192.0.2.7")).toBe(false);
  });

  it.each(["0.0.0.0", "::"])(
    "that is every address (%s) answers to any address, and to no name",
    (everywhere) => {
      expect(isOwnHost("192.0.2.7:8460", everywhere)).toBe(true);
      expect(isOwnHost("[2001:db8::1]", everywhere)).toBe(true);
      expect(isOwnHost("localhost", everywhere)).toBe(true);
      expect(isOwnHost("evil.example", everywhere)).toBe(false);
    },
  );
});

it("no name that a stranger can own is ever taken for this console", () => {
  const listenHosts = fc.constantFrom("127.0.0.1", "0.0.0.0", "::", "::1", "localhost");
  fc.assert(
    fc.property(fc.domain(), listenHosts, fc.nat(65_535), (domain, listenHost, port) => {
      expect(isOwnHost(`${domain}:${port}`, listenHost)).toBe(false);
    }),
  );
});
