import { foldText } from "../../text/fold.ts";
import type { MarkerIndex } from "./marker-index.ts";
import { sentencesOf } from "./split-sentences.ts";

/** What of a line pages say of themselves, and what not, in the order of the line. */
export interface MarkedParts {
  /** Of the first phrase. */
  readonly marker: string;
  readonly parts: readonly { readonly text: string; readonly marker?: string }[];
  /** So much of the line is such phrases that the rest goes with them. */
  readonly isWhole: boolean;
}

/** So much of a line takes the rest with it; less of a short line that begins with it, as banners do. */
const WHOLE = 0.6;
const BANNER = { mostWords: 30, share: 0.4 };

/** Looks for phrases of pages in a line of these words; nothing when there are none. */
export function marked(
  text: string,
  words: readonly string[],
  markers: MarkerIndex,
): MarkedParts | undefined {
  const first = markers.phrase(words);
  if (first === undefined) return undefined;
  let inPhrases = 0;
  const parts = sentencesOf(text).map((sentence) => {
    const folded = foldText(sentence).split(" ");
    const marker = markers.phrase(folded);
    if (marker === undefined) return { text: sentence };
    inPhrases += folded.length;
    return { text: sentence, marker };
  });
  const isBanner = words.length <= BANNER.mostWords && parts[0]?.marker !== undefined;
  const share = isBanner ? BANNER.share : WHOLE;
  return { marker: first, parts, isWhole: inPhrases === 0 || inPhrases >= words.length * share };
}
