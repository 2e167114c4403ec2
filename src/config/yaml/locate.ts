import { type Document, isMap, isScalar, isSeq, type Node } from "yaml";
import type { Path } from "../problems.ts";

/** Where a value stands in a document: offsets into its text. */
export interface Located {
  /** Absent when the path leads nowhere; the offsets are then those of the nearest parent. */
  readonly node?: Node;
  readonly offset: number;
  readonly keyOffset: number;
}

/** Follows a path. A missing or empty value is shown at its key; a missing key at its nearest parent's. */
export function locate(document: Document.Parsed, path: Path): Located {
  let place: Located = {
    ...(document.contents === null ? {} : { node: document.contents }),
    offset: 0,
    keyOffset: 0,
  };
  for (const step of path) {
    const next = stepInto(place.node, step);
    if (next === undefined) return { offset: place.keyOffset, keyOffset: place.keyOffset };
    place = next;
  }
  return place;
}

function stepInto(node: Node | undefined, step: string | number): Located | undefined {
  if (isSeq<Node>(node)) {
    const entry = node.items[Number(step)];
    return entry === undefined ? undefined : { node: entry, ...startingAt(entry) };
  }
  if (!isMap<Node, Node | null>(node)) return undefined;
  // Of a key that is there twice the last one counts.
  const pair = node.items.findLast((candidate) => keyOf(candidate.key) === String(step));
  if (pair === undefined) return undefined;
  const keyOffset = startOf(pair.key);
  if (pair.value === null) return { offset: keyOffset, keyOffset };
  const isEmpty = isScalar(pair.value) && pair.value.value === null && pair.value.source === "";
  return { node: pair.value, offset: isEmpty ? keyOffset : startOf(pair.value), keyOffset };
}

/** A key as a JavaScript object will have it; nothing when it is no word. */
export function keyOf(key: unknown): string | undefined {
  if (!isScalar(key)) return undefined;
  const { value } = key;
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : undefined;
}

function startingAt(node: Node): { readonly offset: number; readonly keyOffset: number } {
  return { offset: startOf(node), keyOffset: startOf(node) };
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}
