import { attribute, type Element, textOf } from "../markup/element.ts";
import { localName } from "../markup/namespaces.ts";
import { titleText } from "./title-text.ts";
import { VisibleText, visibleText } from "./visible-text.ts";

/** RSS never says whether a text is HTML; Atom does. */
export type Dialect = "rss" | "atom";

const CDATA_START = "<![CDATA[";
const CDATA_END = "]]>";
/** Attributes that HTML allows to stand without a value, or publishers leave empty. */
const ATTRIBUTE =
  /^(?:[a-z]+:.*|data-.*|aria-.*|alt|border|class|dir|height|href|id|lang|name|rel|role|src|style|target|title|type|value|width|allowfullscreen|async|autoplay|controls|defer|disabled|download|hidden|ismap|loop|muted|nowrap|open)$/i;
const TAG = /<\/?[a-z][^<>]*>/i;

/** The visible words of a title, which RSS and JSON allow to be HTML, and Atom declares. */
export function titleOf(element: Element, dialect: Dialect): string {
  const source = sourceOf(element, dialect);
  switch (source.kind) {
    case "tree":
      return treeText(element);
    case "html":
      return titleText(source.text);
    case "text":
      return source.text;
    case "none":
      return "";
  }
}

/** The visible text of a summary or a content. */
export function bodyOf(element: Element, dialect: Dialect): string {
  const source = sourceOf(element, dialect);
  switch (source.kind) {
    case "tree":
      return treeText(element);
    case "html":
      return visibleText(source.text);
    case "text":
      return declaredPlain(source.text);
    case "none":
      return "";
  }
}

/** A body declared to be plain text. Many are HTML all the same, and tags are of no use to a reader either way. */
export function declaredPlain(text: string): string {
  if (TAG.test(text)) return visibleText(text);
  const plain = new VisibleText();
  plain.add(text);
  return plain.toString();
}

type Source =
  | { readonly kind: "tree" }
  | { readonly kind: "html"; readonly text: string }
  | { readonly kind: "text"; readonly text: string }
  /** Not words: an image, an archive. */
  | { readonly kind: "none" };

function sourceOf(element: Element, dialect: Dialect): Source {
  if (element.children.some((child) => typeof child !== "string")) return { kind: "tree" };
  const text = unwrapped(textOf(element));
  if (dialect === "rss") return { kind: "html", text };
  const type = attribute(element, "type")?.toLowerCase() ?? "text";
  const decoded = attribute(element, "mode")?.toLowerCase() === "base64" ? fromBase64(text) : text;
  if (type.includes("html")) return { kind: "html", text: decoded };
  if (type.startsWith("text") || type.endsWith("xml")) return { kind: "text", text: decoded };
  return { kind: "none" };
}

/** Without the marks of a section of CDATA around it: some publishers escape these too, or write them twice. */
function unwrapped(text: string): string {
  if (!text.startsWith(CDATA_START)) return text;
  const end = text.endsWith(CDATA_END) ? text.length - CDATA_END.length : text.length;
  return text.slice(CDATA_START.length, end);
}

function fromBase64(text: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (unit) => unit.charCodeAt(0)));
  } catch {
    return ""; // Not base64 after all.
  }
}

/** The visible text of elements that stand unescaped in the document: XHTML, or HTML as it came. */
function treeText(element: Element): string {
  const text = new VisibleText();
  walk(element, text);
  return text.toString();
}

function walk(element: Element, text: VisibleText): void {
  for (const child of element.children) {
    if (text.isFull) return;
    if (typeof child === "string") {
      text.add(child);
      continue;
    }
    const words = wordsOf(child);
    if (words !== undefined) {
      text.add(words);
      walk(child, text);
      continue;
    }
    const name = localName(child.name);
    text.open(name);
    // A document is read only so deep: this recursion is bounded.
    walk(child, text);
    text.close(name);
  }
}

/** What a sentence says that only looks like a tag: `a<b and c>d`. */
function wordsOf({ name, attributes }: Element): string | undefined {
  const names = Object.keys(attributes);
  const isTag = names.length === 0 || names.some((word) => attributes[word] !== "" || ATTRIBUTE.test(word));
  return isTag ? undefined : `<${[name, ...names].join(" ")}>`;
}
