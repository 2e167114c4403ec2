import { editDistance } from "../../model/edit-distance.ts";

/** Words in drawers by first letter and length, to be asked for those that are a slip or two away. */
export class WordIndex {
  readonly #drawers = new Map<string, { readonly word: string; readonly letters: number }[]>();

  constructor(words: Iterable<string>) {
    for (const word of words) {
      const drawer = drawerOf(word[0] ?? "", word.length);
      const entry = { word, letters: lettersOf(word) };
      const known = this.#drawers.get(drawer);
      if (known === undefined) this.#drawers.set(drawer, [entry]);
      else known.push(entry);
    }
  }

  /** The words with the same first letter that so many slips lead to, nearest first; not the word itself. */
  near(word: string, slips: number): readonly string[] {
    const letters = lettersOf(word);
    const found: { readonly word: string; readonly distance: number }[] = [];
    for (let length = word.length - slips; length <= word.length + slips; length += 1) {
      for (const other of this.#drawers.get(drawerOf(word[0] ?? "", length)) ?? []) {
        // Each slip changes two letters of the set at most: that spares us most comparisons.
        if (bitsIn(letters ^ other.letters) > 2 * slips) continue;
        const distance = editDistance(word, other.word);
        if (distance > 0 && distance <= slips) found.push({ word: other.word, distance });
      }
    }
    return found.toSorted((a, b) => a.distance - b.distance).map((each) => each.word);
  }
}

function drawerOf(first: string, length: number): string {
  return `${first}${length}`;
}

/** The set of its letters, one bit each; other scripts share bits, which only costs comparisons. */
function lettersOf(word: string): number {
  let set = 0;
  for (let index = 0; index < word.length; index += 1) set |= 1 << (word.charCodeAt(index) % 32);
  return set;
}

function bitsIn(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
