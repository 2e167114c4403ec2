import { expect, test } from "vitest";
import { compile } from "../../../src/match/compile.ts";
import { matchItem } from "../../../src/match/score.ts";
import type { Matchable } from "../../../src/model/item.ts";
import { drawn, inForce, seedDocuments } from "../../support/a-drawing.ts";

const documents = seedDocuments();

/** Look-alikes among them: the police, the watchdog, a camera, the other meaning of the word, London and its Met. */
const DULL: readonly Matchable[] = [
  {
    title: "Budget : l’Assemblée adopte la partie recettes",
    summary: "Le gouvernement a obtenu une courte majorité après trois semaines de débats sur la fiscalité.",
  },
  {
    title: "La police recherche un automobiliste en fuite",
    summary: "Le conducteur a percuté deux voitures, selon le ministère de l’Intérieur.",
  },
  {
    title: "La Cnil publie un guide pour les petites entreprises",
    summary: "La protection des données y est expliquée en dix fiches ; les logiciels de caisse ont la leur.",
  },
  {
    title: "Une caméra filme le retour du lynx dans le massif",
    summary: "Les images réjouissent les naturalistes, qui attendaient cette reconnaissance de leur travail.",
  },
  {
    title: "Rail strike: London commuters face a third day of delays",
    summary: "The government says talks resume on Monday; the Met asked fans to travel early.",
  },
];

test.each(documents.map(({ name }, place) => [name, place] as const))(
  "drawn from the other four, as drawn: %s is above the threshold, five dull articles are below",
  (_, place) => {
    const drafts = drawn(documents.filter((each) => each !== documents[place])).drafts;
    const matcher = compile(drafts.map(inForce));
    const { title, kept = [] } = documents[place] ?? {};
    const alerts = (item: Matchable): boolean => matchItem(matcher, item).some(({ alert }) => alert);
    expect(alerts({ title: "—", body: kept.map(({ text }) => text).join("\n") })).toBe(true);
    expect(alerts({ title: title ?? kept[0]?.text ?? "" })).toBe(true);
    expect(DULL.filter(alerts)).toEqual([]);
  },
);

test("an English article is out of reach of French ones when no glossary leads there", () => {
  const drafts = drawn(documents.slice(0, 4), { pairs: [], ambiguous: [] }).drafts;
  const matches = matchItem(compile(drafts.map(inForce)), { title: documents[4]?.title ?? "" });
  expect(matches.filter(({ alert }) => alert)).toEqual([]);
});
