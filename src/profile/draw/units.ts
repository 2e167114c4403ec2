import type { Acronym } from "./acronyms.ts";
import { ByWords } from "./by-words.ts";
import type { TermPair } from "./pairs.ts";
import { byStrength, type Term } from "./weigh-terms.ts";

/** Terms that say the same: in two languages, or as an acronym and its long form. */
export interface Unit {
  readonly key: string;
  /** The strongest first. */
  readonly terms: readonly Term[];
  /** The places of the documents that hold one of them, the smallest first. */
  readonly documents: readonly number[];
  readonly count: number;
  readonly isName: boolean;
  readonly strength: number;
}

/** Joins terms by what is known of them; the strongest unit first. */
export function unitsOf(
  terms: readonly Term[],
  pairs: readonly TermPair[],
  acronyms: readonly Acronym[],
): readonly Unit[] {
  const groups = new Map<Term, Term[]>(terms.map((term) => [term, [term]]));
  const join = (a: Term, b: Term): void => {
    const [into, from] = [groups.get(a) ?? [], groups.get(b) ?? []];
    if (into === from) return;
    into.push(...from);
    for (const term of from) groups.set(term, into);
  };
  for (const { fr, en } of pairs) join(fr, en);
  const all = new ByWords(terms);
  for (const { shortStem, longStems } of acronyms)
    for (const a of all.of([shortStem])) for (const b of all.of(longStems)) join(a, b);
  const names = terms.filter(({ kind }) => kind === "name");
  const rare = new ByWords(names.filter(({ perMillion }) => perMillion === 0));
  // `Clearview AI` for `Clearview`, `Chris Philp` for `Philp`: when the short name is no word of its own.
  for (const longer of names) for (const name of rare.within(longer.stems)) join(name, longer);
  return [...new Set(groups.values())].map(unitOf).toSorted(byStrength);
}

function unitOf(group: readonly Term[]): Unit {
  const terms = group.toSorted(byStrength);
  const documents = [...new Set(terms.flatMap(({ counts }) => [...counts.keys()]))].toSorted((a, b) => a - b);
  return {
    key: terms[0]?.key ?? "",
    terms,
    documents,
    count: terms.reduce((sum, { count }) => sum + count, 0),
    isName: terms.some(({ kind }) => kind === "name"),
    strength: Math.hypot(...terms.map(({ strength }) => strength)),
  };
}
