import type { MessageState } from "../model/delivery.ts";
import type { Field } from "../model/item.ts";
import type { Language } from "../model/profile.ts";
import { wordsEn } from "./words-en.ts";
import { wordsFr } from "./words-fr.ts";
import type { DestinationView } from "./view-model.ts";

/** Every word that the console says, in one language. Counts come with their noun, so that each grammar has its way. */
export interface Words {
  readonly title: string;
  readonly tagline: string;
  readonly skip: string;
  readonly pages: string;
  readonly languages: string;
  readonly refresh: string;
  readonly asOf: string;
  readonly lookout: { readonly ready: string; readonly notReady: string };

  readonly alerts: string;
  readonly feeds: string;
  readonly destinations: string;
  readonly watch: string;
  readonly alertCount: (count: number) => string;
  readonly feedCount: (count: number) => string;
  readonly failingCount: (count: number) => string;
  readonly destinationCount: (count: number) => string;
  readonly silentCount: (count: number) => string;
  readonly latest: (count: number) => string;
  readonly lastAlert: string;

  readonly score: (score: number, threshold: number) => string;
  readonly why: string;
  readonly fields: Readonly<Record<Field, string>>;
  readonly excluded: (percent: number, evidence: number) => string;
  /** Comes before the words that took a part of the evidence. */
  readonly by: string;
  /** Comes before words that were found and gave nothing. */
  readonly heldBack: string;
  readonly source: (factor: number) => string;
  readonly published: string;
  readonly seen: string;
  readonly sentTo: string;
  readonly deliveries: Readonly<Record<MessageState, string>>;

  readonly columns: {
    readonly feed: string;
    readonly read: string;
    readonly next: string;
    readonly newest: string;
    readonly failed: string;
  };
  readonly feedState: {
    readonly failing: string;
    readonly gone: string;
    readonly never: string;
    readonly due: string;
    readonly noMore: string;
    /** Before the moment since when. */
    readonly empty: string;
    readonly silent: string;
  };
  readonly since: string;
  /** What stands between a state and its reason. */
  readonly colon: string;
  readonly failedReadings: (count: number) => string;
  readonly repaired: (count: number) => string;
  readonly unread: (count: number) => string;
  readonly fine: (count: number) => string;
  readonly noFeeds: string;

  readonly kinds: Readonly<Record<DestinationView["kind"], string>>;
  readonly destinationState: {
    readonly able: string;
    readonly off: string;
    readonly held: string;
    readonly ailing: string;
  };
  readonly nextTry: string;
  readonly lastSent: string;
  readonly nothingSent: string;
  readonly queue: Readonly<Record<MessageState, (count: number) => string>>;
  readonly queueEmpty: string;
  readonly noDestinations: string;

  readonly checkOk: string;
  readonly checkFailed: string;

  readonly empty: EmptyWords;
  readonly notFound: { readonly title: string; readonly text: string; readonly back: string };
  readonly footer: string;
}

/** What a page without alerts teaches: what happens next, and where to set it. */
export interface EmptyWords {
  readonly title: string;
  readonly steps: {
    readonly read: (read: number, all: number) => string;
    readonly silent: string;
    readonly match: string;
    readonly send: (able: number, all: number) => string;
  };
  readonly next: string;
  readonly tools: string;
  readonly check: string;
  readonly poll: string;
  readonly explain: string;
}

/** The catalogue of a language. */
export function wordsIn(language: Language): Words {
  switch (language) {
    case "fr":
      return wordsFr;
    case "en":
      return wordsEn;
  }
}
