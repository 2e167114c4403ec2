import { isSeq, type Node, type YAMLMap } from "yaml";
import type { NewEntry } from "../../model/review.ts";
import { afterLine, blockLines } from "./block-lines.ts";
import { lineBreakAt } from "./entry-lines.ts";
import { entryText, flowText } from "./entry-text.ts";
import { keyOf } from "../yaml/locate.ts";

/** What takes the place of a piece of the text. */
export interface Put {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Entries at the end of the list under a key of a map: on lines of their own with their comments, or in the brackets
 * that the list has. A list that is not there is made. Undefined when the list is written in another way.
 */
export function appendEntries(
  map: YAMLMap<Node, Node | null>,
  body: string,
  key: string,
  entries: readonly NewEntry[],
): Put | undefined {
  const pair = map.items.findLast((each) => keyOf(each.key) === key);
  if (pair === undefined) return newList(map, body, key, entries);
  if (!isSeq<Node>(pair.value)) return undefined;
  const last = pair.value.items.at(-1);
  if (last === undefined && map.flow !== true) return filled(body, pair.key, spanOf(pair.value).end, entries);
  if (pair.value.flow === true) return inBrackets(spanOf(pair.value).start, last, entries);
  const lines = last === undefined ? undefined : blockLines(body, spanOf(last).start, last);
  return lines && onLines(body, lines.end, { indent: lines.indent, entries });
}

/** Offsets of a value; both are 0 where there is none. */
export function spanOf(node: Node | null): { readonly start: number; readonly end: number } {
  const [start = 0, end = 0] = node?.range ?? [];
  return { start, end };
}

function inBrackets(bracket: number, last: Node | undefined, entries: readonly NewEntry[]): Put {
  const list = entries.map(({ value }) => flowText(value)).join(", ");
  if (last === undefined) return { start: bracket + 1, end: bracket + 1, text: list };
  const { end } = spanOf(last);
  return { start: end, end, text: `, ${list}` };
}

/** `exclude: []` becomes a list with a line for each entry. */
function filled(body: string, key: Node, end: number, entries: readonly NewEntry[]): Put | undefined {
  const lines = blockLines(body, spanOf(key).start, null);
  const keyEnd = spanOf(key).end;
  const isBare = /^:[ \t]*\[\s*\][ \t]*\r?\n?$/u.test(body.slice(keyEnd, afterLine(body, end)));
  if (lines === undefined || !isBare) return undefined;
  const eol = lineBreakAt(body, afterLine(body, end));
  const text = entries.flatMap((entry) => entryText(entry, `${lines.indent}  `)).join(eol);
  return { start: keyEnd + 1, end, text: `${eol}${text}` };
}

/** A list that was not there stands behind the other keys; in braces before them. */
function newList(
  map: YAMLMap<Node, Node | null>,
  body: string,
  key: string,
  entries: readonly NewEntry[],
): Put | undefined {
  const [first, last] = [map.items[0], map.items.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  if (map.flow === true) {
    const { start } = spanOf(first.key);
    const list = entries.map(({ value }) => flowText(value)).join(", ");
    return { start, end: start, text: `${key}: [${list}], ` };
  }
  const lines = blockLines(body, spanOf(last.key).start, last.value);
  const indent = lines?.indent ?? "";
  return lines && onLines(body, lines.end, { indent: `${indent}  `, entries, head: `${indent}${key}:` });
}

interface Placed {
  readonly indent: string;
  readonly entries: readonly NewEntry[];
  /** A line above them. */
  readonly head?: string;
}

function onLines(body: string, at: number, { indent, entries, head }: Placed): Put {
  const eol = lineBreakAt(body, at);
  const lines = entries.flatMap((entry) => entryText(entry, indent));
  const text = [...(head === undefined ? [] : [head]), ...lines].join(eol);
  const isOpenEnd = at > 0 && !body.slice(0, at).endsWith("\n");
  return { start: at, end: at, text: isOpenEnd ? eol + text : text + eol };
}
