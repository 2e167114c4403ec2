import { decodeReferences } from "./references.ts";

/** A part of a feed document. Texts among the children are decoded; attribute values are as written. */
export interface Element {
  /** In lower case, under the prefix that its namespace is known by: `title`, `dc:creator`. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** What relative addresses inside it are relative to. */
  readonly base: string;
  readonly children: readonly (Element | string)[];
}

/** An element that is being read. Its children are added by `addChild` alone. */
export interface GrowingElement extends Element {
  children: (Element | string)[];
}

/** One for all: most elements of a body have no child or one, and a list that may grow takes twice what they do. */
const NO_CHILDREN: (Element | string)[] = [];

/** An element without children yet. */
export function newElement(fields: Omit<Element, "children">): GrowingElement {
  const { name, attributes, base } = fields;
  return { name, attributes, base, children: NO_CHILDREN };
}

/** Adds what comes next inside an element. */
export function addChild(element: GrowingElement, child: Element | string): void {
  if (element.children === NO_CHILDREN) element.children = [child];
  else element.children.push(child);
}

/** The child elements that have one of these names, by the order of the names. */
export function childrenNamed(element: Element, names: readonly string[]): readonly Element[] {
  const found: Element[] = [];
  for (const name of names) {
    for (const child of element.children) {
      if (isNamed(child, name)) found.push(child);
    }
  }
  return found;
}

/** The first child element with the first of these names that there is. */
export function childNamed(element: Element, name: string): Element | undefined {
  return element.children.find((child) => isNamed(child, name));
}

function isNamed(child: Element | string, name: string): child is Element {
  return typeof child !== "string" && child.name === name;
}

/** All text inside, in order, without the white space around it. */
export function textOf(element: Element): string {
  return rawTextOf(element).trim();
}

function rawTextOf(element: Element): string {
  const [only] = element.children;
  if (element.children.length === 1 && typeof only === "string") return only;
  // A document is read only so deep: this recursion is bounded.
  return element.children.map((child) => (typeof child === "string" ? child : rawTextOf(child))).join("");
}

/** The first value that is read of a child of these names, by the order of the names. */
export function firstIn<Value>(
  element: Element,
  names: readonly string[],
  read: (child: Element) => Value | undefined,
): Value | undefined {
  for (const name of names) {
    for (const child of element.children) {
      const value = isNamed(child, name) ? read(child) : undefined;
      if (value !== undefined) return value;
    }
  }
  return undefined;
}

/** The first text that is not empty among the children of these names. */
export function firstText(element: Element, names: readonly string[]): string | undefined {
  return firstIn(element, names, (child) => textOf(child) || undefined);
}

/** An attribute's value, decoded; the case of its name does not matter, nor does a prefix (`rdf:about`). */
export function attribute(element: Pick<Element, "attributes">, name: string): string | undefined {
  for (const written in element.attributes) {
    const lower = written.toLowerCase();
    if (lower === name || (lower.endsWith(name) && lower.at(-name.length - 1) === ":")) {
      return decodeReferences(element.attributes[written] ?? "").trim();
    }
  }
  return undefined;
}
