/** What one group of readers wants: concepts made of terms, and the score from which an item is an alert. */
export interface Profile {
  readonly id: string;
  readonly name: LocalisedText;
  /** 0–100; an item alerts when its score reaches it. */
  readonly threshold: number;
  readonly destinations: readonly string[];
  readonly concepts: readonly Concept[];
  readonly exclude: readonly Exclude[];
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
}

/** Words that say the item is about something else. `weight` is the per cent of the score they take away. */
export interface Exclude {
  readonly weight: number;
  readonly any: readonly string[];
  readonly exact: readonly string[];
  /** Only hits in this field count; absent means any field. */
  readonly in?: "title" | "summary" | "body";
}

/** An example kept with the profile: `vigie check` and the start of the worker run it. */
export interface ProfileTest {
  readonly title: string;
  readonly summary?: string;
  readonly expect: "alert" | "silent";
}
