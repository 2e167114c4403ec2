import { describe, expect, it } from "vitest";
import type { Item } from "../../src/model/item.ts";
import { storyOf } from "../../src/story/story-of.ts";

const NOW = Date.UTC(2026, 2, 2, 12);

function aStory(item: Partial<Item>): string {
  const valid = { id: "1", feedId: "f", source: "F", title: "T", firstSeenAt: NOW, categories: [] };
  return storyOf({ ...valid, ...item }, ["utm_*"]).id;
}

describe("two items tell one story", () => {
  it("when they link to the same page, whatever the address says of where the click came from", () => {
    expect(aStory({ id: "1", link: "https://www.example.org/a?utm_source=x" })).toBe(
      aStory({ id: "2", feedId: "g", link: "http://example.org/a/" }),
    );
  });

  it("and two when the page is used again on another day", () => {
    const link = "https://example.org/press-review";
    expect(aStory({ link, published: Date.UTC(2026, 2, 1) })).not.toBe(
      aStory({ link, published: Date.UTC(2026, 2, 2) }),
    );
  });

  it("and two when they link to a home page, or nowhere", () => {
    const link = "https://example.org/";
    expect(aStory({ id: "1", link })).not.toBe(aStory({ id: "2", link }));
    expect(aStory({ id: "1" })).not.toBe(aStory({ id: "2" }));
  });
});
