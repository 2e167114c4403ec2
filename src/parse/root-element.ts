const ROOTS: ReadonlySet<string> = new Set(["rss", "rdf", "feed", "channel"]);
/** What the warnings are made of that a server may print above a feed. */
const WARNING_TAGS: ReadonlySet<string> = new Set(
  "a b br center code div em font hr i p pre span strong table tbody td th tr u".split(" "),
);
const PAGE_TAGS: ReadonlySet<string> = new Set("html head body title meta link script style".split(" "));

/** What an element means that stands before or around the root: the root itself, noise above it, or another document. */
export function judgeRoot(localName: string): "root" | "noise" | "page" | "other" {
  if (ROOTS.has(localName)) return "root";
  if (WARNING_TAGS.has(localName)) return "noise";
  return PAGE_TAGS.has(localName) ? "page" : "other";
}
