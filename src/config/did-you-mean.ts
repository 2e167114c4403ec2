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

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment distance). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = at(last, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const swapped =
        a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
          ? at(beforeLast, column - 2) + 1
          : Number.POSITIVE_INFINITY;
      current.push(Math.min(at(last, column) + 1, at(current, column - 1) + 1, replaced, swapped));
    }
    [beforeLast, last] = [last, current];
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
