const MOST_ENTRIES = 250;
const MOST_CHARACTERS = 1 << 18;

/**
 * The next entries of a list, few enough to pass from thread to thread in a few milliseconds. There is always one, if
 * any is left.
 */
export function portionFrom<E>(
  entries: readonly E[],
  from: number,
  lengthOf: (entry: E) => number,
): { readonly entries: readonly E[]; readonly isLast: boolean } {
  let end = from;
  let characters = 0;
  for (const entry of entries.slice(from, from + MOST_ENTRIES)) {
    characters += lengthOf(entry);
    if (end > from && characters > MOST_CHARACTERS) break;
    end += 1;
  }
  return { entries: entries.slice(from, end), isLast: end >= entries.length };
}
