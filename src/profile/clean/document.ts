/** Why a line of a document is not the article. */
export type DropReason =
  /** It is part of the page's frame by its markup: a menu, a form, a box beside the text. Detail: the element. */
  | "furniture"
  /** It stands below the heading of the comments, or in the thread itself. Detail: what began them. */
  | "after-the-end"
  /** It stands in a box within or below the article: what else to read, a newsletter. Detail: the box's heading. */
  | "box"
  /** It says what pages say of themselves: sign up, we use cookies. Detail: the marker. */
  | "phrase-of-a-page"
  /** It was there before. Detail: where. */
  | "repeated"
  /** Most of its letters are of another script than the article's. Detail: which. */
  | "foreign-script"
  /** It is one of a list of cards: members, contacts. Detail: the label that they repeat. */
  | "list-of-names"
  /** It is a button, a link or an address and nothing else. Detail: the marker, or what it is. */
  | "link-or-form"
  /** It stands outside of the article's paragraphs and is none itself. Detail: where. */
  | "too-short";

/** A line of the article. Lines are numbered from 1 as they stand in the source's text. */
export interface KeptLine {
  readonly number: number;
  readonly text: string;
}

/** A line that is not the article, or the part of one that is not: the rest of that line is kept under its number. */
export interface DroppedLine {
  readonly number: number;
  readonly text: string;
  readonly reason: DropReason;
  /** Which marker, which earlier line: enough to dispute it. */
  readonly detail: string;
}

/** A document and what of it is the article. Every line that holds anything is kept or dropped. */
export interface CleanDocument {
  /** As given: the name of a file or the id of an item. */
  readonly name: string;
  /** Of the document's bytes, in hexadecimal digits. */
  readonly sha256: string;
  /** Its headline as far as that can be told; it is also among the kept lines where the text holds it. */
  readonly title: string | undefined;
  readonly language: "fr" | "en" | undefined;
  readonly kept: readonly KeptLine[];
  readonly dropped: readonly DroppedLine[];
}
