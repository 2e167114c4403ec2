import { editDistance } from "../../model/edit-distance.ts";

/**
 * The candidate that was probably meant by `word`, or nothing when none is close. Case, hyphens and underscores do not
 * count, a word may carry on after the candidate (`monday` for `mon`), and otherwise one slip is forgiven for each
 * three letters.
 */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const plain = plainForm(word);
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    if (candidate === word) continue;
    const distance = distanceTo(plain, plainForm(candidate));
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return bestDistance <= Math.max(1, Math.floor(plain.length / 3)) ? best : undefined;
}

function plainForm(word: string): string {
  // Longer words are not slips of anything we know, and the comparison is quadratic.
  return word
    .slice(0, 64)
    .toLowerCase()
    .replaceAll(/[-_\s]/gu, "");
}

function distanceTo(word: string, candidate: string): number {
  if (candidate.length >= 3 && word.startsWith(candidate)) return word === candidate ? 0 : 0.5;
  return editDistance(word, candidate);
}
