import type { ConceptExplanation, Explanation } from "../../match/explain.ts";
import type { Verdict, Vote, VotedConcept } from "../../model/feedback.ts";
import type { Instant } from "../../model/time.ts";

/** A word on an item, before it is a vote. */
export interface Ballot {
  readonly verdict: Verdict;
  readonly reader: string;
  readonly at: Instant;
  readonly item: { readonly id: string; readonly title: string };
}

/** A vote is a line of some hundred bytes, whatever a publisher calls his article and however many terms it holds. */
const LONGEST_TITLE = 300;
const MOST_TERMS = 12;

/** A vote on what a profile makes of an item, with all that learning needs of it when the item is forgotten. */
export function toVote({ item, ...ballot }: Ballot, { match, concepts }: Explanation): Vote {
  return {
    kind: "vote",
    ...ballot,
    itemId: item.id,
    title: item.title.slice(0, LONGEST_TITLE),
    profileId: match.profileId,
    profileHash: match.profileHash,
    score: match.score,
    threshold: match.threshold,
    alert: match.alert,
    boost: match.boost?.factor ?? 1,
    concepts: concepts.flatMap((concept) => votedConcept(concept) ?? []),
    silencedBy: [
      ...new Set([
        ...match.excluded.map(({ term }) => term),
        ...(match.withheld ?? []).map(({ kind }) => kind),
      ]),
    ].slice(0, MOST_TERMS),
  };
}

function votedConcept({ concept, strength, hits }: ConceptExplanation): VotedConcept | undefined {
  if (strength === 0) return undefined;
  const terms = [...new Set(hits.filter(({ points }) => points > 0).map(({ term }) => term))];
  return { id: concept.id, strength: Number(strength.toFixed(4)), terms: terms.slice(0, MOST_TERMS) };
}
