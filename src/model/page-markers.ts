/**
 * What tells the lines of a page from those of its article, in one language. A marker is compared by its words alone:
 * case, accents, punctuation and numbers do not matter. Without a `*` at its end it is the whole line; with one the
 * line may go on. Phrases may stand anywhere in a sentence.
 */
export interface MarkerLists {
  /** Headings of the comments: nothing below them is the article. */
  readonly ends: readonly string[];
  /** What stands below every comment: the button to answer it. */
  readonly replies: readonly string[];
  /** Headings of boxes within or below the article: what else to read, a newsletter. */
  readonly boxes: readonly string[];
  /** Buttons and links on lines of their own. */
  readonly labels: readonly string[];
  /** What only a page says, not an article: a sentence that holds one is dropped. */
  readonly phrases: readonly string[];
}

/** Markers of any languages by their codes. All of them count for every document: pages mix languages. */
export interface PageMarkers {
  readonly markers: Readonly<Record<string, MarkerLists>>;
  /** Markers that do not count, though a list holds them. */
  readonly except: readonly string[];
}
