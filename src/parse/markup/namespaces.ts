/** The prefix under which the rest of this folder knows a namespace, whatever prefix the publisher chose. */
const KNOWN: readonly (readonly [uri: string, prefix: string])[] = [
  // RSS itself: in no namespace, or in one of those that its versions were given.
  ["http://purl.org/rss/1.0/", ""],
  ["http://my.netscape.com/rdf/simple/0.9/", ""],
  ["http://channel.netscape.com/rdf/simple/0.9/", ""],
  ["http://backend.userland.com/rss2", ""],
  ["http://blogs.law.harvard.edu/tech/rss", ""],
  ["http://www.w3.org/2005/atom", "atom"],
  ["http://purl.org/atom/ns#", "atom"],
  ["http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"],
  ["http://www.w3.org/1999/xhtml", "xhtml"],
  ["http://purl.org/dc/elements/1.1/", "dc"],
  ["http://purl.org/dc/terms/", "dcterms"],
  ["http://purl.org/rss/1.0/modules/content/", "content"],
  ["http://purl.org/rss/1.0/modules/syndication/", "sy"],
  ["http://search.yahoo.com/mrss/", "media"],
  ["http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes"],
  ["http://www.sitemaps.org/schemas/sitemap/0.9", ""],
  ["http://www.google.com/schemas/sitemap/0.84", ""],
  ["http://www.google.com/schemas/sitemap-news/0.9", "news"],
  ["http://www.google.com/schemas/sitemap-image/1.1", "image"],
  ["http://www.google.com/schemas/sitemap-video/1.1", "video"],
];
const PREFIX_BY_URI = new Map(KNOWN.map(([uri, prefix]) => [comparable(uri), prefix]));
/** More declarations than this in force at once are not a feed's. */
const MAX_BINDINGS = 64;

/** The namespaces in force at one place of a document. */
export class Namespaces {
  readonly #bindings: ReadonlyMap<string, string>;
  readonly #resolved = new Map<string, string>();

  private constructor(bindings: ReadonlyMap<string, string>) {
    this.#bindings = bindings;
  }

  static readonly none: Namespaces = new Namespaces(new Map());

  /** The namespaces inside an element with these attributes. */
  within(attributes: Readonly<Record<string, string>>): Namespaces {
    let bindings: Map<string, string> | undefined;
    for (const name in attributes) {
      if (!name.startsWith("xmlns")) continue;
      bindings ??= new Map(this.#bindings);
      if (bindings.size < MAX_BINDINGS)
        bindings.set(declaredPrefix(name), comparable(attributes[name] ?? ""));
    }
    return bindings === undefined ? this : new Namespaces(bindings);
  }

  /**
   * An element's name in lower case with the prefix that its namespace is known by here; a namespace nobody knows, or
   * a prefix nobody declared, leaves the prefix as written.
   */
  resolve(name: string): string {
    let resolved = this.#resolved.get(name);
    if (resolved === undefined) {
      resolved = this.#lookUp(name.toLowerCase());
      this.#resolved.set(name, resolved);
    }
    return resolved;
  }

  #lookUp(name: string): string {
    const colon = name.indexOf(":");
    const prefix = colon < 0 ? "" : name.slice(0, colon);
    const local = name.slice(colon + 1);
    const uri = this.#bindings.get(prefix);
    const known = (uri === undefined ? undefined : PREFIX_BY_URI.get(uri)) ?? prefix;
    return known === "" ? local : `${known}:${local}`;
  }
}

/** A name without its prefix. */
export function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function declaredPrefix(attribute: string): string {
  return attribute.slice("xmlns:".length).toLowerCase();
}

/** Publishers forget final slashes, and write https or capitals where the name has none. */
function comparable(uri: string): string {
  return uri
    .trim()
    .toLowerCase()
    .replace(/^https:/, "http:")
    .replace(/[/#]$/, "");
}
