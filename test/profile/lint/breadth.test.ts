import { describe, expect, test } from "vitest";
import { ArchiveCount } from "../../../src/profile/lint/archive-facts.ts";
import { anArchive, somethingElse } from "../../support/an-archive.ts";
import { aConcept, aProfile } from "../../support/a-profile.ts";
import { lint, lintConcept, places } from "../../support/lint.ts";

describe("one of the commonest words", () => {
  test.each(["police", "gouvernement", "Gouvernements", "année", "people", "government", "cameras", "now"])(
    "%s is too broad for a core or weak term",
    (term) => {
      expect(places(lintConcept({ any: [term] }))).toContain("too-broad concepts.city.any.0");
      expect(places(lintConcept({ role: "weak", any: [term] }))).toContain("too-broad concepts.city.any.0");
    },
  );

  test.each(["biométrie", "gendarmerie", "moratoire", "watchlist", "surveillance", "police municipale"])(
    "%s is not among them",
    (term) => {
      expect(lintConcept({ any: [term] })).toEqual([]);
    },
  );

  test("is too broad for a context only among the very commonest", () => {
    expect(places(lintConcept({ role: "context", any: ["police", "government", "dans", "people"] }))).toEqual(
      ["too-broad concepts.city.any.2", "too-broad concepts.city.any.3"],
    );
  });

  test("is too broad where a prefix stands for it, which is named", () => {
    const [finding] = lintConcept({ any: ["poli*"] });
    expect(finding?.code).toBe("too-broad");
    expect(finding?.message).toMatch(/"(police|politique|policy)"/u);
    expect(lintConcept({ any: ["biométri*", "surveil*"] })).toEqual([]);
  });

  test("does no harm as an acronym, as written, or in a query beside others", () => {
    expect(
      lintConcept({ any: ["FIN"], exact: ["Police"] }).filter(({ code }) => code === "too-broad"),
    ).toEqual([]);
    expect(lintConcept({ query: "police AND tramway" })).toEqual([]);
  });

  test("is too broad where a query is content with it", () => {
    expect(lintConcept({ query: "tramway OR police" })).toMatchObject([
      { code: "too-broad", path: ["concepts", "city", "query"], offset: 11 },
    ]);
  });
});

describe("a core term in more than one of a hundred archived items", () => {
  const profile = aProfile({
    concepts: [
      aConcept("shuttle", { weight: 85, any: ["navette", "funiculaire"] }),
      aConcept("gate", { weight: 20, any: ["portique"] }),
      aConcept("river", { role: "context", weight: 30, any: ["fluviale"] }),
    ],
  });
  const itemsWith = (count: number, others: number) =>
    anArchive(profile, [
      ...Array.from({ length: count }, () => "Une navette et un portique"),
      ...Array.from({ length: others }, somethingElse),
    ]);

  test("is too broad, with the figure", () => {
    const findings = lint(profile, { archive: itemsWith(9, 391) });
    expect(places(findings)).toEqual(["too-broad concepts.shuttle.any.0"]);
    expect(findings[0]?.message).toContain("9 of 400 archived items (2.3 %)");
  });

  test("is fine below, and in an archive too small to tell", () => {
    expect(lint(profile, { archive: itemsWith(4, 396) })).toEqual([]);
    expect(lint(profile, { archive: itemsWith(200, 99) })).toEqual([]);
  });

  test("is counted once for an item that was archived twice", () => {
    const archive = new ArchiveCount([profile]);
    const item = { id: "a", feedId: "f", source: "F", title: "Navette", firstSeenAt: 0, categories: [] };
    archive.add(item);
    archive.add({ ...item, title: "Navette, suite" });
    expect(archive.items).toBe(1);
    expect(archive.itemsWith(profile.concepts[0] ?? aConcept("none"), "navette")).toBe(1);
  });
});
