import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { changesOf } from "../scripts/provenance/changes.ts";
import { FOLDER, provenance, type Provenance } from "../scripts/provenance/files.ts";
import { fatesOf } from "../scripts/provenance/fates.ts";
import { piecesOf } from "../scripts/provenance/pieces.ts";
import { faultsOf, type Reasons } from "../scripts/provenance/reasons.ts";
import type { Profile } from "../src/model/profile.ts";
import { aConcept, anExclusion, aProfile } from "./support/a-profile.ts";

const ROOT = path.join(import.meta.dirname, "..");

describe("what docs/provenance says of the shipped profiles", () => {
  let made: Provenance;
  beforeAll(async () => {
    made = await provenance(ROOT);
  });

  it("is what the tool draws from the seeds today, and what separates the profiles from it", () => {
    const stale = made.files.filter(({ name, text }) => written(name) !== text);
    expect(stale.map(({ name }) => `${FOLDER}/${name} is stale: run \`npm run provenance\``)).toEqual([]);
  });

  it("shows no draft that is not drawn any more", () => {
    const drafts = readdirSync(path.join(ROOT, FOLDER, "drafts")).map((name) => `drafts/${name}`);
    expect(made.files.map(({ name }) => name)).toEqual(expect.arrayContaining(drafts));
  });

  it("gives a reason for each change, and none for what did not change", () => {
    expect(made.faults).toEqual([]);
  });
});

function written(name: string): string {
  try {
    return readFileSync(path.join(ROOT, FOLDER, name), "utf8");
  } catch {
    return "";
  }
}

describe("what became of a term of a draft", () => {
  const draft = aProfile({
    concepts: [aConcept("drawn", { any: ["tram", "night bus", "harbour", "ferry", "zoo", "funicular"] })],
  });
  const shipped = aProfile({
    concepts: [
      aConcept("rails", { weight: 80, any: ["trams"], query: "harbour AND (strike NOT zoo)" }),
      aConcept("others", { role: "context", weight: 25, any: ["bus", "ferry line", "funicular"] }),
    ],
  });

  it.each([
    ["stands in a list of the same role", "tram", "kept", ["`rails`, core 80"]],
    ["stands in a list of another role", "funicular", "moved", ["`others`, context 25"]],
    ["counts only beside other words", "harbour", "moved", ["`rails`, beside other words"]],
    ["stands in a longer phrase alone", "ferry", "longer", ["`others`: ferry line"]],
    ["is found by a part of it", "night bus", "shorter", ["`others`: bus"]],
    ["is only ruled out", "zoo", "dropped", []],
  ])("one that %s", (_, text, kind, places) => {
    const fate = fatesOf(piecesOf(draft), piecesOf(shipped)).find(({ term }) => term.text === text);
    expect(fate).toMatchObject({ kind, places, isSame: false });
  });
});

describe("where the words of a profile come from", () => {
  it("is where they stand first: its draft, another draft, an article", () => {
    const named = (id: string, term: string): Profile =>
      aProfile({ id, concepts: [aConcept("c", { any: [term] })] });
    const shipped = aProfile({ concepts: [aConcept("c", { any: ["trams", "ferries", "depots", "rails"] })] });
    const draft = named("first", "tram");
    const sources = {
      draft,
      drafts: [draft, named("second", "ferry")],
      articles: ["The tram left its depot."],
    };
    const { origins } = changesOf(shipped, sources);
    expect(origins.map(({ piece, origin }) => [piece.text, origin])).toEqual([
      ["trams", "draft"],
      ["ferries", "another draft"],
      ["depots", "article"],
      ["rails", "nowhere"],
    ]);
  });
});

describe("the reasons for changes", () => {
  const draft = aProfile({
    id: "drawn",
    concepts: [
      aConcept("tram", { any: ["tram"] }),
      aConcept("names", { role: "context", any: ["harbour", "zoo", "ferry"] }),
    ],
  });
  const shipped = aProfile({
    concepts: [
      aConcept("tram", { any: ["tram"] }),
      aConcept("place", { role: "context", weight: 25, any: ["harbour"] }),
    ],
    exclude: [anExclusion({ any: ["model tram"] })],
    require: ["place"],
  });
  const changes = changesOf(shipped, { draft, drafts: [draft], articles: [] });
  const whole: Reasons = {
    draft: "drawn",
    terms: [
      { why: "a place", terms: ["harbour"] },
      { why: "scenery", terms: ["zoo", "ferry"] },
    ],
    concepts: { tram: "the subject", place: "where" },
    exclude: { "model tram": "toys" },
    require: "a tram elsewhere is not news",
    tests: "none",
  };

  it("are whole when each change has one", () => {
    expect(faultsOf(changes, whole)).toEqual([]);
  });

  it.each<[string, Partial<Reasons>, string]>([
    ["a term without one", { terms: whole.terms.slice(1) }, "“harbour” changed and has no reason"],
    [
      "a term that did not change",
      { terms: [...whole.terms, { why: "?", terms: ["tram"] }] },
      "“tram” has a reason, and did not change or is not there",
    ],
    [
      "a term that has two",
      { terms: [...whole.terms, { why: "?", terms: ["zoo"] }] },
      "“zoo” has two reasons",
    ],
    [
      "terms that share one and were not treated alike",
      { terms: [{ why: "?", terms: ["zoo", "harbour", "ferry"] }] },
      "“zoo” and its group were not treated alike: kept, dropped",
    ],
    ["a concept without one", { concepts: { tram: "the subject" } }, "“place” changed and has no reason"],
    ["an exclusion without one", { exclude: {} }, "“model tram” changed and has no reason"],
    [
      "an exclusion that is not there",
      { exclude: { ...whole.exclude, toys: "?" } },
      "“toys” has a reason, and did not change or is not there",
    ],
  ])("name %s", (_, changed, fault) => {
    const faults = faultsOf(changes, { ...whole, ...changed });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault);
  });

  it("are asked for where a profile requires concepts", () => {
    const { require: _, ...without } = whole;
    expect(faultsOf(changes, without)).toEqual(["trams: require: “place” changed and has no reason"]);
  });
});
