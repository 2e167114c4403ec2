import { decodeReferences } from "./references.ts";

/** The document type comes first: a warning of the server may stand above it, no more. */
const HEAD = 1 << 12;
const MAX_SUBSET = 4000;
const MAX_ENTITIES = 64;
const MAX_VALUE = 200;
const MAX_GROWTH = 1 << 20;

const DOCTYPE = /<!doctype\s[^<>[\]]*\[/i;
/** Group 1 and 2 or 3: a plain entity. Anything else is passed over; a comment or another declaration as a whole. */
const DECLARATION =
  /<!--[^]*?-->|<!ENTITY\s+([A-Za-z_][\w.-]{0,63})\s+(?:"([^"]*)"|'([^']*)')\s*>|<!(?:"[^"]*"|'[^']*'|[^"'>])*>|\]/g;
const MARKUP = /[&<%]/;
const PREDEFINED: ReadonlySet<string> = new Set(["amp", "lt", "gt", "quot", "apos"]);
const REFERENCE = /&([A-Za-z_][\w.-]{0,63});/g;

/**
 * A function that puts in the entities which a document declares in its own type (`<!ENTITY nbsp "&#160;">`); undefined
 * when there are none. Only short plain text is taken, so that no entity holds another: each is put in once, and all
 * together add at most 1 MiB to a document. External and parameter entities, and all else in a document type, are
 * passed over: nothing is opened, nothing expands.
 */
export function entityExpander(document: string): ((text: string) => string) | undefined {
  const entities = declaredEntities(document);
  if (entities.size === 0) return undefined;
  let room = MAX_GROWTH;
  return (text) =>
    text.replace(REFERENCE, (reference, name: string) => {
      const value = entities.get(name);
      if (value === undefined || value.length > room) return reference;
      room -= value.length;
      return value;
    });
}

function declaredEntities(document: string): ReadonlyMap<string, string> {
  const entities = new Map<string, string>();
  for (const [, name, double, single] of subsetOf(document).matchAll(DECLARATION)) {
    const written = double ?? single;
    if (name === undefined || written === undefined) continue;
    const value = decodeReferences(written);
    if (value.length > MAX_VALUE || MARKUP.test(value) || PREDEFINED.has(name)) continue;
    // XML 1.0 §4.2: the first declaration binds.
    if (!entities.has(name)) entities.set(name, value);
    if (entities.size === MAX_ENTITIES) break;
  }
  return entities;
}

/** The internal subset of the document type: what stands between its brackets. Empty when it is too long. */
function subsetOf(document: string): string {
  const head = document.slice(0, HEAD);
  // To look for it by the expression in every document costs more.
  const isThere = head.includes("!DOCTYPE") || head.includes("!doctype");
  const doctype = isThere ? DOCTYPE.exec(head) : null;
  if (doctype === null) return "";
  const start = doctype.index + doctype[0].length;
  const subset = document.slice(start, start + MAX_SUBSET + 1);
  for (const { 0: declaration, index } of subset.matchAll(DECLARATION)) {
    if (declaration === "]") return subset.slice(0, index);
  }
  return "";
}
