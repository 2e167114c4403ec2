import { decodeHTMLStrict } from "entities";
import { mendC1 } from "./windows-1252.ts";

/** With its semicolon: without it, `?a=1&copy=2` in a link would become `?a=1©=2`. */
const REFERENCE = /&(?:#x([0-9a-f]{1,8})|#([0-9]{1,10})|[a-z][a-z0-9]{1,31});/gi;

/** Spares the names that XML itself needs the way through the library's table. */
const COMMON: ReadonlyMap<string, string> = new Map([
  ["&amp;", "&"],
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&quot;", '"'],
]);

/**
 * Decodes character references once: numbers, and every name HTML knows, since feeds use them undeclared. A bare `&`
 * and an unknown name stay as written; what names no character is dropped.
 */
export function decodeReferences(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(REFERENCE, (whole: string, hex: string | undefined, decimal: string | undefined) => {
    if (hex !== undefined) return numbered(Number.parseInt(hex, 16));
    if (decimal !== undefined) return numbered(Number(decimal));
    return COMMON.get(whole) ?? decodeHTMLStrict(whole);
  });
}

/** 128 to 159 are meant in windows-1252 (HTML Standard, numeric character reference end state). */
function numbered(point: number): string {
  const isCharacter = point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
  return isCharacter ? mendC1(String.fromCodePoint(point)) : "";
}
