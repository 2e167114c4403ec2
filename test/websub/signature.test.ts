import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSigned } from "../../src/websub/signature.ts";

const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const sign = (method: string, bytes: Uint8Array, key: string): string =>
  `${method}=${createHmac(method, key).update(bytes).digest("hex")}`;

describe("a signature", () => {
  // RFC 2202 and RFC 4231, test case 2.
  it.each([
    ["sha1", "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"],
    ["sha256", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"],
    [
      "sha384",
      "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649",
    ],
    [
      "sha512",
      "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
    ],
  ])("by %s holds as its standard says", (method, digest) => {
    const body = text("what do ya want for nothing?");
    expect(isSigned(body, `${method}=${digest}`, "Jefe")).toBe(true);
    expect(isSigned(body, ` ${method.toUpperCase()}=${digest.toUpperCase()} `, "Jefe")).toBe(true);
    expect(isSigned(body, `${method}=${digest}`, "jefe")).toBe(false);
  });

  it.each([
    ["none at all", undefined],
    ["an empty one", ""],
    ["one without a method", createHmac("sha256", "key").update("body").digest("hex")],
    ["a method that is broken", sign("md5", text("body"), "key")],
    ["a method that is none", "none="],
    ["half a digest", sign("sha256", text("body"), "key").slice(0, 40)],
    ["the digest of another method", sign("sha1", text("body"), "key").replace("sha1", "sha256")],
    ["two at once", `${sign("sha256", text("body"), "key")}, ${sign("sha1", text("body"), "key")}`],
    ["a digest that is no hexadecimal", `sha256=${"z".repeat(64)}`],
  ])("does not hold: %s", (_what, header) => {
    expect(isSigned(text("body"), header, "key")).toBe(false);
  });

  it("holds for no other body than the one signed, be it by one bit", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 200 }),
        fc.nat(),
        fc.integer({ min: 0, max: 7 }),
        (body, at, bit) => {
          const header = sign("sha256", body, "key");
          const other = Uint8Array.from(body);
          other[at % body.length] = (body[at % body.length] ?? 0) ^ (1 << bit);
          expect(isSigned(body, header, "key")).toBe(true);
          expect(isSigned(other, header, "key")).toBe(false);
        },
      ),
    );
  });
});
