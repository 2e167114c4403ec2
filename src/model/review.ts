import type { Role } from "./profile.ts";

/** Keys and indexes that lead from the root of a file to a value. */
type Path = readonly (string | number)[];

/** One edit of what a file says; what else stands in it stays as it is. */
export type Change =
  /** Takes a value out, with its key and with the comments right above it. */
  | { readonly kind: "remove"; readonly path: Path }
  /** Puts a word or a number under a key, which is made if it is missing. */
  | { readonly kind: "set"; readonly path: Path; readonly value: string | number }
  /** Puts entries at the end of a list, which is made if it is missing. */
  | { readonly kind: "append"; readonly path: Path; readonly entries: readonly NewEntry[] };

export interface NewEntry {
  readonly value: string | Readonly<Record<string, number | readonly string[]>>;
  /** Lines above it, without their `#`; a list in brackets cannot have them. */
  readonly comments: readonly string[];
}

/** A draft as a person goes through it: what is open, and what the file says about each term. */
export interface ReviewSheet {
  /** What the head of the file says of the documents and of the draft. */
  readonly heading: readonly string[];
  readonly concepts: readonly SheetConcept[];
  readonly exclusions: readonly SheetExclusion[];
}

export interface SheetConcept {
  readonly id: string;
  readonly role: Role;
  /** As written; absent where the role says it. */
  readonly weight?: number;
  /** The open question; absent once it is decided. */
  readonly review?: string;
  readonly terms: readonly SheetTerm[];
  /** Whether it finds by more than terms: words near each other, expressions, a query. */
  readonly hasMore: boolean;
}

export interface SheetExclusion {
  /** Its index in the list. */
  readonly place: number;
  readonly review?: string;
  readonly terms: readonly SheetTerm[];
}

export interface SheetTerm {
  readonly text: string;
  readonly list: "any" | "exact";
  readonly path: Path;
  /** The evidence: comments right above it, without their `#`. */
  readonly comments: readonly string[];
}
