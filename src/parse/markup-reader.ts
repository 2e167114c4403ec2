import { attribute, type Element } from "./element.ts";
import { endsField } from "./field-names.ts";
import { baseWithin, webLink } from "./links.ts";
import type { Markup, OnEntry } from "./markup.ts";
import { localName, Namespaces } from "./namespaces.ts";
import { entryNamesIn, isHeaderItself, judgeRoot } from "./root-element.ts";
import type { Spelling } from "./spelling.ts";

/** htmlparser2 takes quadratic time in the number of open elements; stopped at 256 it takes milliseconds. */
const MAX_DEPTH = 256;
const MAX_ENTRIES = 20_000;
/** Elements and texts kept of one entry, and of all that is in none. */
const MAX_NODES = 20_000;
/** Characters kept of one text, which may shrink a little when its references are decoded. No field needs a half. */
const MAX_TEXT = 1 << 21;

type Attributes = Readonly<Record<string, string>>;

interface Frame {
  /** header: the root or a channel, whose fields are the feed's own. */
  readonly kind: "header" | "entry" | "field";
  /** Absent for what is not kept, because its entry holds too much already. */
  readonly element: Element | undefined;
  /** How many elements the parser had open with this one. */
  readonly level: number;
  readonly namespaces: Namespaces;
}

interface Root {
  readonly name: string;
  /** The prefix of the document's own vocabulary, left out of names: `atom:` in an Atom feed. */
  readonly prefix: string;
  readonly header: Element;
  /** What its entries are called. */
  readonly entryNames: ReadonlySet<string>;
}

/**
 * Builds entries from the events of a tag parser. It keeps its own stack, for it closes elements that the parser
 * believes open: an item when the next one starts, a title whose end tag is misspelt.
 */
export class MarkupReader {
  readonly #documentBase: string;
  readonly #spelling: Spelling;
  readonly #onEntry: OnEntry;
  readonly #open: Frame[] = [];
  #level = 0;
  #inCdata = false;
  #root: Root | undefined;
  #sawChannel = false;
  #entries = 0;
  #entryNodes = 0;
  #headerNodes = 0;
  #textEnded = false;
  #partial: string | undefined;
  #notAFeed: Markup = { kind: "other" };
  #stopped = false;

  constructor(documentBase: string, spelling: Spelling, onEntry: OnEntry) {
    this.#documentBase = documentBase;
    this.#spelling = spelling;
    this.#onEntry = onEntry;
  }

  /** Whether nothing more is to be read: the document is no feed, or a limit was reached. */
  get stopped(): boolean {
    return this.#stopped;
  }

