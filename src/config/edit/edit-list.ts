import { isDeepStrictEqual } from "node:util";
import { type Document, isMap, isSeq, type Node, parseDocument, type YAMLMap, type YAMLSeq } from "yaml";
import { aroundEntry, type Edited } from "./around-entry.ts";
import { entryLines, lineBreakAt, linesOf, type EntryLines } from "./entry-lines.ts";
import { blockLines, type FeedDraft, flowText } from "./feed-entry-text.ts";
import { keyOf } from "../yaml/locate.ts";
import { readYaml } from "../yaml/read-yaml.ts";

/**
 * The text of `feeds.yaml` with more entries at the end of its list. Text is put in, and nothing else changes: not a
 * comment, an alignment, a line end. The result is read again; what it says must be what was wanted.
 */
export function appendFeeds(text: string, drafts: readonly FeedDraft[]): Edited {
  return aroundEntry(text, -1, (part) => appended(part, drafts));
}

/** The text of `feeds.yaml` without the entry of this index, and without the comments that speak of it alone. */
export function removeFeed(text: string, index: number): Edited {
  return aroundEntry(text, index, removed);
}

function appended(text: string, drafts: readonly FeedDraft[]): Edited {
  const list = openList(text);
  if (list.kind === "refused" || drafts.length === 0) return list.kind === "refused" ? list : edited(text);
  const { body, entries } = list;
  const last = list.sequence.items.at(-1);
  if (last === undefined) return verified(list, startList(list, drafts), drafts);
  const wanted = [...entries, ...drafts];
  if (list.sequence.flow === true) return verified(list, appendInFlow(list, last, drafts), wanted);
  const lines = entryLines(body, last);
  if (lines === undefined) return refused(ODD_ENTRY);
  const isSpaced = lines.blankAbove && entries.length > 1;
  return verified(list, appendLines(body, { ...lines, blankAbove: isSpaced }, drafts), wanted);
}

function removed(text: string, index: number): Edited {
  const list = openList(text);
  if (list.kind === "refused") return list;
  const { body, sequence, entries } = list;
  const entry = sequence.items[index];
  if (entry === undefined) return refused(`the list has no entry ${index}`);
  const wanted = entries.toSpliced(index, 1);
  if (sequence.flow === true) return verified(list, removeInFlow(list, index), wanted);
  const lines = entryLines(body, entry);
  if (lines === undefined) return refused(ODD_ENTRY);
  const { start, end } = linesOf(body, lines, {
    isFirst: index === 0,
    isLast: index === sequence.items.length - 1,
  });
  const rest = splice(body, start, end, "");
  return verified(list, sequence.items.length > 1 ? rest : emptyList(rest, list.keyEnd), wanted);
}

const ODD_ENTRY = "an entry of the list does not stand on lines of its own behind its dash";

type Refusal = Extract<Edited, { readonly kind: "refused" }>;

interface FeedList {
  readonly kind: "list";
  readonly body: string;
  readonly root: YAMLMap;
  readonly sequence: YAMLSeq<Node>;
  /** Behind the word `feeds`. */
  readonly keyEnd: number;
  readonly tree: object;
  readonly entries: readonly unknown[];
}

function openList(body: string): FeedList | Refusal {
  const read = readYaml("feeds.yaml", body);
  if (read.kind === "unreadable" || read.problems.length > 0)
    return refused("it has faults, which `vigie check` lists");
  const { tree } = read.source;
  const entries = entriesOf(tree);
  const found = listIn(parseDocument(body));
  if (!isObject(tree) || entries === undefined || found === undefined)
    return refused("it holds no list named feeds");
  return { kind: "list", body, tree, entries, ...found };
}

function listIn({
  contents: root,
}: Document.Parsed): Pick<FeedList, "root" | "sequence" | "keyEnd"> | undefined {
  if (!isMap<Node>(root)) return undefined;
  const pair = root.items.find(({ key }) => keyOf(key) === "feeds");
  return isSeq<Node>(pair?.value) ? { root, sequence: pair.value, keyEnd: spanOf(pair.key).end } : undefined;
}

