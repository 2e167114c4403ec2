import type { Language } from "../../model/profile.ts";

/** Why a line of a document is no part of the article. */
export type DropReason = "after-end" | "junk" | "repeated" | "foreign-script" | "no-sentence";

export interface KeptLine {
  readonly number: number;
  readonly text: string;
}

export interface DroppedLine {
  readonly number: number;
  readonly text: string;
  readonly reason: DropReason;
  readonly detail: string;
}

/** An article without what surrounds it, and a record of what that was. */
export interface CleanDocument {
  readonly name: string;
  readonly sha256: string;
  readonly title: string | undefined;
  readonly language: Language | undefined;
  readonly kept: readonly KeptLine[];
  readonly dropped: readonly DroppedLine[];
}
