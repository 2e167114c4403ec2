import { isDeepStrictEqual } from "node:util";
import { isMap, isScalar, type Node, type Pair, parseDocument, type YAMLMap } from "yaml";
import type { Edited } from "./around-entry.ts";
import { lineBreakAt } from "./entry-lines.ts";
import { keyOf, locate } from "../yaml/locate.ts";
import { readYaml } from "../yaml/read-yaml.ts";

/**
 * The text of a profile with other weights for some of its concepts, by their ids. A number takes another's place, or a
 * key is put in front of those that a concept has; nothing else changes: not a comment, an alignment, a line end. The
 * result is read again; what it says must be what was wanted.
 */
export function setWeights(text: string, weights: ReadonlyMap<string, number>): Edited {
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const body = text.slice(mark.length);
  const document = parseDocument(body, { uniqueKeys: false });
  const puts: Put[] = [];
  for (const [id, weight] of weights) {
    const { node } = locate(document, ["concepts", id]);
    const put = isMap<Node, Node | null>(node) ? weightIn(node, body, weight) : undefined;
    if (put === undefined)
      return refused(`the weight of ${id} is written in a way that cannot be edited safely`);
    puts.push(put);
  }
  // From the last to the first, so that an offset stays what it is.
  let edited = body;
  for (const { start, end, text: put } of puts.toSorted((a, b) => b.start - a.start))
    edited = edited.slice(0, start) + put + edited.slice(end);
  return saysSo(body, edited, weights)
    ? { kind: "edited", text: mark + edited }
    : refused("it is written in a way that cannot be edited safely");
}

/** The ids of the concepts whose weight a profile's text can say. */
export function conceptsIn(tree: unknown): ReadonlySet<string> {
  const concepts = entryOf(tree, "concepts");
  return new Set(isObject(concepts) ? Object.keys(concepts) : []);
}

/** What takes the place of a piece of the text. */
interface Put {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function weightIn(concept: YAMLMap<Node, Node | null>, body: string, weight: number): Put | undefined {
  const written = concept.items.findLast(({ key }) => keyOf(key) === "weight");
  if (written === undefined) return newWeight(concept, body, weight);
  const [start = 0, end = 0] = written.value?.range ?? [];
  return isScalar(written.value) && end > start ? { start, end, text: String(weight) } : undefined;
}

/** In front of the keys that are there: on their line in braces, on a line of its own otherwise. */
function newWeight(
  { items, flow }: YAMLMap<Node, Node | null>,
  body: string,
  weight: number,
): Put | undefined {
  const start = startOf(items[0]);
  if (start === undefined) return undefined;
  if (flow === true) return { start, end: start, text: `weight: ${weight}, ` };
  const indent = body.slice(body.lastIndexOf("\n", start - 1) + 1, start);
  if (indent.trim() !== "") return undefined;
  return { start, end: start, text: `weight: ${weight}${lineBreakAt(body, start)}${indent}` };
}

function startOf(pair: Pair<Node, Node | null> | undefined): number | undefined {
  return pair?.key.range?.[0];
}

function saysSo(before: string, after: string, weights: ReadonlyMap<string, number>): boolean {
  const [was, is] = [readYaml("", before), readYaml("", after)];
  if (was.kind !== "read" || is.kind !== "read" || is.problems.length > was.problems.length) return false;
  const tree: unknown = structuredClone(was.source.tree);
  const concepts = entryOf(tree, "concepts");
  for (const [id, weight] of weights) {
    const concept = entryOf(concepts, id);
    if (!isObject(concept)) return false;
    Reflect.set(concept, "weight", weight);
  }
  return isDeepStrictEqual(is.source.tree, tree);
}

function entryOf(value: unknown, key: string): unknown {
  return isObject(value) ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refused(reason: string): Edited {
  return { kind: "refused", reason };
}
