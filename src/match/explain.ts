import type { Matchable } from "../model/item.ts";
import type { Hit, Match } from "../model/match.ts";
import type { Concept } from "../model/profile.ts";
import type { CompiledProfile, Matcher } from "./compile.ts";
import { findInItem, type Finds } from "./find.ts";
import { score, type Scored, toHit } from "./score.ts";
import { lambdaOf, type WeighedConcept } from "./weigh.ts";

/** What a profile makes of an item, concept by concept, found or not. */
export interface Explanation {
  /** With score 0 when nothing was found. */
  readonly match: Match;
  /** In the order of the profile. */
  readonly concepts: readonly ConceptExplanation[];
  /** Points between the score and the threshold; 0 when the item alerts. */
  readonly missing: number;
}

export interface ConceptExplanation {
  readonly concept: Concept;
  /** half: near a weak hit only. held-back: found, but no core or weak hit is near. */
  readonly outcome: "counted" | "half" | "held-back" | "not-found";
  /** field · sat(n) · gate, by which its weight counted (see `weigh`); 0 when it did not. */
  readonly strength: number;
  /** Of the evidence. */
  readonly points: number;
  /** With their points, in reading order. */
  readonly hits: readonly Hit[];
  /** For a context that was found while a core was: words from its nearest hit to the nearest core hit. */
  readonly wordsToCore?: number;
  /** Ordinary words where capitals prove nothing, not counted. */
  readonly doubtful: readonly Hit[];
}

const NOTHING: Finds = { concepts: [], exclusions: [], doubtful: [] };

/** Explains a match or a silence of one profile; `undefined` when the matcher has no such profile. */
export function explainMatch(matcher: Matcher, profileId: string, item: Matchable): Explanation | undefined {
  const index = matcher.profiles.findIndex(({ profile }) => profile.id === profileId);
  const compiled = matcher.profiles[index];
  if (compiled === undefined) return undefined;
  const finds = findInItem(matcher, item).get(index) ?? NOTHING;
  return explain(compiled, { item, finds, scored: score(compiled, finds, item) });
}

/** What an explanation is made of. */
interface Evidence {
  readonly item: Matchable;
  readonly finds: Finds;
  readonly scored: Scored;
}

function explain({ profile }: CompiledProfile, evidence: Evidence): Explanation {
  const { match } = evidence.scored;
  return {
    match,
    concepts: profile.concepts.map((concept) => explainConcept(concept, evidence)),
    missing: Math.max(0, match.threshold - match.score),
  };
}

function explainConcept(concept: Concept, { item, finds, scored }: Evidence): ConceptExplanation {
  const weighed = scored.concepts.find((candidate) => candidate.concept === concept);
  const hits = scored.match.hits.filter((hit) => hit.concept === concept.id);
  let points = 0;
  for (const hit of hits) points += hit.points;
  const wordsToCore = Math.min(...(weighed?.hits ?? []).map((hit) => hit.wordsToCore));
  return {
    concept,
    outcome: weighed?.outcome ?? "not-found",
    strength: weighed === undefined ? 0 : strengthOf(weighed),
    points,
    hits,
    ...(concept.role === "context" && Number.isFinite(wordsToCore) ? { wordsToCore } : {}),
    doubtful: finds.doubtful.filter(({ of }) => of === concept).map((found) => toHit(found, item, 0)),
  };
}

function strengthOf({ concept, hits }: WeighedConcept): number {
  let lambda = 0;
  for (const hit of hits) lambda += hit.lambda;
  return lambda / lambdaOf(concept.weight);
}
