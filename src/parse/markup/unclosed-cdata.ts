import type { RepairTally } from "../repair-tally.ts";

/** Without the angle bracket, of which there are many: this is found in a third of the time. */
const START = "![CDATA[";
const END = "]]>";
/** The start tag right before a section: the field that the section is the content of. */
const FIELD = /<([A-Za-z_][\w.:-]{0,63})(?:\s[^<>]{0,200})?>\s*<$/;
const BEFORE = 300;
/** The end tag of a root, at the end of a text. */
const ROOT_END = /<\/(?:[\w.-]{1,64}:)?(?:rss|rdf|feed|channel|urlset)\s*>$/i;
const LONGEST_ROOT_END = 200;
const MOST_COMMENTS = 16;

/**
 * Ends sections of CDATA that are never ended where their field ends: where the end tag comes with another tag behind
 * it. Without it such a section swallows all up to the end of the document, items and all.
 *
 * A section is only touched when no end follows anywhere. Where one does, all before it is text by the rules of XML,
 * whatever it looks like: a body that holds `</description></item><item>…<![CDATA[` must not make an item. Nor is one
 * touched in a document without the end of its root: such a body may have been cut.
 */
export function endUnclosedCdata(markup: string, repairs: RepairTally): string {
  const first = markup.indexOf(START, markup.lastIndexOf(END) + 1);
  return first >= 0 && endsWithRoot(markup) ? withEnds(markup, first, repairs) : markup;
}

/** Caches write their comments behind the root. */
function endsWithRoot(markup: string): boolean {
  let rest = markup.trimEnd();
  for (let comments = 0; rest.endsWith("-->") && comments < MOST_COMMENTS; comments += 1)
    rest = rest.slice(0, Math.max(0, rest.lastIndexOf("<!--"))).trimEnd();
  return ROOT_END.test(rest.slice(-LONGEST_ROOT_END));
}

function withEnds(markup: string, first: number, repairs: RepairTally): string {
  const pieces: string[] = [];
  let from = 0;
  for (let start = first; start >= 0;) {
    const next = markup.indexOf(START, start + START.length);
    const fieldEnd = endOfField(markup, start, next < 0 ? markup.length : next);
    if (fieldEnd !== undefined) {
      pieces.push(markup.slice(from, fieldEnd), END);
      from = fieldEnd;
    }
    start = next;
  }
  repairs.add("cdata", pieces.length / 2);
  return from === 0 ? markup : pieces.join("") + markup.slice(from);
}

/** Where the field that a section stands in is closed before `limit`. */
function endOfField(markup: string, section: number, limit: number): number | undefined {
  const name = FIELD.exec(markup.slice(Math.max(0, section - BEFORE), section))?.[1];
  if (name === undefined) return undefined;
  const inside = markup.slice(section, limit);
  const at = inside.indexOf(`</${name}>`);
  const follows = inside.slice(at + name.length + 3).trimStart();
  return at >= 0 && (follows.startsWith("<") || follows === "") ? section + at : undefined;
}
