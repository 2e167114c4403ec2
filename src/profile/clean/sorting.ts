import type { DroppedLine, DropReason } from "./document.ts";
import type { Line } from "./line.ts";

/** What a rule makes of the lines that the rules before it left. */
export interface Sorted {
  readonly kept: readonly Line[];
  readonly dropped: readonly DroppedLine[];
}

export interface Verdict {
  readonly reason: DropReason;
  readonly detail: string;
}

/** Drops the lines that have a verdict. */
export function sortLines(
  lines: readonly Line[],
  judge: (line: Line, index: number) => Verdict | undefined,
): Sorted {
  const kept: Line[] = [];
  const dropped: DroppedLine[] = [];
  for (const [index, line] of lines.entries()) {
    const verdict = judge(line, index);
    if (verdict === undefined) kept.push(line);
    else dropped.push({ number: line.number, text: line.text, ...verdict });
  }
  return { kept, dropped };
}

/** How many words of prose stand before each line, and at last in all of them. */
export function proseBefore(lines: readonly Line[]): readonly number[] {
  let words = 0;
  return [0, ...lines.map((line) => (words += line.isProse ? line.words.length : 0))];
}
