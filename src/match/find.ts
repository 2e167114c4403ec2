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
  /** Of overlapping words only the longest term. */
  readonly concepts: readonly Found[];
  readonly exclusions: readonly Found<Exclude>[];
  /** Ordinary words in a place where their case proves nothing: they count for nothing. */
  readonly doubtful: readonly Found[];
}

/** What an item holds of each profile: keyed by the profile's index, profiles without any term left out. */
export function findInItem(matcher: Matcher, item: Matchable): ReadonlyMap<number, Finds> {
  const gathering = new Gathering(matcher);
  for (const one of seenIn(matcher, item)) gathering.add(one);
  gathering.addPlans(item);
  return gathering.finds();
}

interface Gathered {
  readonly concepts: Found[];
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
        for (const found of evaluate(plan, { item, occurrencesOf }).found) this.#addFound(rule, found, true);
      }
    }
  }

  finds(): ReadonlyMap<number, Finds> {
    const finds = new Map<number, Finds>();
    for (const [profile, { concepts, exclusions, doubtful }] of this.#byProfile) {
      finds.set(profile, { concepts: withoutOverlaps(concepts, strongestFirst), exclusions, doubtful });
    }
    return finds;
  }

  #addPart(rule: Rule, term: number, occurrence: Occurrence): void {
    this.#planned.add(rule);
    const known = this.#parts.get(term);
    if (known === undefined) this.#parts.set(term, [occurrence]);
    else known.push(occurrence);
  }

  #addFound({ profile, of }: Rule, { term, at }: Occurrence, counts: boolean): void {
    let gathered = this.#byProfile.get(profile);
    if (gathered === undefined) {
      gathered = { concepts: [], exclusions: [], doubtful: [] };
      this.#byProfile.set(profile, gathered);
    }
    if ("role" in of) gathered[counts ? "concepts" : "doubtful"].push({ of, term, at });
    else if (counts && (of.in ?? at.field) === at.field) gathered.exclusions.push({ of, term, at });
  }
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
