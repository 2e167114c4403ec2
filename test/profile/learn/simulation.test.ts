import { describe, expect, it } from "vitest";
import { compile } from "../../../src/match/compile.ts";
import { explainMatch } from "../../../src/match/explain.ts";
import { matchItem } from "../../../src/match/score.ts";
import type { Vote } from "../../../src/model/feedback.ts";
import type { Matchable } from "../../../src/model/item.ts";
import { isNearMiss } from "../../../src/model/match.ts";
import type { Profile } from "../../../src/model/profile.ts";
import { learn, taught } from "../../../src/profile/learn/learn.ts";
import { toVote } from "../../../src/profile/learn/to-vote.ts";
import { aConcept, aProfile } from "../../support/a-profile.ts";
import { VOTED_AT } from "../../support/a-vote.ts";

/** Ideas that an operator believes in alike; the reader cares for the first ones only. */
const IDEAS = ["quai", "phare", "digue", "bouée", "ancre", "moule", "crabe", "voile", "rame", "filet"];
const WANTED = new Set(IDEAS.slice(0, 4));
const PROFILE = aProfile({
  concepts: IDEAS.map((idea) => aConcept(idea, { weight: 45, any: [idea] })),
});
const FILLER = ["jardin", "budget", "concert", "lecture", "montagne", "forêt"];

interface News extends Matchable {
  readonly id: string;
  readonly wanted: boolean;
}

/** A reader, and what is written in a month: most of it mentions one or two ideas in passing. */
function aMonth(seed: number, items: number): readonly News[] {
  const random = randomFrom(seed);
  const pick = (of: readonly string[]): string => of[Math.floor(random() * of.length)] ?? "";
  return Array.from({ length: items }, (_, index) => {
    const ideas = Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(IDEAS));
    // One in ten times the reader has reasons of his own.
    const wanted = ideas.some((idea) => WANTED.has(idea)) !== random() < 0.1;
    const summary = [...ideas, pick(FILLER)].map((word) => `Sur ${word}.`).join(" ");
    const title = random() < 0.3 ? `Nouvelle : ${ideas[0] ?? ""}` : "Nouvelle du jour";
    return { id: `${seed}-${index}`, title, summary, wanted };
  });
}

/** Numbers from 0 up to 1, always the same for a seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The reader's votes: on what alerted, and on near misses. */
function votesOn(profile: Profile, news: readonly News[]): readonly Vote[] {
  const matcher = compile([profile]);
  return news.flatMap((item) => {
    const explanation = explainMatch(matcher, profile.id, item);
    if (explanation === undefined || !(explanation.match.alert || isNearMiss(explanation.match))) return [];
    const verdict = item.wanted ? ("up" as const) : ("down" as const);
    return [toVote({ verdict, reader: "alex", at: VOTED_AT, item }, explanation)];
  });
}

/** 2·precision·recall / (precision + recall) of a profile's alerts. */
function f1(profile: Profile, news: readonly News[]): number {
  const matcher = compile([profile]);
  let [hits, alerts, wanted] = [0, 0, 0];
  for (const item of news) {
    const alert = matchItem(matcher, item)[0]?.alert === true;
    if (alert) alerts += 1;
    if (item.wanted) wanted += 1;
    if (alert && item.wanted) hits += 1;
  }
  return (2 * hits) / (alerts + wanted);
}

/** F1 on what the reader has not voted on, after so many votes each: the mean over six readers, in per cent. */
function learnedAfter(counts: readonly number[], profile: Profile): readonly number[] {
  const readers = [1, 2, 3, 4, 5, 6].map((seed) => ({
    votes: votesOn(profile, aMonth(seed, 80)),
    rest: aMonth(seed + 1000, 120),
  }));
  return counts.map((count) => {
    let sum = 0;
    for (const { votes, rest } of readers)
      sum += f1(taught(profile, learn(profile, votes.slice(0, count))), rest);
    return Math.round((100 * sum) / readers.length);
  });
}

describe("a reader who votes as items come in, one vote in ten on a whim", () => {
  it("gets better alerts from what he has not seen, the more he votes: 72, 76, 76, 78 per cent", () => {
    const figures = learnedAfter([0, 10, 20, 30], PROFILE);
    expect(figures).toEqual(figures.toSorted((a, b) => a - b));
    expect((figures.at(-1) ?? 0) - (figures[0] ?? 0)).toBeGreaterThanOrEqual(5);
  });

  it("loses little of a profile that was right already: 88, 86, 89 per cent", () => {
    const concepts = PROFILE.concepts.map((concept) => ({
      ...concept,
      weight: WANTED.has(concept.id) ? 60 : 25,
    }));
    const [before = 0, ...later] = learnedAfter([0, 10, 30], { ...PROFILE, concepts });
    for (const figure of later) expect(figure).toBeGreaterThanOrEqual(before - 3);
  });
});
