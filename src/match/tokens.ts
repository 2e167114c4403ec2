import type { Hashtag } from "../text/tokens.ts";

const FIRST_CAPACITY = 512;

/**
 * The words of one text as a matcher sees them, in columns: where each stands, and which words of phrases it can be.
 * One is used for text after text, so that reading makes no garbage; what it holds is gone at the next text.
 */
export class Tokens {
  count = 0;
  /** UTF-16 offsets into the text, end exclusive. */
  starts: Int32Array = new Int32Array(FIRST_CAPACITY);
  ends: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** The lexicon's number of its stem, −1 when no phrase has it. */
  stems: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** The lexicon's number of the longest prefix that it begins with, −1 when no phrase asks for one. */
  prefixes: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** Hashtags of several words, each also as a whole. */
  readonly hashtags: WholeHashtag[] = [];

  clear(): void {
    this.count = 0;
    this.hashtags.length = 0;
  }

  add(start: number, end: number, stem: number, prefix: number): void {
    const at = this.count;
    if (at === this.starts.length) this.#grow();
    this.starts[at] = start;
    this.ends[at] = end;
    this.stems[at] = stem;
    this.prefixes[at] = prefix;
    this.count = at + 1;
  }

  #grow(): void {
    this.starts = doubled(this.starts);
    this.ends = doubled(this.ends);
    this.stems = doubled(this.stems);
    this.prefixes = doubled(this.prefixes);
  }
}

/** `#NightTram` as one word. */
export interface WholeHashtag extends Hashtag {
  readonly stem: number;
  readonly prefix: number;
}

/** A column of twice the length that begins like this one. */
function doubled(column: Int32Array): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(column.length * 2);
  longer.set(column);
  return longer;
}
