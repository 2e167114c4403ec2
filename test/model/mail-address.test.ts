import { describe, expect, it } from "vitest";
import { domainOf, isMailAddress } from "../../src/model/mail-address.ts";

describe("a mail address", () => {
  it.each([
    "ada@example.org",
    "a.da+news@mail.example.org",
    "o'neil@example.org",
    "root@localhost",
    `${"l".repeat(64)}@example.org`,
    "ada@xn--exmple-cua.example",
  ])("%s is one", (text) => {
    expect(isMailAddress(text)).toBe(true);
  });

  it.each([
    ["a second command", "ada@x\r\nRCPT TO:<z@x>"],
    ["a line end", "ada@example.org\n"],
    ["a lone return", "ada@example.org\r"],
    ["a second address", "ada@example.org,zoe@example.org"],
    ["a semicolon", "ada@example.org;zoe@example.org"],
    ["angle brackets", "<ada@example.org>"],
    ["a display name", "Ada <ada@example.org>"],
    ["a space", "ada lovelace@example.org"],
    ["quotes", '"ada@evil"@example.org'],
    ["a comment", "ada(z@x)@example.org"],
    ["a route", "@relay.example.org:ada@example.org"],
    ["two at signs", "ada@evil@example.org"],
    ["an address literal", "ada@[127.0.0.1]"],
    ["a double dot", "ada..l@example.org"],
    ["a leading dot", ".ada@example.org"],
    ["an empty label", "ada@example..org"],
    ["a label that begins with a dash", "ada@-example.org"],
    ["no domain", "ada@"],
    ["no local part", "@example.org"],
    ["no at sign", "ada"],
    ["nothing", ""],
    ["a NUL", "ada\0@example.org"],
    ["another script", "ada@exämple.org"],
    ["a local part too long", `${"l".repeat(65)}@example.org`],
    ["too long altogether", `ada@${"example.".repeat(40)}org`],
  ])("%s is refused", (_what, text) => {
    expect(isMailAddress(text)).toBe(false);
  });

  it("has a domain, read in small letters", () => {
    expect(domainOf("ada@Example.ORG")).toBe("example.org");
  });
});
