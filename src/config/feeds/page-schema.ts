import { load } from "cheerio/slim";
import type { z } from "zod";
import type { PageSelectors } from "../../model/feed.ts";
import { word } from "../check/formats.ts";
import { strictMap } from "../check/strict-map.ts";

/** Selectors are tried on a page that has nothing to find: those that cannot be read say so. */
const NOWHERE = load("");

const SELECTOR = word({
  expected: "a CSS selector such as article or ul.news > li",
  isValid: isSelector,
});

/** `page:` of a feed. */
export const PAGE: z.ZodType<PageSelectors> = strictMap(
  {
    items: SELECTOR.describe("Each element that it selects is an item"),
    title: SELECTOR.exactOptional().describe("Inside an item; the link's text when left out"),
    link: SELECTOR.exactOptional().describe("Inside an item; its first link when left out"),
    date: SELECTOR.exactOptional().describe("Inside an item"),
    summary: SELECTOR.exactOptional().describe("Inside an item"),
  },
  { expected: "selectors such as { items: article, title: h2, link: a }" },
).describe("How a web page without a feed is read: by CSS selectors");

function isSelector(text: string): boolean {
  if (text.trim() === "" || text.length > 1000) return false;
  try {
    NOWHERE(text);
    return true;
  } catch {
    return false; // What is wrong with it, the parser says in its own words; the place is enough.
  }
}
