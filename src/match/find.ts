import { FIELDS, type Field, type Matchable } from "../model/item.ts";
import type { Concept, Exclude, Role } from "../model/profile.ts";
import { caseJudge } from "./case-trust.ts";
import type { CompiledPhrase, Matcher } from "./compile.ts";
import { scan } from "./scan.ts";

/** A term of a profile, found in an item. */
export interface Found<Of extends Concept | Exclude = Concept> {
  readonly of: Of;
  readonly term: string;
  readonly at: Spot;
}

/** Where words stand in an item. */
export interface Spot {
  readonly field: Field;
  /** UTF-16 offsets in the field, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** The words' places on one line through title, summary and body; end exclusive. */
  readonly place: number;
  readonly placeEnd: number;
}

/** All that an item holds of one profile, in reading order. */
export interface Finds {
  /** Of overlapping words only the longest term. */
  readonly concepts: readonly Found[];
  readonly exclusions: readonly Found<Exclude>[];
  /** Ordinary words in a place where their case proves nothing: they count for nothing. */
  readonly doubtful: readonly Found[];
}

/** Places left free between two fields, so that their borders keep words apart. */
const FIELD_GAP = 5;

interface Seen {
  readonly phrase: CompiledPhrase;
  readonly at: Spot;
  readonly doubtful: boolean;
}

/** What an item holds of each profile: keyed by the profile's index, profiles without any term left out. */
export function findInItem(matcher: Matcher, item: Matchable): ReadonlyMap<number, Finds> {
  const seen = seenInItem(matcher, item);
  // An ordinary word in capitals counts when the item also writes it where its case proves something.
  const proven = new Set(seen.filter(({ doubtful }) => !doubtful).map(({ phrase }) => phrase));
  const byProfile = new Map<number, { concepts: Found[]; exclusions: Found<Exclude>[]; doubtful: Found[] }>();
  for (const { phrase, at } of seen) {
    const counts = proven.has(phrase);
    for (const { profile, of, term } of phrase.owners) {
      const finds = byProfile.get(profile) ?? { concepts: [], exclusions: [], doubtful: [] };
      byProfile.set(profile, finds);
      if ("role" in of) finds[counts ? "concepts" : "doubtful"].push({ of, term, at });
      else if (counts && (of.in ?? at.field) === at.field) finds.exclusions.push({ of, term, at });
    }
  }
  const found = new Map<number, Finds>();
  for (const [profile, { concepts, exclusions, doubtful }] of byProfile) {
    found.set(profile, { concepts: longestWins(concepts), exclusions, doubtful });
  }
  return found;
}

function seenInItem(matcher: Matcher, item: Matchable): readonly Seen[] {
  const seen: Seen[] = [];
  let line = 0;
  for (const field of FIELDS) {
    const text = item[field];
    if (text === undefined) continue;
    const { words, sightings } = scan(matcher, text);
    const judge = caseJudge(text, words);
    for (const sighting of sightings) {
      const verdict = judge(sighting);
      if (verdict === "refused") continue;
      const { phrase, first, count, start, end } = sighting;
      const at = { field, start, end, place: line + first, placeEnd: line + first + count };
      seen.push({ phrase, at, doubtful: verdict === "doubtful" });
    }
    line += words.starts.length + FIELD_GAP;
  }
  return seen;
}

/**
 * Of overlapping finds the one with most words, then the leftmost; a term that two concepts share goes to the stronger
 * one. In reading order, whatever order the profile's concepts and terms have.
 */
function longestWins(found: readonly Found[]): readonly Found[] {
  const taken = new Set<number>();
  const winners: Found[] = [];
  for (const find of found.toSorted(byLength)) {
    if (isTaken(find.at, taken)) continue;
    for (let place = find.at.place; place < find.at.placeEnd; place += 1) taken.add(place);
    winners.push(find);
  }
  return winners.toSorted((a, b) => a.at.place - b.at.place);
}

function isTaken({ place, placeEnd }: Spot, taken: ReadonlySet<number>): boolean {
  for (let each = place; each < placeEnd; each += 1) if (taken.has(each)) return true;
  return false;
}

const STRENGTH: Readonly<Record<Role, number>> = { core: 0, weak: 1, context: 2 };

function byLength(a: Found, b: Found): number {
  return (
    b.at.placeEnd - b.at.place - (a.at.placeEnd - a.at.place) ||
    a.at.place - b.at.place ||
    STRENGTH[a.of.role] - STRENGTH[b.of.role] ||
    b.of.weight - a.of.weight ||
    compareText(a.of.id, b.of.id) ||
    compareText(a.term, b.term)
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
