import { Parser } from "htmlparser2";
import { foldSpaces } from "./plain-text.ts";
import { decodeReferences } from "../markup/references.ts";

const MAX_HTML = 1 << 20;
const MAX_TEXT = 100_000;
/** htmlparser2 takes quadratic time in the number of open elements: 200,000 of them cost seconds. */
const MAX_DEPTH = 256;

const SKIPPED: ReadonlySet<string> = new Set(
  "script style template head title iframe noembed noframes object audio video canvas svg select textarea".split(
    " ",
  ),
);
const BLOCKS: ReadonlySet<string> = new Set(
  (
    "address article aside blockquote br center dd details dialog div dl dt fieldset figcaption figure footer form " +
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section summary table tbody tfoot thead tr ul"
  ).split(" "),
);
const CELLS: ReadonlySet<string> = new Set(["td", "th"]);

/**
 * What a reader of this HTML sees, as plain text in reading order: blocks on lines of their own, no scripts, styles or
 * embedded things. Hostile input costs linear time: beyond 256 open elements, 1 MiB of HTML or 100,000 characters of
 * text, the text read so far is the result.
 */
export function visibleText(html: string): string {
  const text = new VisibleText();
  if (!html.includes("<")) {
    text.add(decodeReferences(html.slice(0, MAX_HTML)));
    return text.toString();
  }
  const parser = new Parser(
    {
      onopentagname(name) {
        text.open(name);
        if (text.isFull) parser.pause();
      },
      ontext(piece) {
        text.add(decodeReferences(piece));
        if (text.isFull) parser.pause();
      },
      onclosetag(name) {
        text.close(name);
      },
    },
    // The tokenizer would look at every character of the text for an ampersand.
    { decodeEntities: false },
  );
  parser.write(html.slice(0, MAX_HTML));
  if (!text.isFull) parser.end();
  return text.toString();
}

/** Gathers visible text from the events of a parser or of a walk through a tree. Names are in lower case. */
export class VisibleText {
  #text = "";
  /** What goes between the text so far and the next piece. */
  #gap: "" | " " | "\n" = "";
  #depth = 0;
  /** Depth of the outermost element that is not shown; 0 when none is open. */
  #hiddenSince = 0;

  get isFull(): boolean {
    return this.#depth > MAX_DEPTH || this.#text.length >= MAX_TEXT;
  }

  open(name: string): void {
    this.#depth += 1;
    if (this.#hiddenSince === 0 && SKIPPED.has(name)) this.#hiddenSince = this.#depth;
    this.#separate(name);
  }

  add(piece: string): void {
    if (this.#hiddenSince > 0) return;
    const folded = foldSpaces(piece);
    const start = folded.startsWith(" ") ? 1 : 0;
    if (start === 1 && this.#gap === "") this.#gap = " ";
    if (folded.length === start) return;
    const end = folded.endsWith(" ") ? folded.length - 1 : folded.length;
    const inner = folded.slice(start, end);
    this.#text += this.#text === "" ? inner : this.#gap + inner;
    this.#gap = end < folded.length ? " " : "";
  }

  close(name: string): void {
    if (this.#hiddenSince === this.#depth) this.#hiddenSince = 0;
    this.#depth -= 1;
    this.#separate(name);
  }

  toString(): string {
    const { length } = this.#text;
    const isCutInPair = length > MAX_TEXT && /[\ud800-\udbff]/.test(this.#text.charAt(MAX_TEXT - 1));
    return this.#text.slice(0, isCutInPair ? MAX_TEXT - 1 : MAX_TEXT).trim();
  }

  #separate(name: string): void {
    if (BLOCKS.has(name)) this.#gap = "\n";
    else if (CELLS.has(name) && this.#gap === "") this.#gap = " ";
  }
}
