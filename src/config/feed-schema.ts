import { z } from "zod";
import type { FirstPoll } from "../model/feed.ts";
import { DAY, SECOND } from "../model/time.ts";
import { duration, ID, someText, word } from "./formats.ts";
import { strictMap } from "./strict-map.ts";

/** A feed as the file has it; its id and its name may have to be derived. */
export interface FeedEntry {
  readonly url: string;
  readonly id?: string;
  readonly name?: string;
  readonly language?: string;
  readonly every?: number;
  readonly tags: readonly string[];
  readonly "first-poll": FirstPoll;
}

const NEWEST = /^newest ([1-9]\d{0,2})$/u;

const FIRST_POLL: z.ZodType<FirstPoll, string> = word({
  expected: '"silent", "alert" or "newest 3"',
  isValid: (text) => text === "silent" || text === "alert" || NEWEST.test(text),
}).transform((text): FirstPoll => {
  const [, count] = NEWEST.exec(text) ?? [];
  if (count !== undefined) return { kind: "newest", count: Number(count) };
  return { kind: text === "alert" ? "alert" : "silent" };
});

export const FEED: z.ZodType<FeedEntry> = strictMap(
  {
    url: word({
      expected: "an address that begins with https:// or http://",
      isValid: isHttpUrl,
      suggest: (text) => (/^[\w-]+(?:\.[\w-]+)+(?:\/\S*)?$/u.test(text) ? `https://${text}` : undefined),
    }).describe("The feed's address"),
    name: someText("the name that readers see").exactOptional().describe("The name that readers see"),
    id: ID.exactOptional().describe("Stays when name or address change; made from the name when left out"),
    every: duration(SECOND, 30 * DAY)
      .exactOptional()
      .describe("How often this feed is read, whatever it says"),
    language: word({
      expected: "a language in two or three letters, such as fr or en",
      isValid: (text) => /^[a-z]{2,3}$/u.test(text),
      suggest: (text) => /^[a-z]{2,3}(?=[-_])/u.exec(text.toLowerCase())?.[0],
    })
      .exactOptional()
      .describe("What the feed is written in"),
    tags: z.array(someText("a word")).prefault([]).describe("Words to group feeds by"),
    "first-poll": FIRST_POLL.prefault("silent").describe(
      "What the first reading does with what it finds: silent, alert, or newest 3",
    ),
  },
  ["headers", "auth", "page", "full-text", "trust"],
);

/** The list, each of its entries to be checked on its own. */
export const FEED_LIST: z.ZodType<{ readonly feeds: readonly unknown[] }> = strictMap({
  feeds: z.array(z.unknown(), { error: "expected a list of feeds, each beginning with - url:" }),
});

function isHttpUrl(text: string): boolean {
  return /^https?:\/\/[^\s\\]+$/iu.test(text) && URL.canParse(text) && text.length <= 4096;
}
