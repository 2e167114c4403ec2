import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compile } from "../../src/match/compile.ts";
import { explainMatch } from "../../src/match/explain.ts";
import { matchItem } from "../../src/match/score.ts";
import type { Matchable } from "../../src/model/item.ts";
import { testProfile } from "../../src/profile/test-profile.ts";
import { shippedProfiles } from "../support/shipped-profiles.ts";

const profiles = shippedProfiles();
const matcher = compile(profiles);

function alerting(item: Matchable): readonly string[] {
  return matchItem(matcher, item)
    .filter(({ alert }) => alert)
    .map(({ profileId }) => profileId);
}

function seed(name: string): string {
  return readFileSync(join(import.meta.dirname, "../../seeds", name), "utf8");
}

test("five profiles are shipped, all for the researchers and the morning digest", () => {
  expect(profiles.map(({ id }) => id)).toEqual([
    "biometric-law",
    "fr-briefcam",
    "fr-state",
    "uk-police",
    "us-clearview",
  ]);
  for (const { destinations } of profiles) expect(destinations).toEqual(["researchers", "morning"]);
});

describe.each(profiles.map((profile) => [profile.id, profile] as const))("%s", (_, profile) => {
  test("keeps its own promises", () => {
    const failures = testProfile(profile).map((failure) => ({
      title: failure.test.title,
      expected: failure.test.expect,
      points: failure.points,
      hits: failure.explanation.match.hits.map(({ text, points }) => `${text} ${points}`),
    }));
    expect(failures).toEqual([]);
  });

  test("has tests for both endings", () => {
    expect(new Set(profile.tests.map((each) => each.expect))).toEqual(new Set(["alert", "silent"]));
  });

  test("stays below its threshold when the technology alone is repeated without end", () => {
    const title = "Facial recognition, reconnaissance faciale";
    const item = { title, summary: `${title}. `.repeat(20) };
    expect(explainMatch(matcher, profile.id, item)?.match.alert).toBe(false);
  });
});

describe("the seeds alert on their own profile", () => {
  const seeds = [
    [
      "000_c7f657fa3649c227.txt",
      "uk-police",
      "La police est encouragée à doubler son utilisation de la reconnaissance faciale rétrospective",
    ],
    [
      "001_fd54525f9d16dcc5.txt",
      "us-clearview",
      "Le département de police de Los Angeles publie un moratoire sur la reconnaissance faciale",
    ],
    [
      "002_083d542d6bbda405.txt",
      "fr-briefcam",
      "La police utilise illégalement un logiciel israélien de reconnaissance faciale",
    ],
    [
      "003_d6867c12817983d0.txt",
      "fr-state",
      "Le gouvernement veut expérimenter la reconnaissance faciale sur les images de vidéosurveillance",
    ],
    [
      "004_9cea32b0327818a3.txt",
      "uk-police",
      "London’s Met Police switches on live facial recognition, flying in face of human rights concerns",
    ],
  ] as const;

  test.each(seeds)("%s: %s, with the text as body", (file, profile, title) => {
    expect(alerting({ title, body: seed(file) })).toContain(profile);
  });

  test.each(seeds)("%s: %s, with the text as summary", (file, profile, title) => {
    expect(alerting({ title, summary: seed(file) })).toContain(profile);
  });

  test.each(seeds)("%s: %s, and not on the profile of another country", (file, profile, title) => {
    const abroad = new Set(
      ["uk-police", "us-clearview", "fr-briefcam", "fr-state"].filter(
        (id) => id.slice(0, 2) !== profile.slice(0, 2),
      ),
    );
    const alerts = alerting({ title, summary: seed(file).slice(0, 400), body: seed(file) });
    expect(alerts.filter((id) => abroad.has(id))).toEqual([]);
  });

  test.each(seeds.slice(2))("%s: %s, by the headline alone", (_, profile, title) => {
    expect(alerting({ title })).toContain(profile);
  });
});

