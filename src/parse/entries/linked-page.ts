import { attribute, childNamed, childrenNamed, type Element, firstIn, textOf } from "../markup/element.ts";
import { webLink } from "../links.ts";
import type { Dialect } from "../prose/rich-text.ts";

/** IANA lets a relation be written as an address whose last part names it. */
const RELATION_BASE = "http://www.iana.org/assignments/relation/";

/**
 * The page that an entry, or the head of a feed, is about. Atom: its alternate link, HTML first, else one that is written as
 * in RSS, else an identifier that is an address. RSS: its link, else an Atom alternate link, else a guid that is a permanent link, else rdf:about,
 * else, for CDF, its own `href` or that of its `<a>`.
 */
export function linkedPage(element: Element, dialect: Dialect): string | undefined {
  if (dialect === "atom") {
    return alternate(element, ["link"]) ?? linkIn(element, "link") ?? addressIn(element, "id");
  }
  return (
    linkIn(element, "link") ??
    alternate(element, ["link", "atom:link"]) ??
    permanentGuid(element) ??
    about(element) ??
    hrefOf(element) ??
    firstIn(element, ["a"], hrefOf)
  );
}

/** Links by their relation (`alternate` when none is written), in the order of the document. */
export function linksRelated(
  element: Element,
  names: readonly string[],
  relation: string,
): readonly Element[] {
  return childrenNamed(element, names).filter((link) => {
    const written = attribute(link, "rel")?.toLowerCase() ?? "";
    return (written === "" ? "alternate" : written.replace(RELATION_BASE, "")) === relation;
  });
}

/** Where a link element points to. */
export function hrefOf(link: Element): string | undefined {
  return webLink(attribute(link, "href"), link.base);
}

function alternate(element: Element, names: readonly string[]): string | undefined {
  const links = linksRelated(element, names, "alternate").filter((link) => hrefOf(link) !== undefined);
  const page = links.find((link) => attribute(link, "type")?.includes("html") ?? true) ?? links[0];
  return page === undefined ? undefined : hrefOf(page);
}

function linkIn(element: Element, name: string): string | undefined {
  return firstIn(element, [name], (child) => webLink(textOf(child), child.base));
}

/** RSS 2.0: a guid is a permanent link unless it says otherwise. */
function permanentGuid(element: Element): string | undefined {
  const guid = childNamed(element, "guid");
  const isPermanent = guid !== undefined && attribute(guid, "ispermalink")?.toLowerCase() !== "false";
  return isPermanent ? addressIn(element, "guid") : undefined;
}

function about(element: Element): string | undefined {
  return wholeAddress(attribute(element, "about") ?? "");
}

function addressIn(element: Element, name: string): string | undefined {
  const child = childNamed(element, name);
  return child === undefined ? undefined : wholeAddress(textOf(child));
}

/** An identifier is an address only if it is a whole one: anything would do for a relative one. */
function wholeAddress(identifier: string): string | undefined {
  return URL.canParse(identifier) ? webLink(identifier, identifier) : undefined;
}
