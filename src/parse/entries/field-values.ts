import { hash } from "../../text/hash.ts";
import { plainLine } from "../prose/plain-text.ts";

/** Longer identifiers are kept as their hash: that identifies as well, and cannot bloat the store. */
const MAX_GUID = 2048;
const MAX_LIST = 100;
/** BCP 47, and what publishers make of it: `fr`, `fr-FR`, `en_us`. */
const LANGUAGE = /^[a-z]{2,3}(?:[-_][a-z0-9]{1,8}){0,4}$/i;

/** An identifier as the publisher gave it; absent when empty. */
export function guidOf(text: string | undefined): string | undefined {
  if (text === undefined || text.length <= MAX_GUID) return plainLine(text);
  return `sha256:${hash([text])}`;
}

/** A language tag; absent when it is none. */
export function languageOf(text: string | undefined): string | undefined {
  const tag = text?.trim();
  return tag !== undefined && LANGUAGE.test(tag) ? tag : undefined;
}

/** Distinct lines, at most 100, without empty ones. */
export function linesOf(texts: readonly (string | undefined)[]): readonly string[] {
  const lines = new Set<string>();
  for (const text of texts) {
    const line = plainLine(text);
    if (line !== undefined) lines.add(line);
    if (lines.size === MAX_LIST) break;
  }
  return [...lines];
}
