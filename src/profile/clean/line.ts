import { foldText } from "../../text/fold.ts";
import type { Heading, MarkerIndex } from "./marker-index.ts";
import { marked, type MarkedParts } from "./page-phrases.ts";

/** What the rules ask of a line. */
export interface Line {
  /** Counted from 1 in the source's text. */
  readonly number: number;
  /** Without white space around it; never empty. */
  readonly text: string;
  /** Folded. */
  readonly words: readonly string[];
  /** It ends as sentences do, or as lines of a sentence that goes on do. */
  readonly isSentence: boolean;
  /** It is a paragraph, or a line of one, as only texts have them; nothing that pages say of themselves. */
  readonly isProse: boolean;
  readonly heading?: Heading;
  /** What pages say of themselves in it. */
  readonly phrases?: MarkedParts;
}

/** Fewer words make a headline, a caption or a button. */
const PROSE_WORDS = 12;
/** So many make a paragraph, whatever it ends with. */
const SURELY_PROSE = 30;
const SENTENCE_END = /[.!?…。！？:;,»”"’](?:\s*[)\]»”"'’*]|\[\d+\])*$/u;
/** Brackets, quotation marks and notes behind a sentence are fewer; to look for its end in all of a line takes quadratic time. */
const LONGEST_END = 100;
/** A list of links ends with one; so do texts that were cut short, which are announcements of others. */
const CUT_SHORT = /(?:\.\.\.|…|\[…\]|\(\.\.\.\)|\(…\)|\[\.\.\.\])$/u;

/** What a line of a wrapped text has from the paragraph that it is a line of. */
export interface Paragraph {
  readonly isSentence: boolean;
  /** How many words it has. */
  readonly length: number;
}

/** Reads a paragraph, once for all of its lines. */
export function readParagraph(text: string): Paragraph {
  return { isSentence: endsAsSentence(text), length: wordsOf(text).length };
}

/** Reads a line of which something can be seen. `paragraph` is what it is a line of, if its text is wrapped. */
export function readLine(number: number, text: string, markers: MarkerIndex, paragraph?: Paragraph): Line {
  const words = wordsOf(text);
  const heading = markers.heading(words);
  const phrases = marked(text, words, markers);
  const { isSentence, length } = paragraph ?? { isSentence: endsAsSentence(text), length: words.length };
  const isProse =
    heading === undefined &&
    phrases?.isWhole !== true &&
    ((isSentence && length >= PROSE_WORDS) || length >= SURELY_PROSE);
  return {
    number,
    text,
    words,
    isSentence,
    isProse,
    ...(heading === undefined ? {} : { heading }),
    ...(phrases === undefined ? {} : { phrases }),
  };
}

/** Whether readers would take it for a title that was cut to fit. */
export function isCutShort(text: string): boolean {
  return CUT_SHORT.test(text);
}

function endsAsSentence(text: string): boolean {
  return SENTENCE_END.test(text.slice(-LONGEST_END));
}

function wordsOf(text: string): readonly string[] {
  const folded = foldText(text);
  return folded === "" ? [] : folded.split(" ");
}
