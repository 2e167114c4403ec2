import { AboveRoot, type Start } from "./above-root.ts";
import { addChild, attribute, type GrowingElement, newElement } from "./element.ts";
import { EntryRoom } from "./entry-room.ts";
import { endsField } from "./field-names.ts";
import { baseWithin, webLink } from "../links.ts";
import type { Markup, OnEntry } from "./markup.ts";
import { localName, Namespaces } from "./namespaces.ts";
import type { RepairTally } from "../repair-tally.ts";
import { entryNamesIn, holdsNoTags, isHeaderItself, judgeRoot } from "./root-element.ts";
import type { Spelling } from "./spelling.ts";
import type { Attributes, TagHandler } from "./tag-reader.ts";

/** Trees are walked by recursion. What is open at this depth ends where the next element starts. */
const MAX_DEPTH = 256;
const ATOM = "atom:";
/** Channels in channels: two is already odd. */
const MAX_HEADERS = 8;
/** Twice as many make a process that reads them grow by a fifth of a gigabyte. */
const MAX_ENTRIES = 10_000;
/** Characters kept of one text, which may shrink a little when its references are decoded. No field needs a half. */
const MAX_TEXT = 1 << 21;

export interface MarkupReading {
  /** The document's address. */
  readonly base: string;
  readonly spelling: Spelling;
  readonly repairs: RepairTally;
  readonly onEntry: OnEntry;
}

interface Frame {
  /** header: the root or a channel, whose fields are the feed's own. */
  readonly kind: "header" | "entry" | "field";
  /** As it is written: an end tag must be written alike. */
  readonly name: string;
  /** Absent for what is not kept, because its entry holds too much already. */
  readonly element: GrowingElement | undefined;
  readonly namespaces: Namespaces;
  /** The prefix of the vocabulary it is written in, left out of names: `atom:` in an Atom feed. */
  readonly prefix: string;
}

interface Root {
  readonly name: string;
  readonly prefix: string;
  readonly header: GrowingElement;
  /** What its entries are called. */
  readonly entryNames: ReadonlySet<string>;
}

/**
 * Builds entries from tags. It decides itself what each of them ends: an item ends when the next one starts, a title
 * whose end tag is misspelt with the next field, and an end tag closes the nearest open element of its name.
 */
export class MarkupReader implements TagHandler {
  readonly #reading: MarkupReading;
  readonly #above: AboveRoot;
  /** The headers, outermost first, then an entry, then its fields and what is in them. */
  readonly #open: Frame[] = [];
  #headers = 0;
  readonly #room = new EntryRoom((why) => this.#stop(why));
  #root: Root | undefined;
  /** The element behind the root whose end is waited for. */
  #skipped: string | undefined;
  #sawChannel = false;
  #entries = 0;
  #inEntry = false;
  #isCut = false;
  #unclosed = false;
  #partial: string | undefined;
  #isFull = false;

  constructor(reading: MarkupReading) {
    this.#reading = reading;
    this.#above = new AboveRoot(reading.repairs);
  }

  /** Whether nothing more is to be read: the document is no feed, or a limit was reached. */
  get stopped(): boolean {
    return this.#isFull || this.#above.isRefused;
  }

