import type { Role } from "../../model/profile.ts";

/** What a decision is about: a concept by its id, or an exclusion by its index. */
export type Subject = { readonly concept: string } | { readonly exclusion: number };

/** What a person decides in a review. Terms are given by their places in the list that was shown; absent means all of it. */
export type Decision =
  /** It is right as it stands; with terms, these alone are. */
  | { readonly kind: "keep"; readonly of: Subject; readonly terms?: readonly number[] }
  | { readonly kind: "drop"; readonly of: Subject; readonly terms?: readonly number[] }
  | { readonly kind: "role"; readonly of: Subject; readonly role: Role }
  | {
      readonly kind: "merge";
      readonly of: Subject;
      readonly terms?: readonly number[];
      readonly into: string;
    }
  /** Another word for it, or the one of the other language. */
  | { readonly kind: "pair"; readonly of: Subject; readonly text: string }
  /** These words say that an item is about something else. */
  | { readonly kind: "exclude"; readonly of: Subject; readonly terms?: readonly number[] };
