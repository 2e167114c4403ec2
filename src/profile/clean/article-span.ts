import { foldText } from "../../text/fold.ts";
import type { Line } from "./line.ts";
import { sortLines, type Sorted } from "./sorting.ts";

/** A headline has so many words, or so few. */
const HEADLINE = { least: 3, most: 30 };
/** Between the headline and the text: a sentence, or a line so long, is the article's; the rest names authors and hours. */
const STANDFIRST_WORDS = 8;
const SENTENCE_WORDS = 2;
/** A sentence may end an article behind one more subheading if it is no shorter. */
const LAST_SENTENCE = 6;
const BULLET = /^(?:[-–—•*·▪]|\p{N}{1,2}[.)])\s/u;

export interface Span extends Sorted {
  readonly title: string | undefined;
}

/** What tells where the article begins, besides its lines. */
interface Known {
  /** As the document's markup says. */
  readonly title: string | undefined;
  /** Lines that the page said again. */
  readonly echoed: ReadonlySet<number>;
}

/**
 * Drops the short lines around the article: above its headline, between that and the text, below its last sentence.
 * Between its first and its last paragraph all is kept. Without any paragraph, everything is.
 */
export function dropSurroundings(lines: readonly Line[], { title, echoed }: Known): Span {
  const first = lines.findIndex(({ isProse }) => isProse);
  if (first === -1) return { kept: lines, dropped: [], title };
  const headline = headlineOf(lines.slice(0, first + 1), title, echoed);
  const last = lastLine(lines);
  const sorted = sortLines(lines, (line, index) => {
    if (headline !== undefined && index < headline)
      return { reason: "too-short", detail: "above the headline" };
    if (index < first && index !== headline && !isStandfirst(line, headline !== undefined)) {
      return { reason: "too-short", detail: "above the text" };
    }
    return index > last ? { reason: "too-short", detail: "below the text" } : undefined;
  });
  return { ...sorted, title: title ?? (headline === undefined ? undefined : lines[headline]?.text) };
}

/** The line that the markup names; else the one that the page repeats; else the longest above the text. */
function headlineOf(
  above: readonly Line[],
  title: string | undefined,
  echoed: ReadonlySet<number>,
): number | undefined {
  if (title !== undefined) {
    const words = foldText(title);
    const named = above.findIndex((line) => line.words.join(" ") === words);
    return named === -1 ? undefined : named;
  }
  let best: number | undefined;
  const rank = (index: number | undefined): number => {
    const line = index === undefined ? undefined : above[index];
    return line === undefined ? -1 : line.words.length + (echoed.has(line.number) ? HEADLINE.most : 0);
  };
  for (const [index, line] of above.entries()) {
    if (index < above.length - 1 && couldBeHeadline(line) && rank(index) > rank(best)) best = index;
  }
  return best;
}

function couldBeHeadline({ text, words, phrases }: Line): boolean {
  const { length } = words;
  return (
    length >= HEADLINE.least && length <= HEADLINE.most && phrases === undefined && !/[.:;,]$/u.test(text)
  );
}

function isStandfirst(line: Line, isBelowHeadline: boolean): boolean {
  if (line.isSentence) return line.words.length >= SENTENCE_WORDS;
  return isBelowHeadline && line.words.length >= STANDFIRST_WORDS;
}

/** The last paragraph, the short sentences behind it and the points of a list that they announce. */
function lastLine(lines: readonly Line[]): number {
  let last = lines.findLastIndex(({ isProse }) => isProse);
  for (;;) {
    if (isSentence(lines[last + 1], SENTENCE_WORDS) || isPoint(lines, last + 1)) last += 1;
    else if (lines[last + 1] !== undefined && isSentence(lines[last + 2], LAST_SENTENCE)) last += 2;
    else return last;
  }
}

function isSentence(line: Line | undefined, least: number): boolean {
  return line !== undefined && line.isSentence && line.words.length >= least;
}

function isPoint(lines: readonly Line[], index: number): boolean {
  const line = lines[index];
  const above = lines[index - 1];
  if (line === undefined || above === undefined || !BULLET.test(line.text)) return false;
  return above.text.endsWith(":") || BULLET.test(above.text);
}
