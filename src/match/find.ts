import type { Matchable } from "../model/item.ts";
import type { Concept, Exclude, Role } from "../model/profile.ts";
import type { Matcher, Rule } from "./compile.ts";
import { evaluate } from "./evaluate.ts";
import { type Seen, seenIn } from "./seen.ts";
import { type Occurrence, withoutOverlaps, wordsIn } from "./spot.ts";

/** A term of a profile, found in an item. */
export interface Found<Of extends Concept | Exclude = Concept> extends Occurrence {
  readonly of: Of;
}

/** All that an item holds of one profile, in reading order. */
export interface Finds {
  /**
   * Of overlapping terms only the longest. What plans found stands beside it, once for each word that it begins at: a
   * combination is judged by its own words, and takes none away from what counts alone.
   */
  readonly concepts: readonly Found[];
  readonly exclusions: readonly Found<Exclude>[];
  /** Ordinary words in a place where their case proves nothing: they count for nothing. */
  readonly doubtful: readonly Found[];
}

/** What an item holds of each profile: keyed by the profile's index, profiles without any term left out. */
export function findInItem(
  matcher: Matcher,
  item: Matchable,
  seen: readonly Seen[] = seenIn(matcher, item),
): ReadonlyMap<number, Finds> {
  const gathering = new Gathering(matcher);
  for (const one of seen) gathering.add(one);
  gathering.addPlans(item);
  return gathering.finds();
}

interface Gathered {
  readonly concepts: Found[];
  readonly combined: Found[];
  readonly exclusions: Found<Exclude>[];
  readonly doubtful: Found[];
}

/** Sorts what was seen in one item by the profiles whose it is. */
class Gathering {
  readonly #matcher: Matcher;
  readonly #byProfile = new Map<number, Gathered>();
  /** Of terms that are part of a plan. */
  readonly #parts = new Map<number, Occurrence[]>();
  readonly #planned = new Set<Rule>();

  constructor(matcher: Matcher) {
    this.#matcher = matcher;
  }

  add({ term, at, counts }: Seen): void {
    const { terms, rules } = this.#matcher;
    const rule = rules[terms.rules[term] ?? -1];
    if (rule === undefined) return;
    const occurrence = { term: terms.written[term] ?? "", at };
    if (terms.alone[term] === 1 || !counts) this.#addFound(rule, occurrence, counts);
    else this.#addPart(rule, term, occurrence);
  }

  /** Evaluates the plans of which any term was seen: without any, none holds. */
  addPlans(item: Matchable): void {
    for (const occurrences of this.#parts.values()) occurrences.sort((a, b) => a.at.place - b.at.place);
    const occurrencesOf = (term: number): readonly Occurrence[] => this.#parts.get(term) ?? [];
    for (const rule of this.#planned) {
      for (const plan of rule.plans) {
        this.#addCombined(rule, evaluate(plan, { item, occurrencesOf }).found);
      }
    }
  }

  finds(): ReadonlyMap<number, Finds> {
    const finds = new Map<number, Finds>();
    for (const [profile, { concepts, combined, exclusions, doubtful }] of this.#byProfile) {
      const alone = withoutOverlaps(concepts, strongestFirst);
      finds.set(profile, { concepts: together(alone, combined), exclusions, doubtful });
    }
    return finds;
  }

  #addPart(rule: Rule, term: number, occurrence: Occurrence): void {
    this.#planned.add(rule);
    const known = this.#parts.get(term);
    if (known === undefined) this.#parts.set(term, [occurrence]);
    else known.push(occurrence);
  }

  #addCombined({ profile, of }: Rule, found: readonly Occurrence[]): void {
    if (!("role" in of)) return;
    const { combined } = this.#gatheredFor(profile);
    for (const { term, at } of found) combined.push({ of, term, at });
  }

  #gatheredFor(profile: number): Gathered {
    const known = this.#byProfile.get(profile);
    if (known !== undefined) return known;
    const gathered: Gathered = { concepts: [], combined: [], exclusions: [], doubtful: [] };
    this.#byProfile.set(profile, gathered);
    return gathered;
  }

  #addFound({ profile, of }: Rule, { term, at }: Occurrence, counts: boolean): void {
    const gathered = this.#gatheredFor(profile);
    if ("role" in of) gathered[counts ? "concepts" : "doubtful"].push({ of, term, at });
    else if (counts && (of.in ?? at.field) === at.field) gathered.exclusions.push({ of, term, at });
  }
}

/** In reading order; of what one concept has at one place, the term that counts alone, else the shortest stretch. */
function together(alone: readonly Found[], combined: readonly Found[]): readonly Found[] {
  if (combined.length === 0) return alone;
  const taken = new Set<string>();
  const all = [...alone, ...combined.toSorted(shortestFirst)].filter(({ of, at }) => {
    const key = `${at.place} ${of.id}`;
    return !taken.has(key) && taken.add(key);
  });
  return all.toSorted((a, b) => a.at.place - b.at.place || compareText(a.of.id, b.of.id));
}

function shortestFirst(a: Found, b: Found): number {
  return a.at.placeEnd - b.at.placeEnd || compareText(a.term, b.term);
}

const STRENGTH: Readonly<Record<Role, number>> = { core: 0, weak: 1, context: 2 };

/**
 * The one with most words first, then the leftmost; a term that two concepts share goes to the stronger one. The order
 * of the profile's concepts and terms plays no part.
 */
function strongestFirst(a: Found, b: Found): number {
  return (
    wordsIn(b.at) - wordsIn(a.at) ||
    a.at.place - b.at.place ||
    a.at.placeEnd - b.at.placeEnd ||
    strongerFirst(a.of, b.of) ||
    compareText(a.term, b.term)
  );
}

/** Of two concepts that find the same words, the one that they go to comes first. */
export function strongerFirst(a: Concept, b: Concept): number {
  return STRENGTH[a.role] - STRENGTH[b.role] || b.weight - a.weight || compareText(a.id, b.id);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
