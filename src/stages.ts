import { compile } from "./match/compile.ts";
import { matchItem } from "./match/score.ts";
import { readFeed } from "./parse/read-feed.ts";
import { detectLanguage } from "./text/language.ts";

/** The pure stages on their own, for commands that run one of them and need no app. */
export const STAGES: {
  readonly readFeed: typeof readFeed;
  readonly compile: typeof compile;
  readonly matchItem: typeof matchItem;
  readonly detectLanguage: typeof detectLanguage;
} = { readFeed, compile, matchItem, detectLanguage };
