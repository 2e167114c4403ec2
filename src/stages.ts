import type { compile } from "./match/compile.ts";
import type { matchItem } from "./match/score.ts";
import type { decode } from "./parse/bytes/decode.ts";
import type { readFeed } from "./parse/read-feed.ts";
import type { languageOf } from "./text/language.ts";

export interface MatchingStage {
  readonly compile: typeof compile;
  readonly matchItem: typeof matchItem;
  readonly languageOf: typeof languageOf;
}

/** The pure stages on their own, each loaded when a command that needs no app asks for it. */
export const STAGES: {
  parse(): Promise<{ readonly readFeed: typeof readFeed }>;
  match(): Promise<MatchingStage>;
  decode(): Promise<{ readonly decode: typeof decode }>;
} = {
  parse: async () => await import("./parse/read-feed.ts"),
  match: async () => ({
    ...(await import("./match/compile.ts")),
    ...(await import("./match/score.ts")),
    ...(await import("./text/language.ts")),
  }),
  decode: async () => await import("./parse/bytes/decode.ts"),
};
