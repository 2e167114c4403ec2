/** The elements that feeds and sitemaps begin with, and what each calls its entries. */
const ROOTS: ReadonlyMap<string, readonly string[]> = new Map([
  ["rss", ["item", "entry"]],
  ["rdf", ["item", "entry"]],
  ["feed", ["item", "entry"]],
  ["channel", ["item", "entry"]],
  ["urlset", ["url"]],
  ["sitemapindex", ["sitemap"]],
]);
/** What the warnings are made of that a server may print above a feed, and what strangers on the way put there. */
const NOISE_TAGS: ReadonlySet<string> = new Set(
  "a b br center code div em font hr i p pre script span strong style table tbody td th tr u".split(" "),
);
const PAGE_TAGS: ReadonlySet<string> = new Set("head title meta link".split(" "));
const PAGE_FRAMES: ReadonlySet<string> = new Set(["html", "body"]);
const RAW: ReadonlySet<string> = new Set(["script", "style"]);

/**
 * What an element means that stands before or around the root: the root itself, noise above it, the frame of a page,
 * which some put around a feed, or another document.
 */
export function judgeRoot(localName: string): "root" | "noise" | "frame" | "page" | "other" {
  if (ROOTS.has(localName)) return "root";
  if (PAGE_FRAMES.has(localName)) return "frame";
  if (NOISE_TAGS.has(localName)) return "noise";
  return PAGE_TAGS.has(localName) ? "page" : "other";
}

/** The names of entries in a document with this root. */
export function entryNamesIn(root: string): ReadonlySet<string> {
  return new Set(ROOTS.get(root));
}

/** Whether a root holds the feed's own fields itself: others have a channel for them. */
export function isHeaderItself(root: string): boolean {
  return root !== "rss" && root !== "rdf";
}

/** Whether an element that stands outside of the root holds no tags, whatever it looks like. */
export function holdsNoTags(name: string): boolean {
  return RAW.has(name.toLowerCase());
}
