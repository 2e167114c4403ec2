import type { PhraseWord } from "./phrase.ts";

/**
 * At which word a phrase is looked for: the one that fewest texts and fewest phrases hold, as far as can be told
 * without counting texts. Short words are the common ones, then the word that fewest phrases share, then the longest.
 */
export function rarestPlace(words: readonly PhraseWord[], usesAt: (place: number) => number): number {
  let best = 0;
  for (let place = 1; place < words.length; place += 1) {
    if (isRarer({ words, usesAt }, place, best)) best = place;
  }
  return best;
}

function isRarer(
  { words, usesAt }: { readonly words: readonly PhraseWord[]; readonly usesAt: (place: number) => number },
  a: number,
  b: number,
): boolean {
  const [left, right] = [words[a]?.text ?? "", words[b]?.text ?? ""];
  const [isShort, isOtherShort] = [left.length <= SHORT, right.length <= SHORT];
  if (isShort !== isOtherShort) return isOtherShort;
  const uses = usesAt(a) - usesAt(b);
  return uses < 0 || (uses === 0 && left.length > right.length);
}

const SHORT = 3;
