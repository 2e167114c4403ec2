import type { Vote } from "../../model/feedback.ts";
import type { Concept, Role } from "../../model/profile.ts";
import { precisionOf, type Tally, tally } from "./tally.ts";

/** A term whose alerts were mostly unwanted. */
export interface DoubtfulTerm {
  readonly concept: string;
  readonly term: string;
  readonly votes: Tally;
  /** The role in which it would speak more softly; nothing when it has the softest already. */
  readonly softerRole?: Role;
}

const FEWEST_VOTES = 5;
const LEAST_PRECISION = 0.3;
const SOFTER: Readonly<Record<Role, Role | undefined>> = {
  core: "context",
  weak: "context",
  context: undefined,
};

/** Terms with at least 5 votes on alerts that they took part in, less than 30 % of them up; worst first. */
export function doubtfulTerms(
  concepts: readonly Concept[],
  alerts: readonly Vote[],
): readonly DoubtfulTerm[] {
  const doubtful = concepts.flatMap(({ id, role }) => {
    const voted = alerts.flatMap((vote) =>
      vote.concepts.flatMap((each) => (each.id === id ? [{ vote, terms: each.terms }] : [])),
    );
    return [...new Set(voted.flatMap(({ terms }) => terms))].flatMap((term): readonly DoubtfulTerm[] => {
      const votes = tally(voted.flatMap(({ vote, terms }) => (terms.includes(term) ? [vote] : [])));
      const isDoubtful = votes.up + votes.down >= FEWEST_VOTES && (precisionOf(votes) ?? 1) < LEAST_PRECISION;
      const softerRole = SOFTER[role];
      if (!isDoubtful) return [];
      return [{ concept: id, term, votes, ...(softerRole === undefined ? {} : { softerRole }) }];
    });
  });
  return doubtful.toSorted(
    (a, b) => (precisionOf(a.votes) ?? 1) - (precisionOf(b.votes) ?? 1) || b.votes.down - a.votes.down,
  );
}
