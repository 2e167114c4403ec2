import type { ParsedFeed } from "../../model/feed.ts";
import { type Element, firstText } from "../markup/element.ts";
import { languageOf } from "./field-values.ts";
import { linkedPage } from "./linked-page.ts";
import { pushLinkIn } from "./push-link.ts";
import { bodyIn, titleIn } from "./read-entry.ts";
import type { Dialect } from "../prose/rich-text.ts";
import { hintsIn } from "./wishes.ts";

const DESCRIPTIONS = [
  "description",
  "subtitle",
  "tagline",
  "atom:subtitle",
  "abstract",
  "dc:description",
  "itunes:summary",
  "itunes:subtitle",
];
const LANGUAGES = ["language", "dc:language"];

/** What a feed says of itself. */
export type FeedHead = Omit<ParsedFeed, "format" | "entries" | "partial" | "unclosed">;

/** Reads what is in no entry of a feed document: absent fields are absent. */
export function feedHead(header: Element, dialect: Dialect): FeedHead {
  const title = titleIn(header, dialect);
  const link = linkedPage(header, dialect);
  const language = languageOf(firstText(header, LANGUAGES)) ?? languageOf(header.attributes["xml:lang"]);
  const description = bodyIn(header, DESCRIPTIONS, dialect);
  const hints = hintsIn(header);
  const push = pushLinkIn(header);
  return {
    ...(title === undefined ? {} : { title }),
    ...(link === undefined ? {} : { link }),
    ...(language === undefined ? {} : { language }),
    ...(description === undefined ? {} : { description }),
    ...(hints === undefined ? {} : { hints }),
    ...(push === undefined ? {} : { push }),
  };
}
