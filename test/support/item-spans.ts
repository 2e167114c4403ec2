/** Where an item stands in a document, its end tag included. */
export interface ItemSpan {
  readonly start: number;
  readonly end: number;
  /** Whether the item ended before the document did. */
  readonly closed: boolean;
  /** The elements that are open where it starts, outermost first. */
  readonly inside: readonly OpenElement[];
}

/** An element by its name, its start tag as written, and its namespace where one is declared. */
export interface OpenElement {
  readonly name: string;
  readonly tag: string;
  readonly namespace: string;
}

const OPAQUE: readonly (readonly [start: string, end: string])[] = [
  ["<![CDATA[", "]]>"],
  ["<!--", "-->"],
  ["<!", ">"],
  ["<?", ">"],
];
const NAME = /^(?:\/([\p{L}_:][^ \t\n\f\r>]*)|([\p{L}_:][^ \t\n\f\r/>]*))/u;
const VALUE = /^=[ \t\n\f\r]*(?:(["'])|[^ \t\n\f\r>]*)/;
const LONGEST_NAME = 1000;
const NAMESPACE = /[ \t\n\f\r]xmlns=(["'])(.*?)\1/;
const XHTML = "http://www.w3.org/1999/xhtml";
/** A prefix may be empty. */
const ITEM = /^:?(?:item|entry)$/;
const HEADER = /^(?:rss|rdf:RDF|:?feed|channel)$/;

/**
 * The items of a feed document by its tags alone, read as the HTML Standard reads tags (§13.2.5) and XML the sections
 * that hold none. An item goes from its start tag to its end tag, or to where another item or a channel starts, or to
 * the end tag of something around it: an end tag closes the nearest open element of its name, and all that is inside. An
 * item or a channel that starts closes what is open but the channel: an end tag that comes later ends nothing. XHTML has
 * no items.
 */
export function itemSpans(text: string): readonly ItemSpan[] {
  const reader = new SpanReader();
  for (const tag of tagsOf(text)) {
    if (tag.kind === "end") reader.endTag(tag);
    else reader.startTag(tag, text.slice(tag.start, tag.end));
  }
  reader.closeItem(text.length, false);
  return reader.spans;
}

class SpanReader {
  readonly spans: ItemSpan[] = [];
  readonly #open: OpenElement[] = [];
  #item: Pick<ItemSpan, "start" | "inside"> | undefined;

  startTag({ name, kind, start, end }: Tag, tag: string): void {
    const namespace = this.#namespaceIn(tag);
    const role = namespace === XHTML ? "other" : roleOf(name);
    if (role !== "other") {
      this.closeItem(start, true);
      this.#open.length = this.#open.findLastIndex((element) => HEADER.test(element.name)) + 1;
    }
    if (role === "item") this.#item = { start, inside: [...this.#open] };
    if (kind === "start") this.#open.push({ name, tag, namespace });
    else if (role === "item") this.closeItem(end, true);
  }

  endTag({ name, start, end }: Tag): void {
    const depth = this.#open.findLastIndex((element) => element.name === name);
    if (depth < 0) return;
    this.#open.length = depth;
    const around = this.#item?.inside.length ?? -1;
    if (depth <= around) this.closeItem(depth === around ? end : start, true);
  }

  #namespaceIn(tag: string): string {
    return NAMESPACE.exec(tag)?.[2] ?? this.#open.at(-1)?.namespace ?? "";
  }

  closeItem(end: number, closed: boolean): void {
    if (this.#item !== undefined) this.spans.push({ ...this.#item, end, closed });
    this.#item = undefined;
  }
}

function roleOf(name: string): "item" | "channel" | "other" {
  if (ITEM.test(name)) return "item";
  return name === "channel" ? "channel" : "other";
}

interface Tag {
  readonly name: string;
  readonly kind: "start" | "end" | "empty";
  readonly start: number;
  readonly end: number;
}

function tagsOf(text: string): readonly Tag[] {
  const tags: Tag[] = [];
  let at = text.indexOf("<");
  while (at >= 0) {
    const [, close] = OPAQUE.find(([mark]) => text.startsWith(mark, at)) ?? [];
    const tag = close === undefined ? tagAt(text, at) : undefined;
    if (tag !== undefined && tag.end <= text.length) tags.push(tag);
    at = text.indexOf("<", close === undefined ? (tag?.end ?? at + 1) : after(text, close, at));
  }
  return tags;
}

/** The tag that starts here; it ends behind the text when it does not end. */
function tagAt(text: string, start: number): Tag | undefined {
  const [written, ended, started] = NAME.exec(text.slice(start + 1, start + LONGEST_NAME)) ?? [];
  if (written === undefined) return undefined;
  const behindName = start + 1 + written.length;
  if (ended !== undefined) return { name: ended, kind: "end", start, end: after(text, ">", behindName) };
  const { end, isEmpty } = startTagEnd(text, behindName);
  return { name: started ?? "", kind: isEmpty ? "empty" : "start", start, end };
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length + 1 : found + mark.length;
}

/** Quotation marks count only where a value begins, a slash only outside of values. */
function startTagEnd(text: string, from: number): { readonly end: number; readonly isEmpty: boolean } {
  let slash = -1;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === ">") return { end: at + 1, isEmpty: slash === at - 1 };
    if (text[at] === "/") slash = at;
    const [value, quote] = VALUE.exec(text.slice(at, at + LONGEST_NAME)) ?? [];
    if (value === undefined) continue;
    at = (quote === undefined ? at + value.length : after(text, quote, at + value.length)) - 1;
  }
  return { end: text.length + 1, isEmpty: false };
}
