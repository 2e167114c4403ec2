import type { Phrase } from "../../match/phrase.ts";
import { foldWord } from "../../text/fold.ts";

/** whole: on the same words. part: somewhere inside. */
export type Extent = "whole" | "part";

const MIN_PREFIX_LETTERS = 4;
/** Longer phrases are looked up as a whole only: their parts grow with the square of the words. */
const MOST_WORDS = 12;

/** Phrases with their owners, to be asked which of them are found wherever another phrase is. */
export class PhraseIndex<Owner> {
  readonly #entries = new Map<string, { readonly phrase: Phrase; readonly owner: Owner }[]>();

  add(phrase: Phrase, owner: Owner): void {
    const key = phrase.words.map(({ kind, text }) => (kind === "prefix" ? `${text}*` : text)).join(" ");
    const entries = this.#entries.get(key);
    if (entries === undefined) this.#entries.set(key, [{ phrase, owner }]);
    else entries.push({ phrase, owner });
  }

  /** The owners of all phrases that are found in every hit of this one. */
  covering(phrase: Phrase, extent: Extent): ReadonlySet<Owner> {
    const owners = new Set<Owner>();
    for (const key of keysIn(phrase, extent)) {
      for (const { phrase: other, owner } of this.#entries.get(key) ?? []) {
        if (other.rule === "folded" || isSameWriting(other, phrase)) owners.add(owner);
      }
    }
    return owners;
  }
}

/** Case is judged by what stands around, so that a longer exact term proves nothing about a shorter one. */
function isSameWriting(other: Phrase, phrase: Phrase): boolean {
  return other.written === phrase.written && (other.rule === phrase.rule || phrase.rule === "exact");
}

function keysIn(phrase: Phrase, extent: Extent): readonly string[] {
  const { length } = phrase.words;
  if (extent === "whole" || length > MOST_WORDS) return keysOf(phrase, 0, length);
  const keys: string[] = [];
  for (let from = 0; from < length; from += 1) {
    for (let to = from + 1; to <= length; to += 1) keys.push(...keysOf(phrase, from, to));
  }
  return keys;
}

/** What the words may be listed as: themselves, and the beginnings of the last one. */
function keysOf({ words, written }: Phrase, from: number, to: number): readonly string[] {
  const before = words.slice(from, to - 1).map(({ text }) => `${text} `);
  const last = words[to - 1];
  if (last === undefined) return [];
  const lead = before.join("");
  const folded = last.kind === "prefix" ? last.text : foldWord(written.split(" ")[to - 1] ?? "");
  // «national» is also found as «nationaux», which `national*` does not find.
  const longest = last.kind === "stem" && last.text.endsWith("al") ? last.text.length - 1 : folded.length;
  const keys = last.kind === "prefix" ? [] : [`${lead}${last.text}`];
  for (let length = MIN_PREFIX_LETTERS; length <= longest; length += 1) {
    keys.push(`${lead}${folded.slice(0, length)}*`);
  }
  return keys;
}
