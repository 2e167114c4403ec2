import { describe, expect, it } from "vitest";
import { compile } from "../../../src/match/compile.ts";
import { explainMatch } from "../../../src/match/explain.ts";
import type { Vote } from "../../../src/model/feedback.ts";
import type { Matchable } from "../../../src/model/item.ts";
import { type Ballot, toVote } from "../../../src/profile/learn/to-vote.ts";
import { anExclusion, aProfile } from "../../support/a-profile.ts";
import { VOTED_AT } from "../../support/a-vote.ts";

const PROFILE = aProfile({ exclude: [anExclusion({ any: ["jouet"] })], mute: ["example.org"] });

function voteOn(item: Matchable): Vote {
  const explanation = explainMatch(compile([PROFILE]), "trams", item);
  if (explanation === undefined) throw new Error("no such profile");
  const ballot: Ballot = {
    verdict: "up",
    reader: "alex",
    at: VOTED_AT,
    item: { id: "item-1", title: item.title },
  };
  return toVote(ballot, explanation);
}

describe("a vote", () => {
  it("keeps what counted: each concept's strength, in units of one hit in a summary, and its terms", () => {
    const vote = voteOn({ title: "Le tram revient", summary: "La mairie relance le tramway." });
    expect(vote.concepts).toEqual([
      { id: "tram", strength: 1.8, terms: ["tram", "tramway"] },
      { id: "town", strength: 1, terms: ["mairie"] },
    ]);
    expect(vote).toMatchObject({ alert: true, threshold: 50, boost: 1, silencedBy: [] });
  });

  it("leaves out what was held back", () => {
    expect(voteOn({ title: "La mairie vote" }).concepts).toEqual([]);
  });

  it("names what silenced the item whatever its words", () => {
    const item = { title: "Tram jouet", link: "https://example.org/a" };
    expect(voteOn(item)).toMatchObject({ alert: false, silencedBy: ["jouet", "muted"] });
  });

  it("is small, whatever a publisher calls his article", () => {
    const vote = voteOn({ title: `tram ${"x".repeat(100_000)}` });
    expect(JSON.stringify(vote).length).toBeLessThan(1000);
  });
});
