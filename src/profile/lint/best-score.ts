import type { Found } from "../../match/find.ts";
import { score } from "../../match/score.ts";
import type { Concept, Profile } from "../../model/profile.ts";

/** More hits of one concept count no more. */
export const SATURATING_HITS = 20;

/** The most that an item can score by these concepts alone: each so many times in the title, from the best source. */
export function bestScore(profile: Profile, concepts: readonly Concept[], hits: number): number {
  const at = { field: "title", start: 0, end: 0, place: 0, placeEnd: 1 } as const;
  const found = concepts.flatMap((of): readonly Found[] =>
    Array.from({ length: hits }, () => ({ of, term: "", at })),
  );
  const finds = { concepts: found, exclusions: [], doubtful: [] };
  const source = bestSource(profile);
  const item = { title: "", ...(source === undefined ? {} : { feedId: source }) };
  return score({ profile, hash: "" }, finds, item).match.score;
}

/** The source that is trusted most, unless all that are named are trusted less than the rest. */
function bestSource({ boost }: Profile): string | undefined {
  const [best] = boost.toSorted((a, b) => b.factor - a.factor);
  return best !== undefined && best.factor > 1 ? best.source : undefined;
}
