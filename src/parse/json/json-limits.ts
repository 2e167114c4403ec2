const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** How much a JSON text may hold. */
export interface JsonLimits {
  /** Lists and objects inside each other. */
  readonly depth: number;
  /** Lists and objects in all, left out or not. */
  readonly count: number;
  /** What one list or object is read of; the rest of it is left out. */
  readonly width: number;
  /** Values in all that is not left out. */
  readonly values: number;
}

/**
 * A JSON text without what stands in its lists and objects beyond their width; undefined when it holds more than the
 * other limits allow. To be asked before it is parsed: a parser spends some hundred bytes on every opening bracket and
 * every name, of which a document may consist.
 */
export function withinLimits(text: string, limits: JsonLimits): string | undefined {
  const reading = new Reading(text, limits);
  for (let at = 0; at < text.length && !reading.isTooMuch; at += 1) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfString(text, at);
        break;
      case COMMA:
        reading.next(at);
        break;
      case OPEN_LIST:
      case OPEN_OBJECT:
        reading.open();
        break;
      case CLOSE_LIST:
      case CLOSE_OBJECT:
        reading.close(at);
        break;
    }
  }
  return reading.isTooMuch ? undefined : reading.kept();
}

/** Counts what a text holds, and gathers what is kept of it. */
class Reading {
  readonly #text: string;
  readonly #limits: JsonLimits;
  /** What was met of each list and object that is open, outermost first. */
  readonly #widths: number[] = [];
  #count = 0;
  #values = 0;
  readonly #pieces: string[] = [];
  #from = 0;
  /** Where what is left out begins, and how many are open there. */
  #leftOut: { readonly from: number; readonly depth: number } | undefined;
  #isTooMuch = false;

  constructor(text: string, limits: JsonLimits) {
    this.#text = text;
    this.#limits = limits;
  }

  get isTooMuch(): boolean {
    return this.#isTooMuch;
  }

  open(): void {
    const { depth, count } = this.#limits;
    this.#widths.push(1);
    this.#count += 1;
    if (this.#widths.length > depth || this.#count > count) this.#isTooMuch = true;
    if (this.#leftOut === undefined) this.#countValue();
  }

  /** Another value follows in the innermost list or object. */
  next(comma: number): void {
    const depth = this.#widths.length;
    if (this.#leftOut !== undefined || depth === 0) return;
    const width = (this.#widths[depth - 1] ?? 0) + 1;
    this.#widths[depth - 1] = width;
    if (width > this.#limits.width) this.#leftOut = { from: comma, depth };
    else this.#countValue();
  }

  close(at: number): void {
    if (this.#leftOut?.depth === this.#widths.length) {
      this.#pieces.push(this.#text.slice(this.#from, this.#leftOut.from));
      this.#from = at;
      this.#leftOut = undefined;
    }
    this.#widths.pop();
  }

  kept(): string {
    const rest = this.#text.slice(this.#from, this.#leftOut?.from);
    return this.#pieces.length === 0 ? rest : this.#pieces.join("") + rest;
  }

  #countValue(): void {
    this.#values += 1;
    if (this.#values > this.#limits.values) this.#isTooMuch = true;
  }
}

/** Where the string that begins at `start` ends; the end of the text when it does not. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}
