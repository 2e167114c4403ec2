import type { Lexicon } from "./lexicon.ts";
import { type Phrase, phraseKey } from "./phrase.ts";
import { rarestPlace } from "./rarest-place.ts";

/**
 * Phrases in columns, without an object for each: in those that end in `Begins`, the next entry is the end. Phrases that
 * are looked for at the same word are neighbours, since a text that holds the word reads all of them.
 */
export interface PhraseTable {
  /** By number of the lexicon: the phrases that are looked for at such a word. */
  readonly phraseBegins: Int32Array;
  readonly wordBegins: Int32Array;
  /** The lexicon's numbers of the phrases' words. */
  readonly words: Int32Array;
  /** By phrase: at which of its words it is looked for. */
  readonly anchors: Uint8Array;
  readonly termBegins: Int32Array;
  /** The terms that stand for the phrase. */
  readonly terms: Int32Array;
  /** Those in which case counts. */
  readonly caseBound: ReadonlyMap<number, Phrase>;
}

/** Collects phrases, equal ones once. */
export class PhraseTableBuilder {
  readonly #lexicon: Lexicon;
  readonly #numbers = new Map<string, number>();
  readonly #phrases: Phrase[] = [];
  /** By phrase: its words as numbers of the lexicon. */
  readonly #words: (readonly number[])[] = [];
  readonly #pairs: { readonly phrases: number[]; readonly terms: number[] } = { phrases: [], terms: [] };

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
    this.#phrases.push(phrase);
    this.#words.push(phrase.words.map((word) => this.#lexicon.add(word)));
  }

  /** The phrases are numbered anew, by the word that they are looked for at. */
  table(): PhraseTable {
    const places = this.#rarestPlaces();
    const byAnchor = grouped(
      this.#words.map((words, phrase) => words[places[phrase] ?? 0] ?? 0),
      this.#lexicon.size,
      (phrase) => phrase,
    );
    const order = byAnchor.values;
    const numberOf = new Int32Array(order.length);
    for (const [number, phrase] of order.entries()) numberOf[phrase] = number;
    const terms = grouped(
      this.#pairs.phrases.map((phrase) => numberOf[phrase] ?? 0),
      order.length,
      (pair) => this.#pairs.terms[pair] ?? 0,
    );
    return {
      phraseBegins: byAnchor.begins,
      ...joined(Array.from(order, (phrase) => this.#words[phrase] ?? [])),
      anchors: Uint8Array.from(order, (phrase) => places[phrase] ?? 0),
      termBegins: terms.begins,
      terms: terms.values,
      caseBound: this.#caseBound(numberOf),
    };
  }

  #rarestPlaces(): readonly number[] {
    const uses = new Int32Array(this.#lexicon.size);
    for (const words of this.#words) for (const word of words) uses[word] = (uses[word] ?? 0) + 1;
    return this.#words.map((words, phrase) =>
      rarestPlace(this.#phrases[phrase]?.words ?? [], (place) => uses[words[place] ?? 0] ?? 0),
    );
  }

  #caseBound(numberOf: Int32Array): ReadonlyMap<number, Phrase> {
    const bound = new Map<number, Phrase>();
    for (const [index, phrase] of this.#phrases.entries()) {
      if (phrase.rule !== "folded") bound.set(numberOf[index] ?? 0, phrase);
    }
    return bound;
  }
}

/** The words of all phrases in one column. */
function joined(phrases: readonly (readonly number[])[]): Pick<PhraseTable, "wordBegins" | "words"> {
  const wordBegins = new Int32Array(phrases.length + 1);
  for (const [phrase, words] of phrases.entries()) {
    wordBegins[phrase + 1] = (wordBegins[phrase] ?? 0) + words.length;
  }
  return { wordBegins, words: Int32Array.from(phrases.flat()) };
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
