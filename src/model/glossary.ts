/** What a person who knows both languages, and what names also mean, tells the drawing of profiles. */
export interface Glossary {
  /** Words or phrases that say the same. */
  readonly pairs: readonly WordPair[];
  /** Names that are also something else: the phrases by which that is known. */
  readonly ambiguous: readonly AmbiguousName[];
}

export interface WordPair {
  readonly fr: string;
  readonly en: string;
}

export interface AmbiguousName {
  readonly name: string;
  readonly elsewhere: readonly string[];
}
