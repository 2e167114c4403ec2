/** What one group of readers wants: concepts made of terms, and the score from which an item is an alert. */
export interface Profile {
  readonly id: string;
  /** A draft is matched and explained, and never alerts. Absent: in force. */
  readonly status?: "draft";
  readonly name: LocalisedText;
  /** 0–100; an item alerts when its score reaches it. */
  readonly threshold: number;
  readonly destinations: readonly string[];
  readonly concepts: readonly Concept[];
  readonly exclude: readonly Exclude[];
  /** Ids of concepts without which an item is silent, whatever its score. */
  readonly require: readonly string[];
  /** Feeds or domains that are trusted more or less than others. */
  readonly boost: readonly SourceBoost[];
  /** Feeds or domains from which nothing alerts. */
  readonly mute: readonly string[];
  /** An item that was older than this when it was first seen does not alert. */
  readonly maxAgeMs?: number;
  readonly tests: readonly ProfileTest[];
}

export interface LocalisedText {
  readonly fr: string;
  readonly en: string;
}

/** The languages that vigie itself speaks in alerts, digests, pages. */
export type Language = keyof LocalisedText;

/**
 * core: evidence on its own. context: counts only near a core hit (or, by half, near a weak one).
 * weak: evidence too slight to alert alone.
 */
export type Role = "core" | "context" | "weak";

/** One idea, however it is worded; its terms are synonyms and do not pile up. */
export interface Concept {
  readonly id: string;
  readonly role: Role;
  /** 1–99: how sure one is, in per cent, of an item that says only this, in its summary. */
  readonly weight: number;
  /** Folded and lightly stemmed phrases. */
  readonly any: readonly string[];
  /** Phrases found only as written, case included; accents still fold. */
  readonly exact: readonly string[];
  /** Words that count only when they stand near each other. */
  readonly near: readonly Near[];
  /** RE2 expressions, each with some letters that every hit holds. */
  readonly regex: readonly string[];
  /** The same in one line, for people who think in queries. */
  readonly query?: string;
  /** In a draft: what a person has yet to decide about it. */
  readonly review?: string;
}

/** One of each group of `all`, in one field, with at most so many words between neighbours. */
export interface Near {
  readonly words: number;
  /** Whether they must stand in the order of the groups. */
  readonly ordered: boolean;
  /** Two or more groups of synonyms. */
  readonly all: readonly (readonly string[])[];
}

/** A feed by its id or name, or a domain with all below it; the factor (0.5 to 1.5) multiplies the evidence. */
export interface SourceBoost {
  readonly source: string;
  readonly factor: number;
}

/** Words that say the item is about something else. `weight` is the per cent of the score they take away. */
export interface Exclude {
  readonly weight: number;
  readonly any: readonly string[];
  readonly exact: readonly string[];
  /** Only hits in this field count; absent means any field. */
  readonly in?: "title" | "summary" | "body";
  /** In a draft: what a person has yet to decide about it. */
  readonly review?: string;
}

/** An example kept with the profile: `vigie check` and the start of the worker run it. */
export interface ProfileTest {
  readonly title: string;
  readonly summary?: string;
  readonly source?: string;
  readonly language?: string;
  readonly expect: "alert" | "silent";
}

/** The profile as it would alert: what a draft says of itself is left out, for tests and trials of it. */
export function asInForce(profile: Profile): Profile {
  const { status: _, ...inForce } = profile;
  return inForce;
}
