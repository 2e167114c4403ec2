import { describe, expect, test } from "vitest";
import { compile } from "../../src/match/compile.ts";
import { matchItem } from "../../src/match/score.ts";
import type { Matchable } from "../../src/model/item.ts";
import { anItem } from "../support/an-item.ts";
import { aConcept, aProfile } from "../support/a-profile.ts";

function foundBy(
  terms: { any?: readonly string[]; exact?: readonly string[] },
  item: Partial<Matchable>,
): boolean {
  return matchItem(compile([aProfile({ concepts: [aConcept("c", terms)] })]), anItem(item)).length > 0;
}

describe("an acronym", () => {
  test.each([
    ["CNIL", "La CNIL contrôle", true],
    ["CNIL", "La Cnil contrôle", true],
    ["CNIL", "La C.N.I.L. contrôle", true],
    ["CNIL", "LA CNIL CONTRÔLE LA VILLE DE LYON", true],
    ["CNIL", "la cnil contrôle", false],
    ["CNIL", "CnIl", false],
    ["ICE", "Agents of ICE were there", true],
    ["ICE", "Ice on the roads", false],
    ["ICE", "ice", false],
    ["ICE", "HEAVY ICE AND SNOW ACROSS THE NORTH", false],
    ["ICE", "A mild day; ROADS CLOSED AS ICE AND SNOW RETURN, then sun and more sun for all of us", false],
    ["US", "The US court", true],
    ["US", "They told us", false],
    ["NEC", "Nec Signs Deal With Tokyo Airport", false],
  ])("%s in « %s »: %s", (term, title, found) => {
    expect(foundBy({ any: [term] }, { title })).toBe(found);
  });

  test("that is an ordinary word counts in a headline in capitals when the text writes it in mixed case too", () => {
    const title = "ICE AGENTS SEEN IN THE CITY CENTRE";
    expect(foundBy({ any: ["ICE"] }, { title })).toBe(false);
    expect(foundBy({ any: ["ICE"] }, { title, summary: "Agents of ICE were seen." })).toBe(true);
  });

  test("in small letters in the profile is a plain word", () => {
    expect(foundBy({ any: ["cnil"] }, { title: "la cnil, LA CNIL" })).toBe(true);
  });
});

describe("an exact term", () => {
  test.each([
    ["Met", "Officers of the Met said", true],
    ["Met", "Met en cause, le maire répond", false],
    ["Met", "Il l’a dit. « Met-il les formes ? »", false],
    ["Met", "How I Met Your Mother Returns Next Year", false],
    ["Met", "we met there", false],
    ["Met", "THE MET SAID", false],
    ["Disclose", "Disclose révèle", true],
    ["Sénat", "Le Senat vote", true],
    ["Sénat", "The Senate votes", false],
    ["Conseil d’État", "Le Conseil d'Etat a tranché", true],
    ["Conseil d’État", "le conseil d’état", false],
    ["caméra", "les caméras", false],
    ["Met Police", "MET POLICE GOES LIVE IN CROYDON", true],
    ["Met Police", "The met police, MET POLICE", false],
    ["Clearview", "CLEARVIEW FINED BY WATCHDOG", true],
    ["Met", "THE MET POLICE GOES LIVE IN CROYDON", false],
  ])("%s in « %s »: %s", (term, title, found) => {
    expect(foundBy({ exact: [term] }, { title })).toBe(found);
  });
});

test("a folded word is found in a headline in capitals", () => {
  expect(foundBy({ any: ["la police"] }, { title: "LA POLICE DE LYON RECRUTE" })).toBe(true);
});
