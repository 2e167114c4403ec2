/** Without the angle bracket, of which there are many: this is found in a third of the time. */
const START = "![CDATA[";
const END = "]]>";
/** The start tag right before a section: the field that the section is the content of. */
const FIELD = /<([A-Za-z_][\w.:-]{0,63})(?:\s[^<>]{0,200})?>\s*<$/;
const BEFORE = 300;

/**
 * Ends sections of CDATA that are never ended where their field ends: where the end tag comes with another tag behind
 * it. Without it such a section swallows all up to the end of the document, items and all.
 *
 * A section is only touched when no end follows anywhere. Where one does, all before it is text by the rules of XML,
 * whatever it looks like: a body that holds `</description></item><item>…<![CDATA[` must not make an item.
 */
export function endUnclosedCdata(markup: string): string {
  const pieces: string[] = [];
  let from = 0;
  for (let start = markup.indexOf(START, markup.lastIndexOf(END) + 1); start >= 0;) {
    const next = markup.indexOf(START, start + START.length);
    const fieldEnd = endOfField(markup, start, next < 0 ? markup.length : next);
    if (fieldEnd !== undefined) {
      pieces.push(markup.slice(from, fieldEnd), END);
      from = fieldEnd;
    }
    start = next;
  }
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
