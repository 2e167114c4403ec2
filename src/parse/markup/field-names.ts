/** What may stand directly in an entry or a channel: a new one ends an open one whose end tag is missing or wrong. */
const FIELDS: ReadonlySet<string> = new Set(
  (
    "title link guid id pubdate published updated modified issued description abstract summary content content:encoded " +
    "author category comments enclosure source dc:creator dc:date dc:subject dc:title dc:language " +
    "atom:link atom:updated atom:published media:content media:thumbnail media:group loc lastmod news:news"
  ).split(" "),
);
/** Fields that hold words only. */
const LEAVES: ReadonlySet<string> = new Set(
  (
    "title link guid id pubdate published updated modified issued category comments enclosure " +
    "dc:creator dc:date dc:subject dc:title dc:language atom:link atom:updated atom:published loc lastmod"
  ).split(" "),
);
/** Fields that may hold HTML unescaped, and so elements named title, link, source or summary. */
const BODIES: ReadonlySet<string> = new Set(["description", "summary", "content", "content:encoded"]);
const NO_HTML: ReadonlySet<string> = new Set(
  (
    "guid id pubdate published updated modified issued description content:encoded category comments enclosure " +
    "dc:creator dc:date dc:subject"
  ).split(" "),
);

/** Whether a start tag inside an open field shows that the field's end tag was left out or misspelt. */
export function endsField(open: string, next: string): boolean {
  if (LEAVES.has(open)) return FIELDS.has(next);
  return BODIES.has(open) && NO_HTML.has(next);
}
