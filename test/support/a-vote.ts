import type { Application, FeedbackRecord, Reset, Vote, VotedConcept } from "../../src/model/feedback.ts";

export const VOTED_AT: number = Date.UTC(2026, 2, 3, 9, 0);

/** An up-vote on an alert about trams in its title; name only what the test is about. */
export function aVote(given: Partial<Vote> = {}): Vote {
  return {
    kind: "vote",
    verdict: "up",
    reader: "alex",
    at: VOTED_AT,
    itemId: "item-1",
    title: "Night trams return",
    profileId: "trams",
    profileHash: "0123abcd",
    score: 75,
    threshold: 50,
    alert: true,
    boost: 1,
    concepts: [aVotedConcept("tram", { strength: 1.5, terms: ["tram"] })],
    silencedBy: [],
    ...given,
  };
}

/** A concept that counted with one hit in the summary. */
export function aVotedConcept(id: string, given: Partial<VotedConcept> = {}): VotedConcept {
  return { id, strength: 1, terms: [id], ...given };
}

/** The same vote on so many items. */
export function votesOn(items: number, given: Partial<Vote> = {}): readonly Vote[] {
  return Array.from({ length: items }, (_, index) => aVote({ itemId: `item-${index}`, ...given }));
}

export function anApplication(...weights: Application["weights"]): Application {
  return { kind: "applied", at: VOTED_AT, profileId: "trams", profileHash: "4567abcd", weights };
}

export function aReset(profileId = "trams"): Reset {
  return { kind: "reset", at: VOTED_AT, profileId };
}

/** One record of each kind, with letters of two, three and four bytes. */
export const RECORDS: readonly FeedbackRecord[] = [
  aVote({ title: "Le tramway de la préfecture 🚋 « 東京 »\n", reader: "zoé" }),
  anApplication({ concept: "tram", from: 60, to: 66 }),
  aReset(),
  aVote({ verdict: "down", silencedBy: ["miniature"] }),
];
