import { isDeepStrictEqual } from "node:util";
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { Change } from "../../model/review.ts";
import { appendEntries, type Put, spanOf } from "./append-entries.ts";
import { afterLine, type BlockLines, blockLines, lineStart } from "./block-lines.ts";
import type { Edited } from "./around-entry.ts";
import { lineBreakAt } from "./entry-lines.ts";
import { changeTree } from "./change-tree.ts";
import { keyOf, locate } from "../yaml/locate.ts";
import type { Path } from "../problems.ts";
import { readYaml } from "../yaml/read-yaml.ts";

/**
 * The text of a file with changes made one after the other. Lines are taken out and put in, and nothing else changes:
 * not a comment, an alignment, a line end. The result is read again; what it says must be what was wanted.
 */
export function applyChanges(text: string, changes: readonly Change[]): Edited {
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  let body = text.slice(mark.length);
  const before = readYaml("", body);
  if (before.kind === "unreadable") return refused("it has faults, which `vigie check` lists");
  for (const change of changes) {
    const document = parseDocument(body, { uniqueKeys: false });
    const put = putFor(document, body, change);
    if (put === undefined) return refused(`${change.path.join(".")} ${UNSAFE}`);
    body = body.slice(0, put.start) + put.text + body.slice(put.end);
  }
  const after = readYaml("", body);
  const wanted = changes.reduce(changeTree, before.source.tree);
  const isRight =
    after.kind === "read" &&
    after.problems.length <= before.problems.length &&
    isDeepStrictEqual(after.source.tree, wanted);
  return isRight ? { kind: "edited", text: mark + body } : refused(`it ${UNSAFE}`);
}

const UNSAFE = "is written in a way that cannot be edited safely";

type Map = YAMLMap<Node, Node | null>;
type Parent = Map | YAMLSeq<Node>;

function putFor(document: Document.Parsed, body: string, change: Change): Put | undefined {
  const parentPath = change.path.slice(0, -1);
  const step = change.path.at(-1);
  const parent = parentPath.length === 0 ? document.contents : locate(document, parentPath).node;
  if (step === undefined || !(isMap<Node, Node | null>(parent) || isSeq<Node>(parent))) return undefined;
  switch (change.kind) {
    case "remove":
      return removal(document, body, { parent, parentPath, step });
    case "set":
      return isMap(parent) ? setting(parent, body, String(step), String(change.value)) : undefined;
    case "append":
      return isMap(parent) ? appendEntries(parent, body, String(step), change.entries) : undefined;
  }
}

interface Removed {
  readonly parent: Parent;
  readonly parentPath: Path;
  readonly step: string | number;
}

function removal(
  document: Document.Parsed,
  body: string,
  { parent, parentPath, step }: Removed,
): Put | undefined {
  const spans = spansOf(parent);
  const index = isSeq(parent) ? Number(step) : parent.items.findLastIndex(({ key }) => keyOf(key) === step);
  const span = spans[index];
  if (span === undefined) return undefined;
  if (parent.flow === true) return fromBrackets(span, spans[index - 1], spans[index + 1]);
  const lines = blockLines(body, span.start, span.last);
  if (lines === undefined) return undefined;
  if (spans.length > 1) return { ...withBlankLine(body, lines), text: "" };
  return isSeq(parent) ? emptied(body, locate(document, parentPath).keyOffset, lines) : undefined;
}

/** Takes the comma along that parted it from its neighbour. */
function fromBrackets(span: Span, before: Span | undefined, next: Span | undefined): Put {
  if (next !== undefined) return { start: span.start, end: next.start, text: "" };
  return { start: before?.end ?? span.start, end: span.end, text: "" };
}

/** An empty list is written as such, behind its key. */
function emptied(body: string, key: number, { start, end }: BlockLines): Put | undefined {
  const keyEnd = body.slice(0, afterLine(body, key)).trimEnd().length;
  return body[keyEnd - 1] === ":" && body.slice(keyEnd, start).trim() === ""
    ? { start: keyEnd, end, text: ` []${lineBreakAt(body, end)}` }
    : undefined;
}

/** One of the two empty lines around goes along. */
function withBlankLine(body: string, { start, end }: BlockLines): Omit<Put, "text"> {
  const above = lineStart(body, start - 1);
  const isBlankAbove = start > 0 && body.slice(above, start).trim() === "";
  const below = body.slice(end, afterLine(body, end));
  const isBlankBelow = below !== "" && below.trim() === "";
  if (isBlankAbove && (isBlankBelow || below === "")) return { start: above, end };
  const isFirst = /:[ \t]*\r?\n$/u.test(body.slice(above, start));
  return { start, end: isFirst && isBlankBelow ? end + below.length : end };
}

function setting(map: Map, body: string, key: string, text: string): Put | undefined {
  const written = map.items.findLast((pair) => keyOf(pair.key) === key);
  if (written === undefined) return newKey(map, body, `${key}: ${text}`);
  const { start, end } = spanOf(written.value);
  return isScalar(written.value) && end > start ? { start, end, text } : undefined;
}

/** In front of the keys that are there: on their line in braces, on a line of its own otherwise. */
function newKey(map: Map, body: string, text: string): Put | undefined {
  const [first] = map.items;
  if (first === undefined) return undefined;
  const { start } = spanOf(first.key);
  if (map.flow === true) return { start, end: start, text: `${text}, ` };
  const indent = body.slice(lineStart(body, start), start);
  return indent.trim() === ""
    ? { start, end: start, text: `${text}${lineBreakAt(body, start)}${indent}` }
    : undefined;
}

interface Span {
  readonly start: number;
  readonly end: number;
  /** What stands last in it. */
  readonly last: Node | null;
}

function spansOf(parent: Parent): readonly Span[] {
  return isSeq<Node>(parent)
    ? parent.items.map((node) => ({ ...spanOf(node), last: node }))
    : parent.items.map(({ key, value }) => ({
        start: spanOf(key).start,
        end: spanOf(value ?? key).end,
        last: value ?? key,
      }));
}

function refused(reason: string): Edited {
  return { kind: "refused", reason };
}
