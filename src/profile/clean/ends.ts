import type { Line } from "./line.ts";
import { proseBefore, sortLines, type Sorted } from "./sorting.ts";

/** An article is at least so much of its page's prose when the heading of the comments comes. */
const LEAST_SHARE = 0.3;
/** So many words of prose are an article, however long the comments are, if it is comments that follow. */
const AN_ARTICLE = 60;
const A_THREAD = 2;
/** The line that says who wrote a comment and when. */
const DATELINE_WORDS = 12;
const NAME_WORDS = 5;
/** How many lines a comment has between its date, or its author, and its button. */
const DATE_REACH = 8;
const NAME_REACH = 3;
const DIGIT = /\p{N}/u;
const HOUR = /\b\d{1,2}\s?[:hH]\s?\d{2}\b/u;

/**
 * Drops the comments and what stands below them: from their heading on, or from the first of the comments when they
 * have none. A heading above the article, such as a link down to the comments, ends nothing.
 */
export function dropAfterTheEnd(lines: readonly Line[]): Sorted {
  const prose = proseBefore(lines);
  const all = prose.at(-1) ?? 0;
  const signs = signsFrom(lines);
  const isEnd = (index: number): boolean => {
    const before = prose[index] ?? 0;
    if (before === 0) return false;
    // Comments are many of one form.
    const isThread = (signs[index + 1] ?? 0) >= A_THREAD;
    return before >= all * LEAST_SHARE || (before >= AN_ARTICLE && isThread);
  };
  const headings = lines.flatMap(({ heading }, index) => (heading?.kind === "ends" ? [index] : []));
  const heading = headings.find(isEnd);
  const thread = threadStart(lines, repliesIn(lines));
  const end = Math.min(
    heading ?? lines.length,
    thread !== undefined && isEnd(thread) ? thread : lines.length,
  );
  const begun = lines[end];
  if (begun === undefined) return { kept: lines, dropped: [] };
  const detail =
    begun.heading === undefined
      ? "a thread of comments"
      : `below «${begun.heading.marker}», line ${begun.number}`;
  return sortLines(lines, (_, index) => (index < end ? undefined : { reason: "after-the-end", detail }));
}

/** How many signs of comments stand from each line on: dates, buttons, the same short line again. */
function signsFrom(lines: readonly Line[]): readonly number[] {
  const signs: number[] = [];
  // Short lines by what they say, from the last on; whether another line like that one would be the sign.
  const below = new Map<string, boolean>();
  let count = 0;
  for (const [index, line] of [...lines.entries()].toReversed()) {
    const isSign = line.heading?.kind === "replies" || isDateline(line);
    const words = line.words.join(" ");
    // The second of two like lines is the sign: from the first of them on there is one more.
    if (below.get(words) === true) count += 1;
    if (isSign) count += 1;
    below.set(words, !isSign && isName(line));
    signs[index] = count;
  }
  return signs;
}

/**
 * The buttons below the comments. Where no list names them they are told by their form: the same few words again and
 * again, each time below a line with an hour.
 */
function repliesIn(lines: readonly Line[]): readonly number[] {
  const named = lines.flatMap(({ heading }, index) => (heading?.kind === "replies" ? [index] : []));
  return named.length >= A_THREAD ? named : unnamedButtons(lines);
}

function unnamedButtons(lines: readonly Line[]): readonly number[] {
  const buttons = new Map<string, number[]>();
  let hour = -Infinity;
  for (const [index, line] of lines.entries()) {
    if (isDateline(line) && HOUR.test(line.text)) hour = index;
    else if (isName(line) && index - hour <= DATE_REACH && lines[index - 1]?.isSentence === true) {
      const words = line.words.join(" ");
      const places = buttons.get(words);
      if (places === undefined) buttons.set(words, [index]);
      else places.push(index);
      // One button for each hour.
      hour = -Infinity;
    }
  }
  return [...buttons.values()].find(({ length }) => length >= A_THREAD) ?? [];
}

/**
 * Where the first comment begins whose button is the first of `replies`: at its author and date, if they stand near;
 * at the button itself if not, since what is above may be the article.
 */
function threadStart(lines: readonly Line[], replies: readonly number[]): number | undefined {
  const [first] = replies;
  if (first === undefined || replies.length < A_THREAD) return undefined;
  const dated = nearestAbove(lines, first, { reach: DATE_REACH, isIt: isDateline });
  if (dated !== undefined) return isName(lines[dated - 1]) ? dated - 1 : dated;
  return nearestAbove(lines, first, { reach: NAME_REACH, isIt: isName }) ?? first;
}

function nearestAbove(
  lines: readonly Line[],
  below: number,
  { reach, isIt }: { readonly reach: number; readonly isIt: (line: Line | undefined) => boolean },
): number | undefined {
  for (let index = below - 1; index >= Math.max(0, below - reach); index -= 1) {
    if (isIt(lines[index])) return index;
  }
  return undefined;
}

function isDateline(line: Line | undefined): boolean {
  return (
    line !== undefined && !line.isSentence && line.words.length <= DATELINE_WORDS && DIGIT.test(line.text)
  );
}

function isName(line: Line | undefined): boolean {
  return line !== undefined && !line.isSentence && line.words.length <= NAME_WORDS;
}
