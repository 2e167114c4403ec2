/** Lines around a change that are shown with it, as `diff -u` does. */
const CONTEXT = 3;

interface Line {
  readonly mark: " " | "-" | "+";
  readonly text: string;
}

/**
 * What turns one text into another, as lines of a unified diff; empty when they are the same. Whether the last line has
 * an end is not told.
 */
export function unifiedDiff(file: string, before: string, after: string): readonly string[] {
  const lines = aligned(linesOf(before), linesOf(after));
  const hunks = hunksOf(lines);
  return hunks.length === 0
    ? []
    : [`--- ${file}`, `+++ ${file}`, ...hunks.flatMap((hunk) => shown(lines, hunk))];
}

function linesOf(text: string): readonly string[] {
  return text.replace(/\n$/u, "").split("\n");
}

/** Half-open, in aligned lines. */
interface Hunk {
  readonly start: number;
  readonly end: number;
}

function hunksOf(lines: readonly Line[]): readonly Hunk[] {
  const hunks: Hunk[] = [];
  for (const [index, { mark }] of lines.entries()) {
    if (mark === " ") continue;
    const last = hunks.at(-1);
    const start = Math.max(0, index - CONTEXT);
    const end = Math.min(lines.length, index + 1 + CONTEXT);
    if (last !== undefined && start <= last.end) hunks[hunks.length - 1] = { start: last.start, end };
    else hunks.push({ start, end });
  }
  return hunks;
}

function shown(lines: readonly Line[], { start, end }: Hunk): readonly string[] {
  const hunk = lines.slice(start, end);
  const count = (of: readonly Line[], mark: Line["mark"]): number =>
    of.filter((line) => line.mark !== mark).length;
  const above = lines.slice(0, start);
  const range = (mark: Line["mark"]): string => `${count(above, mark) + 1},${count(hunk, mark)}`;
  return [`@@ -${range("+")} +${range("-")} @@`, ...hunk.map(({ mark, text }) => `${mark}${text}`)];
}

/** By the longest common subsequence of what lies between the lines that both begin and end with. */
function aligned(before: readonly string[], after: readonly string[]): readonly Line[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return [
    ...marked(" ", before.slice(0, head)),
    ...between(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...marked(" ", before.slice(before.length - tail)),
  ];
}

function between(before: readonly string[], after: readonly string[]): readonly Line[] {
  const commonFrom = commonLines(before, after);
  const lines: Line[] = [];
  let [b, a] = [0, 0];
  for (;;) {
    const [old, fresh] = [before[b], after[a]];
    if (old === undefined || fresh === undefined) break;
    const mark = old === fresh ? " " : commonFrom(b + 1, a) >= commonFrom(b, a + 1) ? "-" : "+";
    lines.push({ mark, text: mark === "+" ? fresh : old });
    if (mark !== "+") b += 1;
    if (mark !== "-") a += 1;
  }
  return [...lines, ...marked("-", before.slice(b)), ...marked("+", after.slice(a))];
}

/** How many lines the rests of both texts have in common, from a line of each. */
function commonLines(before: readonly string[], after: readonly string[]): (b: number, a: number) => number {
  const width = after.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  const at = (b: number, a: number): number => common[b * width + a] ?? 0;
  for (let b = before.length - 1; b >= 0; b -= 1) {
    for (let a = after.length - 1; a >= 0; a -= 1) {
      common[b * width + a] =
        before[b] === after[a] ? at(b + 1, a + 1) + 1 : Math.max(at(b + 1, a), at(b, a + 1));
    }
  }
  return at;
}

function marked(mark: Line["mark"], texts: readonly string[]): readonly Line[] {
  return texts.map((text) => ({ mark, text }));
}
