import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { keyOf } from "./locate.ts";
import type { Path } from "../problems.ts";

/** A construct that is valid YAML and would be read otherwise than it looks, or not at all. */
export interface Trap {
  readonly offset: number;
  readonly path: Path;
  readonly message: string;
  /** Without it the values of the file cannot be told. */
  readonly hidesValues?: true;
  /** For what may be meant so. */
  readonly severity?: "warning";
}

/**
 * Repeated keys, keys that are no words, tags, anchors, aliases, control characters, text cut by a `#` and entries of
 * lists that swallow the next line. Aliases are refused as a whole: a term such as `*cam` is meant as text far more often,
 * and no file can then grow when it is read. In the order of the text.
 */
export function findTraps(document: Document.Parsed, lineOf: (offset: number) => number): readonly Trap[] {
  const traps: Trap[] = [];
  visit(document, {
    Node(_, node, parents) {
      const found = [
        ...nodeTraps(node),
        ...(isMap(node) ? keyTraps(node, lineOf) : []),
        ...(isSeq(node) ? entryTraps(node, lineOf) : []),
      ];
      if (found.length === 0) return;
      const path = pathTo([...parents, node]);
      for (const trap of found) traps.push({ ...trap, path: [...path, ...trap.path] });
    },
  });
  return traps.toSorted((a, b) => a.offset - b.offset);
}

/** Paths are relative to the node. */
function nodeTraps(node: Node): readonly Trap[] {
  if (isAlias(node)) {
    const message = "an alias (*) is not read: put text that begins with * in quotes";
    return [{ offset: startOf(node), path: [], message, hidesValues: true }];
  }
  return messagesOn(node).map((message) => ({ offset: startOf(node), path: [], message }));
}

function messagesOn(node: Node): readonly string[] {
  const messages: string[] = [];
  if ("anchor" in node && node.anchor !== undefined) {
    messages.push("an anchor (&) is not read: put text that begins with & in quotes");
  }
  if (node.tag !== undefined) messages.push("a tag (!) is not read: put text that begins with ! in quotes");
  if (!isScalar(node)) return messages;
  if (typeof node.value === "string" && CONTROL.test(node.value)) messages.push("holds a control character");
  if (node.type === "PLAIN" && NUMBER_SIGN.test(node.comment ?? "")) {
    messages.push(
      "ends before the #: put the text in quotes if the number belongs to it, or a space after the #",
    );
  }
  return messages;
}

/** Nobody begins a comment with a bare number, but «Model #1» is a name. */
const NUMBER_SIGN = /^\d/u;

// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\0-\x08\x0B-\x1F\x7F]/u;

/** Entries that YAML reads otherwise than the list looks. */
function entryTraps(list: YAMLSeq, lineOf: (offset: number) => number): readonly Trap[] {
  return list.items.flatMap((entry, index): readonly Trap[] => {
    if (!isScalar(entry) || entry.type !== "PLAIN") return [];
    const doubt = (message: string): Trap => ({
      offset: startOf(entry),
      path: [index],
      message,
      severity: "warning",
    });
    const end = Math.max(startOf(entry), (entry.range?.[1] ?? 0) - 1);
    if (lineOf(end) > lineOf(startOf(entry))) {
      const mark = list.flow === true ? "a comma" : "a dash";
      return [
        doubt(
          `goes on over the next line and is one text: put it in quotes if it is, else ${mark} is missing`,
        ),
      ];
    }
    return STUCK_WORD.test(entry.comment ?? "")
      ? [
          doubt(
            "ends before the #: put it in quotes if the word behind belongs to it, else a space after the #",
          ),
        ]
      : [];
  });
}

/** A comment that begins without a space, as hashtags do. */
const STUCK_WORD = /^\p{L}/u;

function keyTraps(map: YAMLMap, lineOf: (offset: number) => number): readonly Trap[] {
  const firstLines = new Map<string, number>();
  return map.items.flatMap(({ key }) => {
    if (!isNode(key)) return [];
    const offset = startOf(key);
    const name = keyOf(key);
    if (name === undefined) return [{ offset, path: [], message: "a key must be a word", hidesValues: true }];
    const line = firstLines.get(name);
    const message =
      name === "__proto__" ? "this word cannot be a key" : `this key is already on line ${line}`;
    if (line === undefined) firstLines.set(name, lineOf(offset));
    return line === undefined && name !== "__proto__" ? [] : [{ offset, path: [name], message }];
  });
}

function pathTo(chain: readonly unknown[]): Path {
  return chain.flatMap((parent, index): Path => {
    if (isPair(parent)) return [keyOf(parent.key) ?? "?"];
    return isSeq(parent) && index + 1 < chain.length ? [parent.items.indexOf(chain[index + 1])] : [];
  });
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}
