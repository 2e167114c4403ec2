import type { Language } from "../../model/profile.ts";
import { foldText } from "../../text/fold.ts";
import { EVERYDAY_ENGLISH } from "../lint/common-words-en.ts";
import { EVERYDAY_FRENCH } from "../lint/common-words-fr.ts";

// What holds sentences together beside the everyday words: a term neither begins nor ends with one of these.
const FRENCH = `
  afin ailleurs ainsi alors après aujourd hui aujourd’hui auprès auquel auxquels avoir ayant beaucoup car celle cela
  cependant certain certaine certains certaines combien comme concernant contre davantage deux déjà désormais dernier
  dernière derniers dernières devra devrait devraient différent différents différente différentes durant effet également
  encore ensuite environ etc être eux face faire façon fin fois grâce hier hors huit jamais janvier février mars avril mai
  juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi dimanche jusqu jusque
  laquelle lequel lesquelles lesquels longtemps lors lorsque lui maintenant malgré manière mieux mme moment monsieur
  madame néanmoins non notamment nouveau nouveaux nouvel nouvelle nouvelles outre par parce parfois parmi partir peine
  permet permettent permettre permettra permettrait permis peu plupart plutôt plus plusieurs point possible possibles
  pourra pourrait pourraient pourtant pouvoir pouvait précédent précédente premier première premiers presque prêt près
  prochain prochaine prochains propos puis puisque quant quatre quel quelle quels quelles quelque quelques quelqu
  rien sans sauf second seconde sein selon sept seul seule seulement sinon six soit sorte souvent suivant suivante sur
  surtout tandis tant telle tels telles tous toujours tout toute toutefois travers trois trop vers veut voici voilà vouloir
  voire vraisemblablement dix cent mille million millions milliard milliards mois semaine semaines jour jours heure
  heures minutes année années an ans droite gauche déclaré déclare affirme affirment affirmé explique expliqué ajoute ajouté
  indique indiqué souligne souligné rappelle rappelé estime estimé annoncé annonce écrit cette notre votre leur
  grand grande grands grandes petit petite nombre`;
const ENGLISH = `
  according across actually adding added adds add ago ahead almost along alongside already although always among amid
  another anyone anything around aside asked away became become becoming began begin behind being below best better
  beyond both bring came case certain chief claims claimed claim come comes coming could despite different doesn didn don
  isn wasn won wouldn couldn shouldn hasn haven aren weren during each earlier early eight either else end enough
  especially etc every everyone everything example fact far few five former four full further gave general give given
  gives giving goes going good great half help hence hour hours however hundred including indeed instead into january
  february march april may june july august september october november december monday tuesday wednesday thursday friday
  saturday sunday keep kind know known large largely last late later latest least less let likely little long lot made
  mainly make makes making many maybe meanwhile member million billion minute minutes month months more mostly much must
  near nearly need needs neither never nevertheless next nine none nor nothing now number off often once ones only onto
  others otherwise our out over owing own part particular perhaps place please point possible put quite rather re really
  recent recently right said saying says seen set seven several shall should simply since six small some someone something
  soon sort still such suggest suggested suggesting take taken takes taking ten than thing things think third thousand
  though thus today together told too took top toward towards tuesday twice two under unless unlike until upon us use
  used uses using usually ve via want wants way week weeks well went whatever whether while whole whose why will wish
  within without work working would writes wrote yes yesterday yet young mr mrs ms dr sir`;

const WORDS: Readonly<Record<Language, ReadonlySet<string>>> = {
  fr: folded([...EVERYDAY_FRENCH, ...FRENCH.trim().split(/\s+/u)]),
  en: folded([...EVERYDAY_ENGLISH, ...ENGLISH.trim().split(/\s+/u)]),
};

/** Whether a folded word of a language (of either, when it is not known) says nothing of its own. */
export function isFunctionWord(word: string, language: Language | undefined): boolean {
  if (word.length < 2 || /^\p{N}+$/u.test(word)) return true;
  return language === undefined ? WORDS.fr.has(word) || WORDS.en.has(word) : WORDS[language].has(word);
}

const CONNECTORS = folded("de du des d la le les l a à au aux en et of the for in on and".split(" "));

/** Whether a folded word may stand inside a term: `droits de l’homme`, `ministère de l’Intérieur`. */
export function isConnector(word: string): boolean {
  return CONNECTORS.has(word);
}

function folded(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.flatMap((word) => foldText(word).split(" ")));
}
