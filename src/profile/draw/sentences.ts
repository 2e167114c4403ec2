import { foldWord } from "../../text/fold.ts";
import { stem } from "../../text/stem.ts";
import { readWords } from "../../text/tokens.ts";
import type { CleanDocument } from "../clean/document.ts";

/** One word of a sentence, in every form that drawing looks at. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly raw: string;
  readonly folded: string;
  readonly stem: string;
  /** Whether it begins with a capital that a sentence's beginning or a headline does not ask for. */
  readonly isName: boolean;
  readonly isCapital: boolean;
  /** Whether only a space, an apostrophe or a hyphen parts it from the word before. */
  readonly isJoined: boolean;
}

/** What stands between two ends of sentences. */
export interface Sentence {
  /** The place of its document among those at hand. */
  readonly document: number;
  readonly text: string;
  readonly words: readonly Word[];
  /** Whether it is the headline, or what the document begins with. */
  readonly isLead: boolean;
}

/** After these a full stop ends no sentence. */
const SHORT_FORMS = /(?:^|[\s(«“"])(?:\p{Lu}|MM?|Mme|Mlle|Dr|Pr|Mr|Mrs|Ms|St|vs|etc|art|no|cf)\.$/u;
/** More characters than such a form has with its full stop and what stands before it. */
const SHORT_FORM = 8;
const END = /(?<=[.!?…][»”"’)\]]{0,2})\s+(?=[«“"‘([]?\s?[\p{Lu}\p{N}])/gu;

/** The sentences of a document; a line ends the one that stands in it. */
export function readSentences({ title, kept }: CleanDocument, document: number): readonly Sentence[] {
  const lines = [...(title === undefined ? [] : [title]), ...kept.map(({ text }) => text)];
  // A title stands on top of the text too, and an article may print a sentence twice: what is said once counts once.
  const texts = new Set(lines.flatMap(cut));
  return [...texts].map((text, index) => ({ document, text, words: wordsOf(text), isLead: index === 0 }));
}

function cut(line: string): readonly string[] {
  const sentences: string[] = [];
  let from = 0;
  for (const { index } of line.matchAll(END)) {
    if (SHORT_FORMS.test(line.slice(Math.max(from, index - SHORT_FORM), index))) continue;
    sentences.push(line.slice(from, index));
    from = index;
  }
  return [...sentences, line.slice(from)]
    .map((each) => each.trim().replaceAll(/\s+/gu, " "))
    .filter((each) => each !== "");
}

const JOINT = /^(?:[ \u{a0}\u{202f}]|['’ʼ‘]|[-\u{2010}\u{2011}])$/u;
/** In a headline in Title Case, capitals say nothing. */
const TITLE_CASE = 0.7;

function wordsOf(text: string): readonly Word[] {
  const { starts, ends } = readWords(text);
  const raws = starts.map((start, index) => text.slice(start, ends[index]));
  const long = raws.filter((raw) => raw.length >= 4);
  const trusted = long.filter(isCapital).length < TITLE_CASE * long.length || long.length < 3;
  return raws.map((raw, index) => {
    const start = starts[index] ?? 0;
    const folded = foldWord(raw);
    const gap = text.slice(ends[index - 1] ?? 0, start);
    const opens = index === 0 || /[.!?:«“"…–—]\s?$/u.test(gap);
    const allCapitals = /^(?=(?:\p{N}*\p{Lu}){2})[\p{Lu}\p{N}.]+$/u.test(raw);
    return {
      start,
      end: ends[index] ?? start,
      raw,
      folded,
      stem: stem(folded),
      isCapital: isCapital(raw),
      isName: trusted && (allCapitals || (isCapital(raw) && !opens)),
      isJoined: index > 0 && JOINT.test(gap),
    };
  });
}

function isCapital(raw: string): boolean {
  return /^\p{Lu}/u.test(raw);
}
