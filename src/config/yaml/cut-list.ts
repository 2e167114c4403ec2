/** A text that is one list in block form below one key, cut at the lines that begin its entries. */
export interface CutList {
  readonly kind: "list";
  readonly key: string;
  /** The first one begins with the text, so that it has the key and what stands above. */
  readonly entries: readonly CutEntry[];
}

export interface CutEntry {
  readonly start: number;
  readonly end: number;
  /** Of the dash; lines count from 1. */
  readonly line: number;
}

/** The first line that makes a text something else, or leaves it in doubt. */
export interface Uncut {
  readonly kind: "uncut";
  readonly line: number;
}

/**
 * Cuts a list so that YAML reads each entry by itself as it reads it in the list. That is safe when all but its dashes is
 * indented deeper than they are, as quotes and brackets have to be that go on over a line. Comments may stand less deep
 * between entries, but not inside one: below such a comment the library lets brackets reach over the next dash.
 */
export function cutList(text: string): CutList | Uncut {
  const first = FIRST_DASH.exec(text);
  const head = text.slice(0, first?.index);
  const key = keyIn(head);
  if (first === null || key === undefined) return { kind: "uncut", line: 1 };
  const indent = first[0].length - 1;
  const dashes: Dash[] = [];
  let line = head.split("\n").length;
  let isBelowComment = false;
  for (let start = head.length; start < text.length; start = afterLine(text, start), line += 1) {
    const role = roleOf(text, start, indent);
    if (role === "other" || (role === "inside" && isBelowComment)) return { kind: "uncut", line };
    if (role === "dash") dashes.push({ start, line });
    if (role !== "blank") isBelowComment = role === "comment";
  }
  return { kind: "list", key, entries: entriesAt(dashes, text.length) };
}

type Dash = Omit<CutEntry, "end">;

// Lines end at \n alone: the `^` of a regular expression sees more of them.
const FIRST_DASH = /(?<![^\n]) *-(?![^ \t\r\n])/u;
const DASH = /-(?![^ \t\r\n])/uy;
const BLANK = / *\r?(?:\n|$)/uy;

/** What a line is to the list. A comment that is indented deeper than the dashes is a part of its entry. */
function roleOf(
  text: string,
  start: number,
  indent: number,
): "dash" | "inside" | "comment" | "blank" | "other" {
  if (isAt(BLANK, text, start)) return "blank";
  let begin = start;
  while (text[begin] === " ") begin += 1;
  if (begin - start > indent) return "inside";
  if (text[begin] === "#") return "comment";
  return begin - start === indent && isAt(DASH, text, begin) ? "dash" : "other";
}

function isAt(sticky: RegExp, text: string, at: number): boolean {
  sticky.lastIndex = at;
  return sticky.test(text);
}

function entriesAt(dashes: readonly Dash[], end: number): readonly CutEntry[] {
  return dashes.map(({ start, line }, index) => ({
    start: index === 0 ? 0 : start,
    end: dashes[index + 1]?.start ?? end,
    line,
  }));
}

/** The key that alone stands above a list, comments and the line that begins a document aside. */
function keyIn(head: string): string | undefined {
  return HEAD.exec(head.replaceAll(COMMENT, ""))?.[1];
}

const COMMENT = /(?<![^ \t\n])#[^\n]*/gu;
const HEAD =
  /^(?:[ \t]*\r?\n)*(?:---[ \t]*\r?\n(?:[ \t]*\r?\n)*)?((?!null:)[a-z][a-z-]*):[ \t]*\r?\n(?:[ \t]*\r?\n)*$/u;

function afterLine(text: string, start: number): number {
  const at = text.indexOf("\n", start);
  return at === -1 ? text.length : at + 1;
}
