const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/** How many lists and objects a JSON text may hold, and how deep inside each other. */
export interface JsonLimits {
  readonly depth: number;
  readonly count: number;
}

/**
 * Whether a JSON text holds more than that. To be asked before it is parsed: a parser spends some hundred bytes on every
 * opening bracket, of which a document may consist.
 */
export function exceeds(text: string, limits: JsonLimits): boolean {
  let depth = 0;
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) at = endOfString(text, at);
    else if (OPENING.has(unit)) {
      depth += 1;
      count += 1;
      if (depth > limits.depth || count > limits.count) return true;
    } else if (CLOSING.has(unit)) depth -= 1;
  }
  return false;
}

/** Where the string that begins at `start` ends; the end of the text when it does not. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === BACKSLASH) at += 1;
    else if (unit === QUOTE) return at;
  }
  return text.length;
}
