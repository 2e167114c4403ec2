import type { Line } from "./line.ts";
import { proseBefore, sortLines, type Sorted } from "./sorting.ts";

/** The announcement of another text or of a newsletter is shorter than most paragraphs. */
const PARAGRAPH_WORDS = 15;
const SUBHEADING_WORDS = 3;
/** Past so much of the prose, single paragraphs between headlines are announcements. */
const LATE = 0.6;

/**
 * Drops boxes: the heading («Related articles», «Newsletter») and what follows it, until the article goes on. It goes
 * on with a paragraph behind which comes another sentence; announcements have headlines between them.
 */
export function dropBoxes(lines: readonly Line[]): Sorted {
  const prose = proseBefore(lines);
  const tail = tailsOf(lines);
  const isLate = (index: number): boolean => (prose[index] ?? 0) >= (prose.at(-1) ?? 0) * LATE;
  let box: { readonly heading: Line; readonly end: number } | undefined;
  return sortLines(lines, (line, index) => {
    if (box !== undefined && index >= box.end) box = undefined;
    if (box === undefined && line.heading?.kind === "boxes") {
      box = { heading: line, end: endOf(index, { lines, tail, isLate: isLate(index) }) };
    }
    if (box === undefined) return undefined;
    return { reason: "box", detail: `«${box.heading.heading?.marker}», line ${box.heading.number}` };
  });
}

interface Tail {
  /** Where the first paragraph stands that another sentence follows. */
  readonly text: number | undefined;
  /** Where the first paragraph stands, and how many there are. */
  readonly first: number | undefined;
  readonly paragraphs: number;
}

const NOTHING: Tail = { text: undefined, first: undefined, paragraphs: 0 };

/** What follows from each line on. */
function tailsOf(lines: readonly Line[]): readonly Tail[] {
  const tails: Tail[] = [];
  let text: number | undefined;
  let first: number | undefined;
  let paragraphs = 0;
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    if (isParagraph(lines[index])) {
      if (isSentence(lines[index + 1])) text = index;
      first = index;
      paragraphs += 1;
    }
    tails[index] = { text, first, paragraphs };
  }
  return tails;
}

interface Place {
  readonly lines: readonly Line[];
  readonly tail: readonly Tail[];
  readonly isLate: boolean;
}

/** Where the box ends whose heading stands at `heading`. */
function endOf(heading: number, { lines, tail, isLate }: Place): number {
  const { text, first, paragraphs } = tail[heading + 1] ?? NOTHING;
  if (text !== undefined) return withSentencesAbove(lines, text, heading);
  if (first === undefined) return lines.length;
  const isAnnounced = isLate && (paragraphs > 1 || first === heading + 1);
  return isAnnounced ? lines.length : withSentencesAbove(lines, first, heading);
}

/**
 * Sentences above a paragraph belong to it, unless they reach up to the box's heading: then they are the box's. So does
 * a subheading, which is shorter than the headlines of others.
 */
function withSentencesAbove(lines: readonly Line[], paragraph: number, heading: number): number {
  let start = paragraph;
  while (start - 1 > heading && isSentence(lines[start - 1])) start -= 1;
  if (start - 1 === heading) return paragraph;
  return start - 2 > heading && isSubheading(lines[start - 1]) ? start - 1 : start;
}

function isParagraph(line: Line | undefined): boolean {
  return line !== undefined && line.isProse && line.words.length >= PARAGRAPH_WORDS;
}

function isSentence(line: Line | undefined): boolean {
  return (
    line !== undefined && line.isSentence && line.heading === undefined && line.phrases?.isWhole !== true
  );
}

function isSubheading(line: Line | undefined): boolean {
  return (
    line !== undefined &&
    line.heading === undefined &&
    line.phrases === undefined &&
    line.words.length <= SUBHEADING_WORDS
  );
}