function entriesOf(tree: unknown): readonly unknown[] | undefined {
  const entries: unknown = isObject(tree) ? Reflect.get(tree, "feeds") : undefined;
  return Array.isArray(entries) ? entries : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Reads the edited text again: it must be free of faults, and say what was wanted and nothing else. */
function verified({ tree }: FeedList, body: string, wanted: readonly unknown[]): Edited {
  const read = readYaml("feeds.yaml", body);
  const isRight =
    read.kind === "read" &&
    read.problems.length === 0 &&
    isDeepStrictEqual(read.source.tree, { ...tree, feeds: wanted });
  return isRight ? edited(body) : refused("the list is written in a way that cannot be edited safely");
}

function appendLines(body: string, lines: EntryLines, drafts: readonly FeedDraft[]): string {
  const eol = lineBreakAt(body, lines.end);
  const indent = " ".repeat(lines.indent);
  const entries = drafts.map((draft) => {
    if (lines.inBraces) return `${indent}-${lines.gap}${flowText(draft)}`;
    const further = `${eol}${indent} ${" ".repeat(lines.gap.length)}`;
    return `${indent}-${lines.gap}${blockLines(draft).join(further)}`;
  });
  const spaced = entries.map((entry) => (lines.blankAbove ? eol + entry : entry)).join(eol);
  const isOpenEnd = !body.slice(0, lines.end).endsWith("\n");
  return splice(body, lines.end, lines.end, isOpenEnd ? eol + spaced : spaced + eol);
}

/** `feeds: []` becomes a list with a line for each key; brackets that look otherwise stay. */
function startList(list: FeedList, drafts: readonly FeedDraft[]): string {
  const { body, sequence, keyEnd, root } = list;
  const { start, end } = spanOf(sequence);
  const rest = /^[^\n]*/u.exec(body.slice(end))?.[0] ?? "";
  if (root.flow === true || body.slice(keyEnd, end) !== ": []" || !/^(?:[ \t]+#.*|[ \t]*)\r?$/u.test(rest))
    return splice(body, start + 1, start + 1, drafts.map(flowText).join(", "));
  const emptied = splice(body, keyEnd + 1, end, "");
  const lineEnd = keyEnd + 1 + rest.length + (end + rest.length < body.length ? 1 : 0);
  const lines: EntryLines = { start: lineEnd, end: lineEnd, indent: 2, gap: " ", ...UNLIKE_OTHERS };
  return appendLines(emptied, lines, drafts);
}

const UNLIKE_OTHERS = { inBraces: false, blankAbove: false } as const;

function emptyList(body: string, keyEnd: number): string {
  return splice(body, keyEnd + 1, keyEnd + 1, " []");
}

function appendInFlow({ body }: FeedList, last: Node, drafts: readonly FeedDraft[]): string {
  const { end } = spanOf(last);
  return splice(body, end, end, drafts.map((draft) => `, ${flowText(draft)}`).join(""));
}

/** Takes the comma along that parted the entry from its neighbour. */
function removeInFlow({ body, sequence }: FeedList, index: number): string {
  const { start, end } = spanOf(sequence.items[index]);
  const next = sequence.items[index + 1];
  if (next !== undefined) return splice(body, start, spanOf(next).start, "");
  const before = sequence.items[index - 1];
  if (before !== undefined) return splice(body, spanOf(before).end, end, "");
  const comma = /^\s*,/u.exec(body.slice(end))?.[0] ?? "";
  return splice(body, start, end + comma.length, "");
}

function spanOf(node: Node | undefined): { readonly start: number; readonly end: number } {
  const [start = 0, end = 0] = node?.range ?? [];
  return { start, end };
}

function splice(text: string, start: number, end: number, put: string): string {
  return text.slice(0, start) + put + text.slice(end);
}

function edited(text: string): Edited {
  return { kind: "edited", text };
}

function refused(reason: string): Refusal {
  return { kind: "refused", reason };
}
