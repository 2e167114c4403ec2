import { isMap, isSeq, type Node } from "yaml";

/** The whole lines that an entry of a block list takes: offsets into the text, and how it is written. */
export interface EntryLines {
  /** Where the line of the dash begins. */
  readonly start: number;
  /** Behind the last line, and behind the comments after it that are indented more than the dash. */
  readonly end: number;
  /** Of the dash. */
  readonly indent: number;
  /** Between the dash and the first key. */
  readonly gap: string;
  /** The entry is a map in braces. */
  readonly inBraces: boolean;
  /** An empty line stands right above. */
  readonly blankAbove: boolean;
}

/** The lines of an entry; undefined when it shares them with something else, such as another dash. */
export function entryLines(text: string, entry: Node): EntryLines | undefined {
  const first = entry.range?.[0] ?? 0;
  const start = lineStart(text, first);
  const [, indent, gap] = /^( *)-( +)$/u.exec(text.slice(start, first)) ?? [];
  const last = endOf(entry);
  const isWholeLine = text[last - 1] === "\n";
  const lineEnd = isWholeLine ? last : afterLine(text, last);
  if (indent === undefined || gap === undefined) return undefined;
  if (!isWholeLine && !/^[ \t]*(?:#.*)?\r?\n?$/u.test(text.slice(last, lineEnd))) return undefined;
  return {
    start,
    end: afterOwnComments(text, lineEnd, indent.length),
    indent: indent.length,
    gap,
    inBraces: isMap(entry) && entry.flow === true,
    blankAbove: isBlank(lineBefore(text, start)),
  };
}

/** The lines to take away with an entry: its own, the comments that speak of it alone, and one of two empty lines around. */
export function linesOf(
  text: string,
  lines: EntryLines,
  { isFirst, isLast }: { readonly isFirst: boolean; readonly isLast: boolean },
): { readonly start: number; readonly end: number } {
  const { end } = lines;
  const following = text.slice(end, afterLine(text, end));
  let start = ownCommentsStart(text, lines, { isFirst, isAlone: isLast || !/^ *- /u.test(following) });
  const isApart = isLast ? !isFirst : isBlank(following);
  if (isApart && start > 0 && isBlank(lineBefore(text, start))) start = lineStart(text, start - 1);
  // The last line of a file may have no end: the line before it then loses its own.
  if (end === text.length && !text.endsWith("\n")) start -= text.slice(0, start).endsWith("\r\n") ? 2 : 1;
  return { start, end };
}

/** How the line before an offset ends. */
export function lineBreakAt(text: string, offset: number): "\r\n" | "\n" {
  const at = text.lastIndexOf("\n", Math.max(0, offset - 1));
  return text[at - 1] === "\r" ? "\r\n" : "\n";
}

/**
 * Comments right above an entry speak of it alone when no empty line sets them off from the entry before, or when no
 * other entry follows at once. A heading above several entries is neither, and one with a rule is never taken away.
 */
function ownCommentsStart(
  text: string,
  { start, indent }: EntryLines,
  { isFirst, isAlone }: { readonly isFirst: boolean; readonly isAlone: boolean },
): number {
  let from = start;
  let above = lineBefore(text, from);
  while (isCommentAt(above, indent) && !RULE.test(above)) {
    from = lineStart(text, from - 1);
    above = lineBefore(text, from);
  }
  const isTight = !isFirst && !isBlank(above) && !above.trimStart().startsWith("#");
  return isTight || isAlone ? from : start;
}

const RULE = /#\s*([-=*#~_])\1\1/u;

function isCommentAt(line: string, indent: number): boolean {
  return line.slice(0, indent).trim() === "" && line[indent] === "#";
}

function afterOwnComments(text: string, offset: number, indent: number): number {
  let end = offset;
  for (let next = afterLine(text, end); end < text.length; next = afterLine(text, end)) {
    const line = text.slice(end, next);
    const start = line.search(/\S/u);
    if (line[start] !== "#" || start <= indent) break;
    end = next;
  }
  return end;
}

/** Behind the last character of a value; the range of a block map goes on to the next one. */
function endOf(node: Node): number {
  if (isSeq<Node>(node) && node.flow !== true) return endOfLast(node, node.items.at(-1));
  if (isMap<Node, Node | null>(node) && node.flow !== true)
    return endOfLast(node, node.items.at(-1)?.value ?? node.items.at(-1)?.key);
  return node.range?.[1] ?? 0;
}

function endOfLast(parent: Node, child: Node | undefined): number {
  return child === undefined ? (parent.range?.[1] ?? 0) : endOf(child);
}

function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

function afterLine(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  return at === -1 ? text.length : at + 1;
}

/** The line that ends where this one begins; a word that is not blank before the first. */
function lineBefore(text: string, start: number): string {
  return start === 0 ? "-" : text.slice(lineStart(text, start - 1), start);
}

function isBlank(line: string): boolean {
  return line.trim() === "" && line !== "";
}
