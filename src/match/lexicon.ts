import { stem } from "../text/stem.ts";
import type { PhraseWord } from "./phrase.ts";
import { type Surface, SurfaceTable } from "./surface-table.ts";

/** Of a word that no phrase asks for. */
const NO_STEM = -1;
const NO_PREFIX = -1;
const NONE: readonly number[] = [];

/**
 * Which words of phrases a word of a text can be: numbers, one per stem or prefix that profiles use. It remembers the
 * words that it met; that memory is bounded and changes no answer.
 */
export class Lexicon {
  /** Of the word looked up last: the number of its stem, −1 when no phrase has it. */
  stem: number = NO_STEM;
  /** Of the word looked up last: the number of the longest prefix that it begins with, −1 when there is none. */
  prefix: number = NO_PREFIX;

  readonly #numbers = new Map<string, number>();
  readonly #prefixLengths = new Set<number>();
  /** By the longest prefix of a word: all of its prefixes. */
  readonly #chains = new Map<number, readonly number[]>();
  readonly #surfaces = new SurfaceTable();

  get size(): number {
    return this.#numbers.size;
  }

  /** The number of a phrase's word; the same for equal words. Words are added before texts are read. */
  add({ kind, text }: PhraseWord): number {
    const key = kind === "prefix" ? `${text}*` : text;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    if (kind === "prefix") this.#prefixLengths.add(text.length);
    const number = this.#numbers.size;
    this.#numbers.set(key, number);
    return number;
  }

  /** Looks a folded word up, and remembers it. */
  lookUp(surface: Surface): void {
    const word = this.#surfaces.indexOf(surface);
    if (word >= 0) {
      this.stem = this.#surfaces.stemOf(word);
      this.prefix = this.#surfaces.prefixOf(word);
      return;
    }
    const folded = String.fromCharCode(...surface.units.subarray(0, surface.length));
    this.stem = this.#numbers.get(stem(folded)) ?? NO_STEM;
    this.prefix = this.#longestPrefixOf(folded);
    this.#surfaces.remember(surface, this.stem, this.prefix);
  }

  /** The numbers of all prefixes of words whose longest prefix this is. */
  prefixesOf(longest: number): readonly number[] {
    return this.#chains.get(longest) ?? NONE;
  }

  #longestPrefixOf(folded: string): number {
    const found: number[] = [];
    let longest = NO_PREFIX;
    let longestLength = 0;
    for (const length of this.#prefixLengths) {
      const number = folded.length < length ? undefined : this.#numbers.get(`${folded.slice(0, length)}*`);
      if (number === undefined) continue;
      found.push(number);
      if (length > longestLength) [longest, longestLength] = [number, length];
    }
    if (longest !== NO_PREFIX && !this.#chains.has(longest)) this.#chains.set(longest, found);
    return longest;
  }
}