  open(name: string, written: Attributes, isEmpty: boolean): void {
    if (this.#skipped !== undefined) return;
    const attributes = this.#reading.spelling.attributes(written);
    if (this.#root === undefined) {
      const root = this.#above.open(name, attributes);
      if (root !== undefined) this.#openRoot(root);
    } else if (this.#open.length === 0 && holdsNoTags(name)) {
      this.#reading.repairs.add("around-root");
      this.#skipped = isEmpty ? undefined : name;
    } else this.#openInside(this.#root, name, attributes);
    if (isEmpty && this.#open.at(-1)?.name === name) this.#closeDownTo(this.#open.length - 1);
  }

  close(name: string): void {
    if (this.#skipped === name) this.#skipped = undefined;
    let nearest = this.#open.length - 1;
    while (nearest >= 0 && this.#open[nearest]?.name !== name) nearest -= 1;
    if (nearest < 0) return;
    this.#endUnended(nearest + 1);
    this.#closeDownTo(nearest);
  }

  text(piece: string): void {
    if (this.#open.length > 0) this.#addText(piece, this.#reading.spelling.text);
    else if (this.#skipped === undefined && piece.trim() !== "") this.#textAround();
  }

  cdata(piece: string): void {
    this.#addText(piece, this.#reading.spelling.cdata);
  }

  instruction(value: string): void {
    if (this.#root === undefined) this.#above.instruction(value);
  }

  /** The document ended; `inTag` when a tag was left unfinished. */
  end(inTag: boolean): void {
    const beforeEntries = this.#entries === 0 && this.#open.length > 0;
    if (inTag || this.#inEntry || beforeEntries) this.#partial = "the document was cut off";
    else {
      this.#unclosed = this.#headers > 0;
      this.#endUnended(0);
    }
    this.#isCut = true;
    this.#closeDownTo(0);
  }

  /** What the document was; to be asked when it has ended or reading was stopped. */
  markup(): Markup {
    const root = this.#root;
    if (root === undefined || (this.#above.inPage && this.#entries === 0)) return this.#above.notAFeed;
    if (!this.#sawChannel && this.#entries === 0) return { kind: "other", root: root.name };
    return {
      kind: "feed",
      root: root.name,
      header: root.header,
      ...(this.#partial === undefined ? {} : { partial: this.#partial }),
      ...(this.#unclosed ? { unclosed: true } : {}),
    };
  }

  #addText(piece: string, meant: (written: string) => string): void {
    const frame = this.#open.at(-1);
    if (frame?.kind !== "field" || frame.element === undefined) return;
    // The first text of a field is most often all of it: no body in front of it may take its room.
    const isFields = frame.element.children.length === 0 && this.#open.at(-2)?.kind === "entry";
    const hasRoom = isFields ? this.#room.forFirstText() : this.#room.forNode(this.#inEntry);
    if (hasRoom) addChild(frame.element, meant(piece.slice(0, MAX_TEXT)));
  }

  #textAround(): void {
    this.#reading.repairs.add("around-root");
    if (this.#root === undefined) this.#above.text();
  }

  #stop(partial: string): void {
    this.#isFull = true;
    this.#partial = partial;
  }

  #openRoot({ name, own, prefix, attributes, namespaces }: Start): void {
    // CDF has a `BASE` of its own.
    const base = webLink(attribute({ attributes }, "base"), this.#reading.base) ?? this.#reading.base;
    const header: GrowingElement = { name: own, attributes, base, children: [] };
    this.#root = { name: own, prefix, header, entryNames: entryNamesIn(own) };
    this.#sawChannel = isHeaderItself(own);
    this.#headers = 1;
    this.#open.push({ kind: "header", name, element: header, namespaces, prefix });
  }

  #openInside(root: Root, name: string, attributes: Attributes): void {
    const outer = this.#open.at(-1);
    const namespaces = (outer?.namespaces ?? Namespaces.none).within(attributes);
    const resolved = namespaces.resolve(name);
    const prefix = this.#prefixOf(root, resolved);
    const own = prefix !== "" && resolved.startsWith(prefix) ? resolved.slice(prefix.length) : resolved;
    const start: Start = { name, own, prefix, attributes, namespaces };
    const kind = this.#kindOf(root, own);
    if (kind === "entry") this.#startEntry();
    else if (kind === "header") this.#startHeader(root, start);
    else this.#startField(own);
    if (this.#isFull) return;
    const element = this.#element(root, kind, start);
    this.#open.push({ kind, name, element, namespaces, prefix });
  }

  /** Some declare the namespace of Atom on its entries alone. */
  #prefixOf(root: Root, resolved: string): string {
    const isAtomEntry =
      !this.#inEntry && resolved.startsWith(ATOM) && root.entryNames.has(localName(resolved));
    return isAtomEntry ? ATOM : (this.#open.at(-1)?.prefix ?? root.prefix);
  }

  /** What stands after the end of the root may be another root. */
  #kindOf(root: Root, name: string): Frame["kind"] {
    if (root.entryNames.has(name)) return "entry";
    const isHeader = name === "channel" || (this.#open.length === 0 && judgeRoot(name) === "root");
    return isHeader ? "header" : "field";
  }

  #element(root: Root, kind: Frame["kind"], { own, attributes }: Start): GrowingElement | undefined {
    const parent = this.#open.at(-1);
    const base = baseWithin(parent?.element?.base ?? root.header.base, attributes);
    if (kind === "header") return { ...root.header, base };
    if (kind === "entry") return newElement({ name: own, attributes, base });
    if (parent?.element === undefined) return undefined;
    const count = countOf(attributes);
    const hasRoom =
      parent.kind === "entry" ? this.#room.forField(count) : this.#room.forNode(this.#inEntry, count);
    if (!hasRoom) return undefined;
    const element = newElement({ name: own, attributes, base });
    addChild(parent.element, element);
    return element;
  }

  /** What a channel says in its attributes it says of the feed. */
  #startHeader(root: Root, { own, attributes }: Start): void {
    this.#endUnended(this.#headers);
    this.#closeDownTo(Math.min(this.#headers, MAX_HEADERS - 1));
    this.#headers += 1;
    if (own !== "channel") return;
    this.#sawChannel = true;
    this.#root = {
      ...root,
      header: { ...root.header, attributes: { ...attributes, ...root.header.attributes } },
    };
  }

  /** Entries and channels end what is open but the channel: entries are not nested, and fields do not hold them. */
  #startEntry(): void {
    this.#endUnended(this.#headers);
    if (this.#entries === MAX_ENTRIES) this.#stop(`there are more than ${MAX_ENTRIES} entries`);
    this.#inEntry = true;
    this.#room.startEntry();
  }

  /** Ends a field whose end tag was left out, and what is open too deep. */
  #startField(next: string): void {
    const container = this.#headers + (this.#inEntry ? 1 : 0);
    const field = this.#open[container]?.element;
    if (field !== undefined && endsField(field.name, next)) this.#endUnended(container);
    else if (this.#open.length === MAX_DEPTH) this.#closeDownTo(MAX_DEPTH - 1);
  }

  /** The same of what should have had end tags of its own. */
  #endUnended(count: number): void {
    this.#reading.repairs.add("end-tags", this.#open.length - count);
    this.#closeDownTo(count);
  }

  #closeDownTo(count: number): void {
    while (this.#open.length > count) {
      const frame = this.#open.pop();
      if (frame?.kind !== "entry") continue;
      this.#inEntry = false;
      if (frame.element === undefined) continue;
      this.#entries += 1;
      this.#reading.onEntry(frame.element, this.#isCut);
    }
    this.#headers = Math.min(this.#headers, this.#open.length);
  }
}

function countOf(attributes: Attributes): number {
  let count = 0;
  for (const _ in attributes) count += 1;
  return count;
}
