import { describe, expect, it } from "vitest";
import type { Vote } from "../../../src/model/feedback.ts";
import type { Item } from "../../../src/model/item.ts";
import { ArchiveStudy, type ArchiveLesson } from "../../../src/profile/learn/archive-lesson.ts";
import { aConcept, anExclusion, aProfile } from "../../support/a-profile.ts";
import { aVote } from "../../support/a-vote.ts";
import { anArchivedTitle } from "../../support/an-archive.ts";

const TRAMS = aProfile({ concepts: [aConcept("tram", { any: ["tram"] })] });

/** Headlines of an archive; the votes are on the first ones, in their order. */
function studied(
  titles: readonly string[],
  verdicts: readonly Partial<Vote>[],
  { after = TRAMS, before = TRAMS } = {},
): ArchiveLesson {
  const items = titles.map((title, index): Item => anArchivedTitle(title, index, index));
  const votes = verdicts.map((vote, index) =>
    aVote({ itemId: `item-${index}`, title: titles[index] ?? "", ...vote }),
  );
  const study = new ArchiveStudy({ before, after }, votes);
  for (const item of items) study.add(item);
  return study.lesson();
}

const DOWN: Partial<Vote> = { verdict: "down" };
const MISSED: Partial<Vote> = { alert: false, score: 0, concepts: [] };

describe("the effect of a proposal on the archive", () => {
  const softer = aProfile({ concepts: [aConcept("tram", { any: ["tram"], weight: 20 })] });

  it("names the items that it would have gained or lost, with their scores", () => {
    const lesson = studied(["Le tram revient", "La mairie vote"], [], { after: softer });
    expect(lesson).toMatchObject({ items: 2, alertsBefore: 1, alertsAfter: 0, gained: [] });
    expect(lesson.lost).toEqual([{ id: "item-0", title: "Le tram revient", before: 75, after: 28 }]);
    expect(studied(["Le tram revient"], [], { before: softer }).gained).toEqual([
      { id: "item-0", title: "Le tram revient", before: 28, after: 75 },
    ]);
  });

  it("counts an item whose title was edited once, as it is now", () => {
    const study = new ArchiveStudy({ before: TRAMS, after: softer }, []);
    study.add(anArchivedTitle("Le tram revient", 0, 0));
    study.add(anArchivedTitle("Le bus revient", 0, 0));
    expect(study.lesson()).toMatchObject({ items: 1, alertsBefore: 0, gained: [], lost: [] });
  });
});

describe("a word worth an exclusion", () => {
  const toys = ["Un tram miniature vendu", "Tram : la Miniature exposée", "Le tram, miniatures anciennes"];
  const wanted = ["Le tram revient", "Le tram est prolongé", "Tram : nouvelle ligne"];
  const up: readonly Partial<Vote>[] = [{}, {}, {}];

  it("stands in several unwanted alerts, whatever its ending, and not in wanted items", () => {
    const lesson = studied([...toys, ...wanted], [DOWN, DOWN, DOWN, ...up]);
    expect(lesson.exclusions).toEqual([
      {
        word: "miniature",
        here: { with: 3, of: 3 },
        elsewhere: [
          { with: 0, of: 0 },
          { with: 0, of: 3 },
        ],
      },
    ]);
  });

  it("is none that wanted items hold as well", () => {
    const both = wanted.map((title) => `${title} en miniature`);
    expect(studied([...toys, ...both], [DOWN, DOWN, DOWN, ...up]).exclusions).toEqual([]);
  });

  it("is compared with alerts that nobody voted on while nothing was wanted", () => {
    const others = [...wanted, ...wanted, "Un tram bleu"];
    expect(studied([...toys, ...others], [DOWN, DOWN, DOWN]).exclusions.map(({ word }) => word)).toEqual([
      "miniature",
    ]);
    expect(studied(toys, [DOWN, DOWN, DOWN]).exclusions).toEqual([]);
  });

  it("is none that the profile excludes already", () => {
    const before = { ...TRAMS, exclude: [anExclusion({ any: ["miniatures"] })] };
    const lesson = studied([...toys, ...wanted], [DOWN, DOWN, DOWN, ...up], { before });
    expect(lesson.exclusions).toEqual([]);
  });

  it("is taken from the vote when the archive has forgotten the item", () => {
    const votes = [...toys, ...wanted].map((title, index) =>
      aVote({ itemId: `old-${index}`, title, verdict: index < 3 ? "down" : "up" }),
    );
    const study = new ArchiveStudy({ before: TRAMS, after: TRAMS }, votes);
    expect(study.lesson().exclusions.map(({ word }) => word)).toEqual(["miniature"]);
  });
});

describe("a word worth a synonym", () => {
  const missed = ["Le funiculaire revient", "Funiculaires : la ligne rouvre"];
  const rest = Array.from({ length: 20 }, (_, index) => `Le marché numéro ${index} revient`);

  it("stands in several wanted silences and hardly anywhere else", () => {
    const lesson = studied([...missed, ...rest], [MISSED, MISSED]);
    expect(lesson.synonyms.map(({ word }) => word)).toEqual(["funiculaire"]);
  });

  it("is not looked for where an exclusion silenced the item", () => {
    const silenced = { ...MISSED, silencedBy: ["jouet"] };
    expect(studied([...missed, ...rest], [silenced, silenced]).synonyms).toEqual([]);
  });

  it("is not what readers disagree on", () => {
    const votes = missed.flatMap((title, index) =>
      ["alex", "zoé"].map((reader, place) =>
        aVote({ ...MISSED, itemId: `item-${index}`, title, reader, verdict: place === 0 ? "up" : "down" }),
      ),
    );
    const study = new ArchiveStudy({ before: TRAMS, after: TRAMS }, votes);
    for (const [index, title] of [...missed, ...rest].entries())
      study.add(anArchivedTitle(title, index, index));
    expect(study.lesson().synonyms).toEqual([]);
  });
});
