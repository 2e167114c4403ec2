import type { Match } from "../../model/match.ts";

/** What two versions of a profile make of the same weeks of the archive. A story is told once, as the worker does. */
export interface BacktestReport {
  readonly window: BacktestWindow;
  readonly items: BacktestItems;
  readonly saved: BacktestSide;
  readonly edited: BacktestSide;
  /** Told by the edited profile alone; best score first. */
  readonly gained: readonly Verdicts[];
  /** Told by the saved profile alone; best score first. */
  readonly lost: readonly Verdicts[];
  /** Every day from the first one that items are counted on. */
  readonly days: readonly DayCount[];
  /** Alerts on items that bear a date before the window, and came with the silent first reading of their feed. */
  readonly earlier: Count;
  /** Those with most alerts first. */
  readonly sources: readonly (Count & { readonly source: string })[];
  /** ISO 639-1, `und` where none is known. */
  readonly languages: readonly (Count & { readonly language: string })[];
  /** Of the edited profile; nearest first. */
  readonly nearMisses: readonly Judged[];
  /** Of the edited profile. */
  readonly threshold: number;
  /** What the edited profile would tell if nothing but its threshold were another. */
  readonly thresholds: readonly { readonly threshold: number; readonly alerts: number }[];
  /** The terms that counted in alerts of the edited profile; those in most alerts first. */
  readonly tellingTerms: readonly (TermInProfile & { readonly alerts: number })[];
  /** Terms of the edited profile that no item holds, in the order of the profile. */
  readonly neverFound: readonly TermInProfile[];
  /** How many terms the edited profile has. */
  readonly terms: number;
}

export interface BacktestWindow {
  /** As asked for. */
  readonly days: number;
  /** First and last day, UTC, `YYYY-MM-DD`; the last is the newest one that anything was archived on. */
  readonly from: string;
  readonly to: string;
  /** The first day of the window on which anything was archived: later than `from` where the archive is younger. */
  readonly archivedFrom: string;
}

/** The items of the window. */
export interface BacktestItems {
  readonly total: number;
  /** Stood in a feed at its first reading, which is silent. They are judged like all others, and count on their own dates. */
  readonly baseline: number;
  /** Have no text beside title and summary. */
  readonly withoutText: number;
  /** Of those, had one that the archive dropped to make room. */
  readonly textDropped: number;
}

export interface BacktestSide {
  /** The versions that judged: one, or all that are on record. */
  readonly hashes: readonly string[];
  /** Stories told. */
  readonly alerts: number;
  /** Items that alert: copies of a story that was told are among them. */
  readonly items: number;
  readonly nearMisses: number;
  /** Alerts a day, over the days of the report. */
  readonly perDay: number;
}

export interface Count {
  readonly saved: number;
  readonly edited: number;
}

export interface DayCount extends Count {
  readonly day: string;
  /** Archived on this day. */
  readonly items: number;
}

/** An item, and what the edited profile makes of it. */
export interface Judged {
  readonly item: ItemFacts;
  readonly match: Match;
}

/** An item, and what both versions make of it; nothing when they find nothing. */
export interface Verdicts {
  readonly item: ItemFacts;
  readonly saved?: Match;
  readonly edited?: Match;
}

export interface ItemFacts {
  readonly id: string;
  readonly title: string;
  readonly link?: string;
  readonly source: string;
  readonly language?: string;
  /** On which it counts, UTC. */
  readonly day: string;
  readonly baseline?: true;
}

export interface TermInProfile {
  /** Absent for a term of an exclusion. */
  readonly concept?: string;
  readonly term: string;
}
