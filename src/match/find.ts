import { FIELDS, type Field, type Matchable } from "../model/item.ts";
import type { Concept, Exclude, Role } from "../model/profile.ts";
import { caseJudge } from "./case-trust.ts";
import type { CompiledPhrase, Matcher } from "./compile.ts";
import { scan } from "./scan.ts";

/** A term of a profile, found in an item. */
export interface Found<Of extends Concept | Exclude = Concept> {
  readonly of: Of;
  readonly term: string;
  readonly field: Field;
  /** The words as the item writes them, and their UTF-16 offsets in the field. */
  readonly text: string;
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

interface Seen extends Omit<Found, "of" | "term"> {
  readonly phrase: CompiledPhrase;
  readonly doubtful: boolean;
}

/** What an item holds of each profile: keyed by the profile's index, profiles without any term left out. */
export function findInItem(matcher: Matcher, item: Matchable): ReadonlyMap<number, Finds> {
  const seen = seenInItem(matcher, item);
  // An ordinary word in capitals counts when the item also writes it where its case proves something.
  const proven = new Set(seen.filter(({ doubtful }) => !doubtful).map(({ phrase }) => phrase));
  const byProfile = new Map<number, { concepts: Found[]; exclusions: Found<Exclude>[]; doubtful: Found[] }>();
  for (const { phrase, doubtful, ...found } of seen) {
    for (const { profile, of, term } of phrase.owners) {
      const finds = byProfile.get(profile) ?? { concepts: [], exclusions: [], doubtful: [] };
      byProfile.set(profile, finds);
      const counts = !doubtful || proven.has(phrase);
      if ("role" in of) finds[counts ? "concepts" : "doubtful"].push({ ...found, of, term });
      else if (counts && (of.in ?? found.field) === found.field)
        finds.exclusions.push({ ...found, of, term });
    }
  }
  return new Map(
    [...byProfile].map(([profile, finds]) => [profile, { ...finds, concepts: longestWins(finds.concepts) }]),
  );
}

function seenInItem(matcher: Matcher, item: Matchable): readonly Seen[] {
  const seen: Seen[] = [];
  let place = 0;
  for (const field of FIELDS) {
    const text = item[field];
    if (text === undefined) continue;
    const { words, sightings } = scan(matcher, text);
    const judge = caseJudge(text, words);
    for (const sighting of sightings) {
      const verdict = judge(sighting);
      if (verdict === "refused") continue;
      const { phrase, first, count, start, end } = sighting;
      const places = { place: place + first, placeEnd: place + first + count };
      const raw = text.slice(start, end);
      seen.push({ phrase, doubtful: verdict === "doubtful", field, text: raw, start, end, ...places });
    }
    place += words.starts.length + FIELD_GAP;
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
    const places = Array.from({ length: find.placeEnd - find.place }, (_, word) => find.place + word);
    if (places.some((place) => taken.has(place))) continue;
    for (const place of places) taken.add(place);
    winners.push(find);
  }
  return winners.toSorted((a, b) => a.place - b.place);
}

const STRENGTH: Readonly<Record<Role, number>> = { core: 0, weak: 1, context: 2 };

function byLength(a: Found, b: Found): number {
  return (
    b.placeEnd - b.place - (a.placeEnd - a.place) ||
    a.place - b.place ||
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
