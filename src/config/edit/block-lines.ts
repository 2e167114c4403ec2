import { isMap, isSeq, type Node } from "yaml";

/** The whole lines of a key or of an entry that stands below others, not in brackets: offsets into the text. */
export interface BlockLines {
  /** Where the first comment right above begins, or the line itself. */
  readonly start: number;
  /** Where the line of the key or of the dash begins. */
  readonly own: number;
  /** Behind the line break of the last line. */
  readonly end: number;
  /** Of the key or the dash: spaces. */
  readonly indent: string;
}

/** The lines from a key or an entry to the end of its value; undefined when it shares them with something else. */
export function blockLines(text: string, first: number, last: Node | null): BlockLines | undefined {
  const own = lineStart(text, first);
  const [, indent] = /^( *)(?:- +)?$/u.exec(text.slice(own, first)) ?? [];
  const until = Math.max(first, last === null ? first : endOf(last));
  const end = text[until - 1] === "\n" ? until : afterLine(text, until);
  const isShared = text[until - 1] !== "\n" && last !== null && !REST.test(text.slice(until, end));
  if (indent === undefined || isShared) return undefined;
  return { start: commentsStart(text, own, indent), own, end, indent };
}

/** The comments right above a line, without indent and `#`. */
export function commentsAbove(text: string, { start, own }: BlockLines): readonly string[] {
  const lines = text.slice(start, own).split("\n").slice(0, -1);
  return lines.map((line) => line.trim().replace(/^# ?/u, ""));
}

export function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

export function afterLine(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  return at === -1 ? text.length : at + 1;
}

const REST = /^[ \t]*(?:#.*)?\r?\n?$/u;
/** `# --- people ---` is a heading, and speaks of more than what follows. */
const RULE = /#\s*([-=*#~_])\1\1/u;

function commentsStart(text: string, own: number, indent: string): number {
  let start = own;
  while (start > 0) {
    const above = lineStart(text, start - 1);
    const line = text.slice(above, start);
    if (!line.startsWith(`${indent}#`) || RULE.test(line)) break;
    start = above;
  }
  return start;
}

/** Behind the last character of a value; the range of a map or list goes on to what follows. */
function endOf(node: Node): number {
  const last = lastIn(node);
  return last === undefined ? (node.range?.[1] ?? 0) : endOf(last);
}

function lastIn(node: Node): Node | undefined {
  if (isSeq<Node>(node) && node.flow !== true) return node.items.at(-1);
  if (!isMap<Node, Node | null>(node) || node.flow === true) return undefined;
  const pair = node.items.at(-1);
  return pair?.value ?? pair?.key;
}
