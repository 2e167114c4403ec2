import type { Found } from "../../match/find.ts";
import { score } from "../../match/score.ts";
import type { Field, Matchable } from "../../model/item.ts";
import type { Concept, Profile } from "../../model/profile.ts";

/** More hits of one concept count no more. */
export const SATURATING_HITS = 20;

/** The most that an item can score by these concepts alone: each so many times in the title, from the best source. */
export function bestScore(profile: Profile, concepts: readonly Concept[], hits: number): number {
  const source = bestSource(profile);
  const item = { title: "", ...(source === undefined ? {} : { feedId: source }) };
  return scoreOf(profile, found(concepts, hits, "title"), item);
}

/** What an item scores that names one concept once, in one field, and comes from no source that counts otherwise. */
export function scoreAlone(profile: Profile, concept: Concept, field: Field): number {
  return scoreOf(profile, found([concept], 1, field), { title: "" });
}

function found(concepts: readonly Concept[], hits: number, field: Field): readonly Found[] {
  const at = { field, start: 0, end: 0, place: 0, placeEnd: 1 };
  return concepts.flatMap((of) => Array.from({ length: hits }, () => ({ of, term: "", at })));
}

function scoreOf(profile: Profile, concepts: readonly Found[], item: Matchable): number {
  return score({ profile, hash: "" }, { concepts, exclusions: [], doubtful: [] }, item).match.score;
}

/** The source that is trusted most, unless all that are named are trusted less than the rest. */
function bestSource({ boost }: Profile): string | undefined {
  const [best] = boost.toSorted((a, b) => b.factor - a.factor);
  return best !== undefined && best.factor > 1 ? best.source : undefined;
}
