import { decodeHTMLStrict } from "entities";
import type { RepairTally } from "../repair-tally.ts";
import { mendC1 } from "../bytes/windows-1252.ts";

/** With its semicolon: without it, `?a=1&copy=2` in a link would become `?a=1©=2`. */
const REFERENCE = /&(?:#x([0-9a-f]{1,8})|#([0-9]{1,10})|[a-z][a-z0-9]{1,31});/iy;

/** Nine in ten are one of these, and spared the expression and the library's table. */
const COMMON: readonly (readonly [name: string, character: string])[] = [
  ["lt;", "<"],
  ["gt;", ">"],
  ["amp;", "&"],
  ["quot;", '"'],
];

/**
 * Decodes character references once: numbers, and every name HTML knows, since feeds use them undeclared. A bare `&`
 * and an unknown name stay as written; what names no character is dropped. In `repairs` it counts what XML would not
 * have taken.
 */
export function decodeReferences(text: string, repairs?: RepairTally): string {
  let at = text.indexOf("&");
  if (at < 0) return text;
  let decoded = "";
  let from = 0;
  for (; at >= 0; at = text.indexOf("&", Math.max(from, at + 1))) {
    const reference = referenceAt(text, at);
    if (reference === undefined) {
      repairs?.add("ampersands");
      continue;
    }
    if (reference.isOfHtml === true) repairs?.add("names");
    decoded += text.slice(from, at) + reference.character;
    from = at + reference.length;
  }
  return decoded + text.slice(from);
}

interface Reference {
  readonly character: string;
  readonly length: number;
  /** XML knows it by no name of its own. */
  readonly isOfHtml?: boolean;
}

function referenceAt(text: string, at: number): Reference | undefined {
  for (const [name, character] of COMMON) {
    if (text.startsWith(name, at + 1)) return { character, length: name.length + 1 };
  }
  REFERENCE.lastIndex = at;
  const [whole, hex, decimal] = REFERENCE.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const { length } = whole;
  if (hex !== undefined) return { character: numbered(Number.parseInt(hex, 16)), length };
  if (decimal !== undefined) return { character: numbered(Number(decimal)), length };
  return { character: decodeHTMLStrict(whole), length, isOfHtml: whole !== "&apos;" };
}

/** 128 to 159 are meant in windows-1252 (HTML Standard, numeric character reference end state). */
function numbered(point: number): string {
  const isCharacter = point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
  return isCharacter ? mendC1(String.fromCodePoint(point)) : "";
}
