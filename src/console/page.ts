import type { Language } from "../model/profile.ts";
import type { Instant } from "../model/time.ts";
import { momentsIn, type Moments } from "./moments.ts";
import type { ConsoleView } from "./view-model.ts";
import { wordsIn, type Words } from "./words.ts";

/** What every part of one page shares: its language and its present. */
export interface Page {
  readonly language: Language;
  readonly words: Words;
  readonly moments: Moments;
  readonly now: Instant;
  readonly timezone: string;
  readonly version: string;
}

/** Opens a page in the language a visitor asked for (`?lang=`), else in the configured one. */
export function openPage(view: ConsoleView, wanted: string | undefined): Page {
  const language = wanted === "fr" || wanted === "en" ? wanted : view.language;
  const now = view.now();
  return {
    language,
    words: wordsIn(language),
    moments: momentsIn(language, view.timezone, now),
    now,
    timezone: view.timezone,
    version: view.version,
  };
}
