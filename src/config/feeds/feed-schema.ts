import { z } from "zod";
import type { FirstPoll, PageSelectors } from "../../model/feed.ts";
import { DAY, SECOND } from "../../model/time.ts";
import { duration, ID, someText, word } from "../check/formats.ts";
import { PAGE } from "./page-schema.ts";
import { REQUEST_KEYS, type RequestEntry } from "./request-schema.ts";
import { strictMap } from "../check/strict-map.ts";

/** A feed as the file has it; its id and its name may have to be derived. */
export interface FeedEntry extends RequestEntry {
  readonly url: string;
  readonly id?: string;
  readonly name?: string;
  readonly language?: string;
  readonly every?: number;
  readonly tags: readonly string[];
  readonly "first-poll": FirstPoll;
  readonly page?: PageSelectors;
}

const NEWEST = /^newest ([1-9]\d{0,2})$/u;

const FIRST_POLL: z.ZodType<FirstPoll, string> = word({
  expected: '"silent", "alert" or "newest 3"',
  isValid: (text) => text === "silent" || text === "alert" || NEWEST.test(text),
}).transform((text): FirstPoll => {
  const [, count] = NEWEST.exec(text) ?? [];
  if (count !== undefined) return { kind: "newest", count: Number(count) };
  return text === "alert" ? ALERT : SILENT;
});

// One for all feeds: a list may hold a hundred thousand.
const SILENT: FirstPoll = { kind: "silent" };
const ALERT: FirstPoll = { kind: "alert" };

const ADDRESS = word({
  expected: "an address that begins with https:// or http://",
  isValid: isHttpUrl,
  suggest: (text) => (/^[\w-]+(?:\.[\w-]+)+(?:\/\S*)?$/u.test(text) ? `https://${text}` : undefined),
});

export const FEED: z.ZodType<FeedEntry> = strictMap(
  {
    url: ADDRESS.describe("The feed's address"),
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
    page: PAGE.exactOptional(),
    headers: REQUEST_KEYS.headers.exactOptional(),
    auth: REQUEST_KEYS.auth.exactOptional(),
    cookie: REQUEST_KEYS.cookie.exactOptional(),
    "user-agent": REQUEST_KEYS["user-agent"].exactOptional(),
    proxy: REQUEST_KEYS.proxy.exactOptional(),
    ca: REQUEST_KEYS.ca.exactOptional(),
  },
  { expected: "a feed such as - url: https://example.org/feed" },
);

/** What tells a feed from the others. It can be compared with them even when the entry has faults elsewhere. */
export type FeedIdentity = Pick<FeedEntry, "url" | "id" | "name">;

export const FEED_IDENTITY: z.ZodType<FeedIdentity> = z.object({
  url: ADDRESS,
  id: ID.exactOptional(),
  name: z.string().exactOptional(),
});

const NO_LIST = "expected a list of feeds, each beginning with - url:";

/** The list alone: each of its entries is checked on its own. */
export const FEED_LIST: z.ZodType<object> = strictMap({ feeds: z.array(z.unknown(), { error: NO_LIST }) });

/** The whole of `feeds.yaml`. */
export const FEED_FILE: z.ZodType<object> = strictMap({
  feeds: z.array(FEED).describe("The sources that are read"),
});

function isHttpUrl(text: string): boolean {
  return /^https?:\/\/[^\s\\]+$/iu.test(text) && URL.canParse(text) && text.length <= 4096;
}
