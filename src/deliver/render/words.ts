import type { Field } from "../../model/item.ts";
import type { Language, LocalisedText } from "../../model/profile.ts";

/** The words of a mail. Numbers and names go in as given; what comes from feeds is never part of a sentence here. */
export interface MailWords {
  readonly stories: (count: number) => string;
  readonly moment: (day: string, time: string) => string;
  readonly span: (from: string, to: string) => string;
  /** A story without a date of its own: when vigie first saw it. */
  readonly seen: (moment: string) => string;
  readonly untitled: string;
  readonly why: string;
  readonly fields: Readonly<Record<Field, string>>;
  readonly moreReasons: (count: number) => string;
  readonly exclusion: (percent: number, words: string) => string;
  /** Words that were found and gave nothing. */
  readonly heldBack: (words: string) => string;
  readonly source: (factor: number) => string;
  readonly score: (score: number) => string;
  readonly alsoFor: (profiles: string) => string;
  readonly inBrief: string;
  readonly moreStories: (count: number) => string;
  readonly moreElsewhere: (count: number) => string;
  readonly aboveThreshold: (profile: string, threshold: number) => string;
  readonly scoreMeans: string;
  readonly sentTo: (address: string, destination: string) => string;
  readonly unsubscribe: string;
  readonly colon: string;
}

/** French sets a narrow no-break space before `:`, `;` and `%`, and a no-break space inside its quotation marks. */
const THIN = "\u202F";
const HARD = "\u00A0";

const FRENCH: MailWords = {
  stories: (count) => `${count} ${plural("fr", count, "sujet", "sujets")}`,
  moment: (day, time) => `${day} à ${time}`,
  span: (from, to) => `Du ${from} au ${to}`,
  seen: (moment) => `vu ${moment}`,
  untitled: "Sans titre",
  why: "Pourquoi",
  fields: { title: "titre", summary: "résumé", body: "texte" },
  moreReasons: (count) => `${count} ${plural("fr", count, "autre", "autres")}`,
  exclusion: (percent, words) => `exclusion${quotedIn("fr", words)} −${percent}${THIN}%`,
  heldBack: (words) => `sans effet, trop loin${THIN}: ${words}`,
  source: (factor) => `source ×${factor.toLocaleString("fr")}`,
  score: (score) => `score ${score}`,
  alsoFor: (profiles) => `Répond aussi à${THIN}: ${profiles}`,
  inBrief: "En bref",
  moreStories: (count) =>
    `Et ${count} ${plural("fr", count, "autre sujet, moins bien noté", "autres sujets, moins bien notés")}.`,
  moreElsewhere: (count) =>
    `Ce message n’avait pas la place pour ${count} ${plural("fr", count, "sujet moins bien noté", "sujets moins bien notés")}.`,
  aboveThreshold: (profile, threshold) => `Profil «${HARD}${profile}${HARD}», seuil ${threshold}.`,
  scoreMeans: `Le score, de 0 à 100, dit combien un sujet répond au profil${THIN}; les mots trouvés et leurs points disent pourquoi.`,
  sentTo: (address, destination) =>
    `Envoyé à ${address}, qui figure parmi les lecteurs de «${HARD}${destination}${HARD}».`,
  unsubscribe: "Se désabonner",
  colon: `${THIN}:`,
};

const ENGLISH: MailWords = {
  stories: (count) => `${count} ${plural("en", count, "story", "stories")}`,
  moment: (day, time) => `${day}, ${time}`,
  span: (from, to) => `From ${from} to ${to}`,
  seen: (moment) => `seen ${moment}`,
  untitled: "Untitled",
  why: "Why",
  fields: { title: "title", summary: "summary", body: "text" },
  moreReasons: (count) => `${count} ${plural("en", count, "other", "others")}`,
  exclusion: (percent, words) => `exclusion${quotedIn("en", words)} −${percent}%`,
  heldBack: (words) => `not counted, too far away: ${words}`,
  source: (factor) => `source ×${factor}`,
  score: (score) => `score ${score}`,
  alsoFor: (profiles) => `Also matches: ${profiles}`,
  inBrief: "In brief",
  moreStories: (count) => `And ${count} more ${plural("en", count, "story", "stories")} with a lower score.`,
  moreElsewhere: (count) =>
    `This message had no room for ${count} ${plural("en", count, "story", "stories")} with a lower score.`,
  aboveThreshold: (profile, threshold) => `Profile “${profile}”, threshold ${threshold}.`,
  scoreMeans:
    "The score, from 0 to 100, says how well a story fits the profile; the words found and their points say why.",
  sentTo: (address, destination) => `Sent to ${address}, a reader of “${destination}”.`,
  unsubscribe: "Unsubscribe",
  colon: ":",
};

const CATALOGUES: Readonly<Record<Language, MailWords>> = { fr: FRENCH, en: ENGLISH };

function quotedIn(language: Language, words: string): string {
  if (words === "") return "";
  return language === "fr" ? ` «${HARD}${words}${HARD}»` : ` “${words}”`;
}

/** The catalogue for a language. */
export function mailWords(language: Language): MailWords {
  return CATALOGUES[language];
}

const PLURALS: Readonly<Record<keyof LocalisedText, Intl.PluralRules>> = {
  fr: new Intl.PluralRules("fr"),
  en: new Intl.PluralRules("en"),
};

/** CLDR: French 0 and 1 are singular, in English only 1 is. */
function plural(language: Language, count: number, one: string, other: string): string {
  return PLURALS[language].select(count) === "one" ? one : other;
}
