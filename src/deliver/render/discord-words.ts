import type { Field } from "../../model/item.ts";
import type { Language } from "../../model/profile.ts";

/** The words of a Discord post. */
export interface DiscordWords {
  readonly why: string;
  /** Heads the reasons of a further profile that wants the same story. */
  alsoFor(profile: string, score: string): string;
  readonly score: string;
  readonly fields: Readonly<Record<Field, string>>;
  readonly untitled: string;
  exclusion(percent: number, words: string): string;
  /** Words that were found and gave nothing. */
  heldBack(words: string): string;
  source(factor: number): string;
  /** Reasons that were not named, with the points they gave. */
  otherReasons(count: number, points: number): string;
  /** Heads the list of the stories for which a post has no room of their own. */
  otherStories(count: number): string;
  andMore(count: number): string;
}

/** French sets a narrow no-break space before `:` and `%`. */
const THIN = "\u202F";
const HARD = "\u00A0";

const FRENCH: DiscordWords = {
  why: "Pourquoi",
  alsoFor: (profile, score) => `Aussi pour${THIN}: ${profile} (${score})`,
  score: "score",
  fields: { title: "titre", summary: "résumé", body: "texte" },
  untitled: "Sans titre",
  exclusion: (percent, words) =>
    `exclusion${words === "" ? "" : ` «${HARD}${words}${HARD}»`} −${percent}${THIN}%`,
  heldBack: (words) => `sans effet, trop loin${THIN}: ${words}`,
  source: (factor) => `source ×${factor.toLocaleString("fr")}`,
  otherReasons: (count, points) => `${count} ${count < 2 ? "autre" : "autres"} +${points}`,
  otherStories: (count) => `Et ${count} ${count < 2 ? "autre sujet" : "autres sujets"}`,
  andMore: (count) => `… et ${count} de plus`,
};

const ENGLISH: DiscordWords = {
  why: "Why",
  alsoFor: (profile, score) => `Also for: ${profile} (${score})`,
  score: "score",
  fields: { title: "title", summary: "summary", body: "text" },
  untitled: "Untitled",
  exclusion: (percent, words) => `exclusion${words === "" ? "" : ` “${words}”`} −${percent}%`,
  heldBack: (words) => `not counted, too far away: ${words}`,
  source: (factor) => `source ×${factor}`,
  otherReasons: (count, points) => `${count} ${count === 1 ? "other" : "others"} +${points}`,
  otherStories: (count) => `And ${count} more ${count === 1 ? "story" : "stories"}`,
  andMore: (count) => `… and ${count} more`,
};

/** The catalogue for a language. */
export function discordWords(language: Language): DiscordWords {
  return language === "fr" ? FRENCH : ENGLISH;
}
