import type { Surface } from "../text/read-folded.ts";
import { stem } from "../text/stem.ts";
import type { PhraseWord } from "./phrase.ts";
import { SurfaceTable } from "./surface-table.ts";

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

  readonly #stems = new Map<string, number>();
  readonly #prefixes = new Map<string, number>();
  /** The longest first. */
  #prefixLengths: readonly number[] = [];
  /** By the longest prefix of a word: all of its prefixes. */
  readonly #chains = new Map<number, readonly number[]>();
  readonly #surfaces = new SurfaceTable();

  get size(): number {
    return this.#stems.size + this.#prefixes.size;
  }

  /** The number of a phrase's word; the same for equal words. Words are added before texts are read. */
  add({ kind, text }: PhraseWord): number {
    const numbers = kind === "prefix" ? this.#prefixes : this.#stems;
    const known = numbers.get(text);
    if (known !== undefined) return known;
    const number = this.size;
    numbers.set(text, number);
    if (kind === "prefix") this.#addLength(text.length);
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
    this.stem = this.#stems.get(stem(folded)) ?? NO_STEM;
    this.prefix = this.#longestPrefixOf(folded);
    this.#surfaces.remember(surface, this.stem, this.prefix);
  }

  /** The numbers of all prefixes of words whose longest prefix this is. */
  prefixesOf(longest: number): readonly number[] {
    return this.#chains.get(longest) ?? NONE;
  }

  #addLength(length: number): void {
    if (this.#prefixLengths.includes(length)) return;
    this.#prefixLengths = [...this.#prefixLengths, length].toSorted((a, b) => b - a);
  }

  #longestPrefixOf(folded: string): number {
    let longest = NO_PREFIX;
    const found: number[] = [];
    for (const length of this.#prefixLengths) {
      const number = folded.length < length ? undefined : this.#prefixes.get(folded.slice(0, length));
      if (number === undefined) continue;
      if (longest === NO_PREFIX) longest = number;
      if (this.#chains.has(longest)) return longest;
      found.push(number);
    }
    if (longest !== NO_PREFIX) this.#chains.set(longest, found);
    return longest;
  }
}
