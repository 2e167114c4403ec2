import type { Lexicon } from "./lexicon.ts";
import { type Phrase, phraseKey, type PhraseWord } from "./phrase.ts";
import { rarestPlace } from "./rarest-place.ts";

/** Phrases in columns, without an object for each: in those that end in `Begins`, the next entry is the end. */
export interface PhraseTable {
  readonly wordBegins: Int32Array;
  /** The lexicon's numbers of the phrases' words. */
  readonly words: Int32Array;
  /** By phrase: at which of its words it is looked for. */
  readonly anchors: Uint8Array;
  readonly termBegins: Int32Array;
  /** The terms that stand for the phrase. */
  readonly terms: Int32Array;
  /** By number of the lexicon: the phrases that are looked for at such a word. */
  readonly postingBegins: Int32Array;
  readonly postings: Int32Array;
  /** Those in which case counts. */
  readonly caseBound: ReadonlyMap<number, Phrase>;
}

/** Collects phrases, equal ones once. */
export class PhraseTableBuilder {
  readonly #lexicon: Lexicon;
  readonly #numbers = new Map<string, number>();
  readonly #wordBegins: number[] = [0];
  readonly #words: number[] = [];
  readonly #texts: PhraseWord[][] = [];
  readonly #pairs: { readonly phrases: number[]; readonly terms: number[] } = { phrases: [], terms: [] };
  readonly #caseBound = new Map<number, Phrase>();

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
  }

  /** Adds a phrase that a term stands for. */
  add(phrase: Phrase, term: number): void {
    const key = phraseKey(phrase);
    const known = this.#numbers.get(key);
    const number = known ?? this.#numbers.size;
    this.#pairs.phrases.push(number);
    this.#pairs.terms.push(term);
    if (known !== undefined) return;
    this.#numbers.set(key, number);
    for (const word of phrase.words) this.#words.push(this.#lexicon.add(word));
    this.#wordBegins.push(this.#words.length);
    this.#texts.push([...phrase.words]);
    if (phrase.rule !== "folded") this.#caseBound.set(number, phrase);
  }

  table(): PhraseTable {
    const words = Int32Array.from(this.#words);
    const wordBegins = Int32Array.from(this.#wordBegins);
    const uses = new Int32Array(this.#lexicon.size);
    for (const word of words) uses[word] = (uses[word] ?? 0) + 1;
    const anchors = Uint8Array.from(this.#texts, (texts, phrase) =>
      rarestPlace(texts, (place) => uses[words[(wordBegins[phrase] ?? 0) + place] ?? 0] ?? 0),
    );
    const anchorWords = Int32Array.from(
      anchors,
      (place, phrase) => words[(wordBegins[phrase] ?? 0) + place] ?? 0,
    );
    const postings = grouped(anchorWords, this.#lexicon.size, (phrase) => phrase);
    const terms = grouped(this.#pairs.phrases, this.#texts.length, (pair) => this.#pairs.terms[pair] ?? 0);
    return {
      wordBegins,
      words,
      anchors,
      termBegins: terms.begins,
      terms: terms.values,
      postingBegins: postings.begins,
      postings: postings.values,
      caseBound: this.#caseBound,
    };
  }
}

/** The values of each key side by side, in the order in which they came (compressed sparse rows). */
function grouped(
  keys: ArrayLike<number>,
  count: number,
  valueOf: (index: number) => number,
): { readonly begins: Int32Array; readonly values: Int32Array } {
  const begins = new Int32Array(count + 1);
  for (let index = 0; index < keys.length; index += 1) {
    const after = (keys[index] ?? 0) + 1;
    begins[after] = (begins[after] ?? 0) + 1;
  }
  for (let key = 0; key < count; key += 1) begins[key + 1] = (begins[key + 1] ?? 0) + (begins[key] ?? 0);
  const next = begins.slice();
  const values = new Int32Array(keys.length);
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index] ?? 0;
    const at = next[key] ?? 0;
    values[at] = valueOf(index);
    next[key] = at + 1;
  }
  return { begins, values };
}