  open(name: string, attributes: Attributes): void {
    this.#level += 1;
    if (this.#level > MAX_DEPTH) this.#stop(`elements are nested deeper than ${MAX_DEPTH}`);
    else if (this.#root === undefined) this.#openOutside(name, attributes);
    else this.#openInside(this.#root, name, attributes);
  }

  close(): void {
    if (this.#stopped) return;
    // A frame of a lower level belongs to another element: the one that ends here was closed before.
    if (this.#open.at(-1)?.level === this.#level) this.#closeDownTo(this.#open.length - 1);
    this.#level -= 1;
  }

  text(piece: string): void {
    const frame = this.#open.at(-1);
    if (frame?.kind !== "field" || frame.element === undefined || !this.#takeRoom()) return;
    const kept = piece.slice(0, MAX_TEXT);
    frame.element.children.push(this.#inCdata ? this.#spelling.cdata(kept) : this.#spelling.text(kept));
  }

  cdata(inside: boolean): void {
    this.#inCdata = inside;
  }

  instruction(value: string): void {
    if (this.#root === undefined && /^!doctype\s+html\b/i.test(value)) this.#refuse({ kind: "page" });
  }

  /** All text was seen, though the parser may still hand out what it holds; `inTag` when a tag was left unfinished. */
  textEnded(inTag: boolean): void {
    this.#textEnded = true;
    const inEntry = this.#open.some((frame) => frame.kind === "entry");
    const beforeEntries = this.#entries === 0 && this.#open.length > 0;
    if (inTag || inEntry || beforeEntries) this.#partial = "the document was cut off";
  }

  /** What the document was; to be asked when the parser has ended or was stopped. */
  markup(): Markup {
    const root = this.#root;
    if (root === undefined) return this.#notAFeed;
    if (!this.#sawChannel && this.#entries === 0) return { kind: "other", root: root.name };
    return {
      kind: "feed",
      root: root.name,
      header: root.header,
      ...(this.#partial === undefined ? {} : { partial: this.#partial }),
    };
  }

  #stop(partial: string): void {
    this.#stopped = true;
    this.#partial = partial;
  }

  #refuse(markup: Markup): void {
    this.#stopped = true;
    this.#notAFeed = markup;
  }

  #openOutside(name: string, attributes: Attributes): void {
    const namespaces = Namespaces.none.within(attributes);
    const resolved = namespaces.resolve(name);
    const local = localName(resolved);
    switch (judgeRoot(local)) {
      case "noise":
        this.#notAFeed = { kind: "page" };
        break;
      case "page":
        this.#refuse({ kind: "page" });
        break;
      case "other":
        this.#refuse({ kind: "other", root: local });
        break;
      case "root":
        this.#openRoot(resolved, attributes, namespaces);
        break;
    }
  }

  #openRoot(resolved: string, attributes: Attributes, namespaces: Namespaces): void {
    const name = localName(resolved);
    // CDF has a `BASE` of its own.
    const base = webLink(attribute({ attributes }, "base"), this.#documentBase) ?? this.#documentBase;
    const header: Element = { name, attributes, base, children: [] };
    const prefix = resolved.slice(0, -name.length);
    this.#root = { name, prefix, header, entryNames: entryNamesIn(name) };
    this.#sawChannel = isHeaderItself(name);
    this.#open.push({ kind: "header", element: header, level: this.#level, namespaces });
  }

  #openInside(root: Root, name: string, attributes: Attributes): void {
    const namespaces = (this.#open.at(-1)?.namespaces ?? Namespaces.none).within(attributes);
    const resolved = namespaces.resolve(name);
    const own = root.prefix !== "" && resolved.startsWith(root.prefix) ? localName(resolved) : resolved;
    const kind = this.#kindOf(root, own);
    if (kind === "entry") this.#startEntry();
    else if (kind === "header") this.#startHeader(root, own, attributes);
    else this.#endUnclosedField(own);
    if (this.#stopped) return;
    const element = this.#element(root, kind, own, attributes);
    this.#open.push({ kind, element, level: this.#level, namespaces });
  }

  /** What stands after the end of the root may be another root. */
  #kindOf(root: Root, name: string): Frame["kind"] {
    if (root.entryNames.has(name)) return "entry";
    const isHeader = name === "channel" || (this.#open.length === 0 && judgeRoot(name) === "root");
    return isHeader ? "header" : "field";
  }

  #element(root: Root, kind: Frame["kind"], name: string, attributes: Attributes): Element | undefined {
    const parent = this.#open.at(-1)?.element;
    const base = baseWithin(parent?.base ?? root.header.base, attributes);
    if (kind === "header") return { ...root.header, base };
    const element: Element = { name, attributes, base, children: [] };
    if (kind === "entry") return element;
    if (parent === undefined || !this.#takeRoom()) return undefined;
    parent.children.push(element);
    return element;
  }

  /** What a channel says in its attributes it says of the feed. */
  #startHeader(root: Root, name: string, attributes: Attributes): void {
    this.#closeDownToHeader();
    if (name !== "channel") return;
    this.#sawChannel = true;
    this.#root = {
      ...root,
      header: { ...root.header, attributes: { ...attributes, ...root.header.attributes } },
    };
  }

  #startEntry(): void {
    this.#closeDownToHeader();
    if (this.#entries === MAX_ENTRIES) this.#stop(`there are more than ${MAX_ENTRIES} entries`);
    this.#entryNodes = 0;
  }

  /** Entries and channels end what is open but the channel: entries are not nested, and fields do not hold them. */
  #closeDownToHeader(): void {
    this.#closeDownTo(this.#open.findLastIndex((frame) => frame.kind === "header") + 1);
  }

  #endUnclosedField(next: string): void {
    const container = this.#open.findLastIndex((frame) => frame.kind !== "field");
    const field = this.#open[container + 1]?.element;
    if (field !== undefined && endsField(field.name, next)) this.#closeDownTo(container + 1);
  }

  #closeDownTo(count: number): void {
    while (this.#open.length > count) {
      const frame = this.#open.pop();
      if (frame?.kind !== "entry" || frame.element === undefined) continue;
      this.#entries += 1;
      this.#onEntry(frame.element, this.#textEnded);
    }
  }

  #takeRoom(): boolean {
    if (this.#open.some((frame) => frame.kind === "entry")) {
      this.#entryNodes += 1;
      return this.#entryNodes <= MAX_NODES;
    }
    this.#headerNodes += 1;
    return this.#headerNodes <= MAX_NODES;
  }
}
