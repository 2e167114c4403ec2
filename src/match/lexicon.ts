import { foldWord } from "../text/fold.ts";
import { stem } from "../text/stem.ts";
import type { PhraseWord } from "./phrase.ts";

/** Surfaces kept between items; news repeats its words, so nearly every word is found here. */
const MAX_SURFACES = 131_072;
/** Longer words match nothing and are not remembered: hostile text must not fill the memory. */
const MAX_WORD_UNITS = 256;

const NONE: readonly number[] = [];

/**
 * Which phrase words a word of a text can be: a number per stem or prefix that the profiles use. Remembers words as
 * they are written, so that most are recognised without being folded again. The memory is bounded and changes no answer.
 */
export class Lexicon {
  readonly #numbers = new Map<string, number>();
  readonly #prefixLengths = new Set<number>();
  readonly #surfaces = new Map<string, readonly number[]>();

  /** The number of a phrase's word; the same for equal words. */
  add({ kind, text }: PhraseWord): number {
    const key = kind === "prefix" ? `${text}*` : text;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    if (kind === "prefix") this.#prefixLengths.add(text.length);
    const number = this.#numbers.size;
    this.#numbers.set(key, number);
    return number;
  }

  /** The numbers of all phrase words that this word of a text can be. */
  lookUp(surface: string): readonly number[] {
    const known = this.#surfaces.get(surface);
    if (known !== undefined) return known;
    if (surface.length > MAX_WORD_UNITS) return NONE;
    const found = this.#find(foldWord(surface));
    if (this.#surfaces.size >= MAX_SURFACES) this.#surfaces.clear();
    // A slice would keep the whole text that it was cut from alive.
    this.#surfaces.set(copy(surface), found);
    return found;
  }

  #find(folded: string): readonly number[] {
    const keys = [stem(folded)];
    for (const length of this.#prefixLengths) {
      if (folded.length >= length) keys.push(`${folded.slice(0, length)}*`);
    }
    const found = keys.flatMap((key) => this.#numbers.get(key) ?? []);
    return found.length === 0 ? NONE : found;
  }
}

function copy(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}
