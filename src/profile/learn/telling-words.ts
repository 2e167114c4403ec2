import type { Profile } from "../../model/profile.ts";
import { foldWord } from "../../text/fold.ts";
import { stem } from "../../text/stem.ts";
import { readWords } from "../../text/tokens.ts";
import { commonness } from "../lint/common-words.ts";

/** A word that sets some items apart from others. */
export interface TellingWord {
  /** As most of the items write it, in small letters. */
  readonly word: string;
  /** Items of the group that hold it, of so many. */
  readonly here: Share;
  /** The same of each group that it was compared with. */
  readonly elsewhere: readonly Share[];
}

export interface Share {
  readonly with: number;
  readonly of: number;
}

/** A group to compare with, and how many times rarer a word must be there; one without any text is left out. */
export interface Elsewhere {
  readonly texts: WordTexts;
  readonly lift: number;
}

const MOST_WORDS = 5;
const SHORTEST = 3;

/** Counts in how many texts of a group each word stands, whatever its ending. */
export class WordTexts {
  readonly #with = new Map<string, number>();
  readonly #forms = new Map<string, Map<string, number>>();
  #of = 0;

  add(text: string): void {
    this.#of += 1;
    const seen = new Set<string>();
    const { starts, ends } = readWords(text);
    for (const [word, start] of starts.entries()) {
      const written = text.slice(start, ends[word]);
      const folded = foldWord(written);
      const root = stem(folded);
      if (seen.has(root) || !canTell(folded)) continue;
      seen.add(root);
      this.#with.set(root, (this.#with.get(root) ?? 0) + 1);
      this.#countForm(root, written.toLowerCase());
    }
  }

  share(root: string): Share {
    return { with: this.#with.get(root) ?? 0, of: this.#of };
  }

  get size(): number {
    return this.#of;
  }

  get roots(): Iterable<string> {
    return this.#with.keys();
  }

  /** The most frequent spelling; of equal ones the first by letters. */
  formOf(root: string): string {
    const forms = [...(this.#forms.get(root) ?? [])];
    return forms.toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0] ?? root;
  }

  #countForm(root: string, form: string): void {
    const forms = this.#forms.get(root) ?? new Map<string, number>();
    this.#forms.set(root, forms.set(form, (forms.get(form) ?? 0) + 1));
  }
}

function canTell(folded: string): boolean {
  return folded.length >= SHORTEST && !/\p{N}/u.test(folded) && commonness(folded) !== "everyday";
}

/**
 * Words that stand in at least `fewest` texts of a group and, by share, so many times as often as in each of the other
 * groups (half a text is added to each count, so that little is not taken for much). Words that the profile itself uses
 * are left out, and nothing tells without a group to compare with. At most five, those that tell most first.
 */
export function tellingWords(
  { here, elsewhere }: { readonly here: WordTexts; readonly elsewhere: readonly Elsewhere[] },
  profile: Profile,
  fewest: number,
): readonly TellingWord[] {
  const own = rootsIn(profile);
  const others = elsewhere.filter(({ texts }) => texts.size > 0);
  if (others.length === 0) return [];
  const found = [...here.roots].flatMap((root) => {
    const share = here.share(root);
    if (share.with < fewest || own.has(root)) return [];
    const lifts = others.map(({ texts, lift }) => smoothed(share) / smoothed(texts.share(root)) / lift);
    const least = Math.min(...lifts);
    if (least < 1) return [];
    const word = {
      word: here.formOf(root),
      here: share,
      elsewhere: elsewhere.map(({ texts }) => texts.share(root)),
    };
    return [{ word, tells: share.with * (1 + Math.log(least)) }];
  });
  return found
    .toSorted((a, b) => b.tells - a.tells || (a.word.word < b.word.word ? -1 : 1))
    .slice(0, MOST_WORDS)
    .map(({ word }) => word);
}

function smoothed({ with: count, of }: Share): number {
  return (count + 0.5) / (of + 1);
}

/** The words that a profile looks for already, or excludes. */
function rootsIn({ concepts, exclude }: Profile): ReadonlySet<string> {
  const texts = [
    ...concepts.flatMap(({ any, exact, near, regex, query }) => [
      ...any,
      ...exact,
      ...near.flatMap(({ all }) => all.flat()),
      ...regex,
      ...(query === undefined ? [] : [query]),
    ]),
    ...exclude.flatMap(({ any, exact }) => [...any, ...exact]),
  ];
  return new Set(
    texts.flatMap((text) => {
      const { starts, ends } = readWords(text);
      return starts.map((start, word) => stem(foldWord(text.slice(start, ends[word]))));
    }),
  );
}
