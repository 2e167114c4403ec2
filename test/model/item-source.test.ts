import { describe, expect, test } from "vitest";
import { comesFrom } from "../../src/model/item-source.ts";

const item = {
  title: "",
  feedId: "le-quai",
  source: "Le Quai du Nord",
  link: "https://actu.example.org/2026/grue",
};

describe("an item comes from", () => {
  test.each(["le-quai", "LE-QUAI", "le quai du nord", "example.org", "actu.example.org", "Example.ORG"])(
    "%s",
    (name) => expect(comesFrom(item, name)).toBe(true),
  );

  test.each(["quai", "org", "ample.org", "www.actu.example.org", "example.org.evil.example", ""])(
    "no %s",
    (name) => expect(comesFrom(item, name)).toBe(false),
  );

  test("the domain that it names as its source", () => {
    expect(comesFrom({ title: "", source: "news.example.org" }, "example.org")).toBe(true);
  });

  test("nowhere when its address is none", () => {
    expect(comesFrom({ title: "", link: "no address" }, "example.org")).toBe(false);
  });
});