describe("rewordings reach their profile without its obvious words", () => {
  test.each([
    [
      "uk-police",
      "Smart cameras that identify passers-by return to Brixton",
      "Scotland Yard says its vans found nine wanted people.",
    ],
    ["uk-police", "Force pauses LFR after mix-up", "Merseyside officers had stopped the wrong man."],
    [
      "uk-police",
      "Un logiciel de comparaison faciale pour chaque policier",
      "Le Home Office finance l’essai au pays de Galles.",
    ],
    [
      "us-clearview",
      "Sheriff's deputies scan drivers' faces at traffic stops",
      "The software compares them with mugshots.",
    ],
    [
      "us-clearview",
      "Arrêté pour un vol qu’il n’a pas commis",
      "Un algorithme avait reconnu son visage, assurait la police de Detroit.",
    ],
    [
      "us-clearview",
      "La Cnil ouvre une enquête sur Clearview",
      "Le moteur de recherche compare des milliards de portraits.",
    ],
    [
      "fr-briefcam",
      "La mairie confie ses caméras à un algorithme",
      "La police municipale sera alertée des attroupements, sans base légale selon la Cnil.",
    ],
    [
      "fr-briefcam",
      "French mayors defend AI cameras",
      "The police in Nice and Cannes want to detect fights.",
    ],
    [
      "fr-state",
      "Des portiques qui comparent les visages à l’entrée du lycée",
      "La Région les teste, la Cnil hésite.",
    ],
    [
      "fr-state",
      "French ministers want face-matching at the borders",
      "Paris would extend it to stations before the Games.",
    ],
    [
      "biometric-law",
      "Brussels to outlaw real-time remote biometric identification",
      "Police keep three exceptions.",
    ],
    [
      "biometric-law",
      "Un moratoire sur les caméras biométriques",
      "Le conseil municipal a voté à l’unanimité.",
    ],
  ])("%s: %s", (profile, title, summary) => {
    expect(alerting({ title, summary })).toContain(profile);
  });
});

describe("a story stays with its own country", () => {
  test.each([
    ["Delhi police scan faces at festival", "Facial recognition firms in London and New York protest."],
    ["Hong Kong police buy facial recognition", "British and American rights groups object."],
    ["Pékin étend la reconnaissance faciale", "La police a déjà équipé les gares."],
    ["Maroc : la police s’équipe de caméras intelligentes", "La reconnaissance faciale arrive à Rabat."],
  ])("%s", (title, summary) => {
    expect(alerting({ title, summary })).toEqual([]);
  });
});

describe("look-alikes stay silent on every profile", () => {
  test.each([
    [
      "a cookie fine",
      "La CNIL inflige 150 millions d’euros d’amende pour des cookies",
      "Le site refusait le refus.",
    ],
    [
      "a phone",
      "Ce smartphone se déverrouille par reconnaissance faciale",
      "Face ID arrive en France et au Royaume-Uni.",
    ],
    [
      "a phone, in English",
      "New phone adds facial recognition",
      "Owners can unlock it and pay in UK and US shops.",
    ],
    ["a gala", "Met Gala: the best looks of the night in New York", "Faces everyone recognised at the Met."],
    ["ice hockey", "ICE HOCKEY: NEW YORK BEAT BOSTON IN OVERTIME", "Police led fans off the ICE."],
    [
      "diplomacy",
      "La France annonce la reconnaissance de l’État de Palestine",
      "Le Royaume-Uni et le Parlement suivent.",
    ],
    [
      "gratitude",
      "La ville dit sa reconnaissance aux policiers",
      "Le maire a salué la gendarmerie et le préfet.",
    ],
    ["the weather", "Met Office warns of ice across UK", "Police in Scotland ask drivers to stay at home."],
    [
      "a market report",
      "Facial recognition market size to double",
      "UK, US police and law enforcement drive CAGR of 14%.",
    ],
    [
      "a payment",
      "Payer avec son visage : la reconnaissance faciale arrive en caisse",
      "Une banque française teste.",
    ],
    [
      "a pet",
      "Facial recognition app reunites lost dogs with owners",
      "Police in Texas and California use it too.",
    ],
    ["a shop", "Supermarket tries facial recognition at the till", "Shoppers in London are not amused."],
    [
      "photo tagging",
      "Facebook ends face tagging in photos",
      "The facial recognition feature named friends.",
    ],
    [
      "a witness who knows a face",
      "Man who faces trial was recognised by victim in Leeds",
      "Police said a camera had filmed him; officers compared statements.",
    ],
    [
      "a witness, in French",
      "Lyon : un suspect reconnu sur les caméras",
      "La police nationale diffuse son visage et lance un appel.",
    ],
    [
      "number plates",
      "Des caméras intelligentes lisent les plaques",
      "La police municipale verbalise le stationnement.",
    ],
    ["an epidemic", "La surveillance de la grippe renforcée", "La commune et la préfecture suivent les cas."],
    ["dating", "Tinder asks for a face check", "Users in Britain, France and the US must send a video."],
    ["a casino", "Casino turns away banned gamblers", "Facial recognition watches the doors in London."],
    ["electronics", "NEC raises its forecast", "The Japanese group sells networks and displays."],
    ["liberty", "Statue of Liberty reopens to visitors", "New York police expect crowds."],
    ["the army", "Army tests drones with image recognition", "The military wants faster targeting."],
    [
      "policing without faces",
      "La police municipale de Nice recrute",
      "La commune équipe ses agents de caméras-piétons.",
    ],
  ])("%s", (_, title, summary) => {
    expect(alerting({ title, summary })).toEqual([]);
  });
});
