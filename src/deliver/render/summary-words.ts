import type { Summary } from "../../model/delivery.ts";
import type { Language } from "../../model/profile.ts";

/** The words of a summary. Names come cleaned, points in time written. */
interface SummaryWords {
  readonly flood: (stories: number, source: string) => string;
  readonly backlog: (stories: number) => string;
  readonly whyFlood: string;
  readonly whyBacklog: (since: string) => string;
}

const ENGLISH: SummaryWords = {
  flood: (stories, source) => `${stories} ${stories === 1 ? "story" : "stories"} at once from ${source}`,
  backlog: (stories) => `${stories} ${stories === 1 ? "story" : "stories"} that waited`,
  whyFlood:
    "One reading of this source brought more than is told one by one. The best came by themselves; here is the rest, best first.",
  whyBacklog: (since) =>
    `More was waiting than is told one by one, the first of it since ${since}. Here it is, best first.`,
};

/** French sets a narrow no-break space before `;` and `:`. */
const THIN = "\u202F";

const FRENCH: SummaryWords = {
  flood: (stories, source) => `${stories} ${stories < 2 ? "sujet" : "sujets"} d’un coup${THIN}: ${source}`,
  backlog: (stories) => `${stories} ${stories < 2 ? "sujet" : "sujets"} en attente`,
  whyFlood: `Une lecture de cette source a apporté plus qu’il ne s’en dit un par un. Les mieux notés sont venus seuls${THIN}; voici les autres, les meilleurs d’abord.`,
  whyBacklog: (since) =>
    `Il en attendait plus qu’il ne s’en dit un par un, le premier depuis le ${since}. Les voici, les meilleurs d’abord.`,
};

const CATALOGUES: Readonly<Record<Language, SummaryWords>> = { fr: FRENCH, en: ENGLISH };

/** What a channel writes of a summary as a whole. */
export interface SummaryHead {
  /** `30 stories at once from Example (2/6)`. */
  readonly heading: string;
  /** One or two sentences. */
  readonly why: string;
}

/** How a channel writes what it is given. */
export interface SummarySetting {
  readonly language: Language;
  readonly stories: number;
  /** Foreign text, cleaned and cut for a heading. */
  readonly name: (source: string) => string;
  /** A point in time for the reader, in the middle of a sentence. */
  readonly moment: (at: number) => string;
}

/** The head of a summary, in the reader's words. */
export function summaryHead({ cause, place }: Summary, setting: SummarySetting): SummaryHead {
  const words = CATALOGUES[setting.language];
  const numbered = place === undefined ? "" : ` (${place.part}/${place.of})`;
  switch (cause.kind) {
    case "flood":
      return {
        heading: words.flood(setting.stories, setting.name(cause.source)) + numbered,
        why: words.whyFlood,
      };
    case "backlog":
      return {
        heading: words.backlog(setting.stories) + numbered,
        why: words.whyBacklog(setting.moment(cause.since)),
      };
  }
}
