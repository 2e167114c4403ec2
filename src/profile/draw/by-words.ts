/** Sequences of words, to be looked up by the words: without it each would be compared with every other. */
export class ByWords<Sequence extends { readonly stems: readonly string[] }> {
  readonly #byStems = new Map<string, Sequence[]>();

  constructor(sequences: Iterable<Sequence>) {
    for (const each of sequences) {
      const key = each.stems.join(" ");
      const same = this.#byStems.get(key);
      if (same === undefined) this.#byStems.set(key, [each]);
      else same.push(each);
    }
  }

  /** Those of just these words. */
  of(stems: readonly string[]): readonly Sequence[] {
    return this.#byStems.get(stems.join(" ")) ?? [];
  }

  /** Those whose words stand in these, one next to the other, but are fewer; each once. */
  within(stems: readonly string[]): readonly Sequence[] {
    const found = new Set<Sequence>();
    for (let first = 0; first < stems.length; first += 1) {
      for (let end = first + 1; end <= stems.length && end - first < stems.length; end += 1)
        for (const each of this.of(stems.slice(first, end))) found.add(each);
    }
    return [...found];
  }
}
