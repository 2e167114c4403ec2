import { foldText } from "../../text/fold.ts";
import type { Line } from "./line.ts";
import { sortLines, type Sorted } from "./sorting.ts";

const LABEL = /^([^:]{2,30}):\s/u;
/** A card's line, and how many lines a card has besides the labelled ones. */
const ROW_WORDS = 14;
const LINES_BETWEEN = 4;
/** So often the same label, and it is a list. */
const LEAST_CARDS = 4;
const NAME_WORDS = 6;

/**
 * Drops lists of cards, such as the members of a site: short lines among which the same label stands again and again
 * («Joined: …»), with the names between them. A paragraph ends a list.
 */
export function dropNameLists(lines: readonly Line[]): Sorted {
  const details = new Map<number, string>();
  for (const { start, end } of runs(lines)) {
    const label = commonLabel(lines.slice(start, end));
    if (label === undefined) continue;
    const first = withNames(lines, start);
    for (let index = first; index < end; index += 1) details.set(index, `cards with «${label}:»`);
  }
  return sortLines(lines, (_, index) => {
    const detail = details.get(index);
    return detail === undefined ? undefined : { reason: "list-of-names", detail };
  });
}

interface Run {
  readonly start: number;
  readonly end: number;
}

/** From the first to the last labelled row of each stretch of short lines. */
function runs(lines: readonly Line[]): readonly Run[] {
  const found: Run[] = [];
  let start: number | undefined;
  let last = 0;
  for (const [index, line] of lines.entries()) {
    const isOver = start !== undefined && (!isShort(line) || index - last > LINES_BETWEEN);
    if (isOver && start !== undefined) found.push({ start, end: last + 1 });
    if (isOver) start = undefined;
    if (!isRow(line)) continue;
    start ??= index;
    last = index;
  }
  if (start !== undefined) found.push({ start, end: last + 1 });
  return found;
}

function commonLabel(lines: readonly Line[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { text } of lines) {
    const label = labelOf(text);
    if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return [...counts].find(([, count]) => count >= LEAST_CARDS)?.[0];
}

/** The first card's name stands above its first row. */
function withNames(lines: readonly Line[], row: number): number {
  let start = row;
  for (let index = row - 1; index >= 0 && row - index < LINES_BETWEEN; index -= 1) {
    const line = lines[index];
    if (line === undefined || line.isSentence || line.words.length > NAME_WORDS) break;
    start = index;
  }
  return start;
}

function isRow(line: Line): boolean {
  return isShort(line) && labelOf(line.text) !== undefined;
}

function isShort({ isSentence, words }: Line): boolean {
  return !isSentence && words.length <= ROW_WORDS;
}

function labelOf(text: string): string | undefined {
  const label = LABEL.exec(text)?.[1];
  return label === undefined ? undefined : foldText(label);
}
