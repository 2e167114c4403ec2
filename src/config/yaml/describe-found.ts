import { isMap, isScalar, isSeq, type Node } from "yaml";

/**
 * A value as a message may show it: what it is, and its text when it is short and cannot be a secret. References to
 * variables are shown as written, so nothing of the environment is ever shown.
 */
export function describeFound(node: Node | undefined): string | undefined {
  if (isMap(node)) return "a map of keys and values";
  if (isSeq(node)) return "a list";
  if (!isScalar(node)) return undefined;
  if (typeof node.value === "string") return shownText(node.value);
  if (node.value === null) return node.source === "" ? "nothing" : `the empty value ${sourceOf(node.source)}`;
  const kind = typeof node.value === "boolean" ? "the switch" : "the number";
  return `${kind} ${sourceOf(node.source)}`;
}

/** A text in quotes, cut where it may hold a secret: addresses keep their host, long unbroken words their beginning. */
export function shownText(text: string): string {
  const [, origin, rest] = /^([a-z][a-z\d+.-]*:\/\/)(.*)$/isu.exec(text) ?? [];
  if (origin !== undefined && rest !== undefined) return JSON.stringify(origin + shownAddress(rest));
  if (/\S{33}/u.test(text)) return JSON.stringify(`${text.slice(0, 8)}…`);
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

/** Credentials stand before the `@`, tokens in the path and the query. */
function shownAddress(rest: string): string {
  const authority = rest.split(/[/?#\\]/u, 1)[0] ?? "";
  const host = authority.slice(authority.lastIndexOf("@") + 1).slice(0, 60);
  return rest.length > authority.length + 1 ? `${host}/…` : host;
}

function sourceOf(source: string | undefined): string {
  return (source ?? "").slice(0, 30);
}
