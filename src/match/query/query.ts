import type { Field } from "../../model/item.ts";

/**
 * What a query line asks for, or the lists of a concept: both forms are this tree before they are compiled. `any` and
 * `all` have two or more parts.
 */
export type Query =
  /** One word, or several to be found next to each other. `exact`: as written, capitals included. */
  | { readonly kind: "term"; readonly text: string; readonly exact: boolean }
  | { readonly kind: "any" | "all"; readonly of: readonly Query[] }
  | { readonly kind: "not"; readonly of: Query }
  /** Both in one field with at most `words` words between them; `ordered`: the left one first. */
  | {
      readonly kind: "near";
      readonly words: number;
      readonly ordered: boolean;
      readonly left: Query;
      readonly right: Query;
    }
  | { readonly kind: "in"; readonly field: Field; readonly of: Query }
  | { readonly kind: "count"; readonly atLeast: number; readonly of: Query }
  /** The id or the name of a feed, or a domain with all below it. */
  | { readonly kind: "source"; readonly name: string }
  /** ISO 639-1, lower case. */
  | { readonly kind: "language"; readonly code: string };
