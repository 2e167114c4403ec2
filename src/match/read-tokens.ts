import { readFolded } from "../text/read-folded.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Tokens } from "./tokens.ts";

/** Reads the words of a text into `tokens`, each with the words of phrases that it can be. */
export function readTokens(text: string, lexicon: Lexicon, tokens: Tokens): void {
  tokens.clear();
  readFolded(text, {
    readWord(surface, start, end) {
      lexicon.lookUp(surface);
      tokens.add(start, end, lexicon.stem, lexicon.prefix);
    },
    readHashtag(surface, { start, end, count }) {
      lexicon.lookUp(surface);
      const { stem, prefix } = lexicon;
      tokens.hashtags.push({ start, end, first: tokens.count - count, count, stem, prefix });
    },
  });
}
