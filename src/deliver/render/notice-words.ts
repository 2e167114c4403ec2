import type { Language } from "../../model/profile.ts";
import { NOTICE_WORDS_EN } from "./notice-words-en.ts";
import { NOTICE_WORDS_FR } from "./notice-words-fr.ts";

/** How a notice feels: something is wrong, something is right again, something to know. */
export type NoticeTone = "trouble" | "good" | "news";

/** Who can end a feed's trouble: the site that refuses, its address, its certificate, a limit of ours, or time. */
export type Remedy = "access" | "address" | "certificate" | "limit" | "wait";

/** What is told of one change. Nothing in it comes from a feed. */
export interface NoticeText {
  /** Stands after the name of the feed. */
  readonly what: string;
  readonly happened: string;
  /** What vigie does now. */
  readonly doing: string;
  /** What the operator can do; absent when there is nothing to do. */
  readonly advice?: string;
}

/** The words of a notice. Points in time come written. */
export interface NoticeWords {
  readonly heading: string;
  readonly status: Readonly<Record<NoticeTone, string>>;
  readonly doing: string;
  readonly advice: string;
  readonly detail: string;
  readonly colon: string;
  /** Why somebody gets this. */
  readonly means: string;
  failing(since: string, reason: string, remedy: Remedy): NoticeText;
  recovered(since: string, at: string): NoticeText;
  gone(at: string): NoticeText;
  moved(): NoticeText;
  gap(since: string, at: string): NoticeText;
  renamed(items: number): NoticeText;
  silent(since: string): NoticeText;
  heard(since: string, at: string): NoticeText;
  empty(since: string): NoticeText;
  filled(since: string, at: string): NoticeText;
  offline(since: string): NoticeText;
  online(since: string, at: string): NoticeText;
  /** `held`: it refuses, and does not only fail. */
  destinationFailing(since: string, held: boolean): NoticeText;
  destinationRecovered(since: string, at: string): NoticeText;
  givenUp(at: string): NoticeText;
}

const CATALOGUES: Readonly<Record<Language, NoticeWords>> = { fr: NOTICE_WORDS_FR, en: NOTICE_WORDS_EN };

/** The catalogue for a language. */
export function noticeWords(language: Language): NoticeWords {
  return CATALOGUES[language];
}
