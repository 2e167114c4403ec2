import type { Profile } from "../../src/model/profile.ts";
import { testProfile } from "../../src/profile/test-profile.ts";
import { type Fate, fatesOf } from "./fates.ts";
import { finderOf } from "./finder.ts";
import { type Piece, piecesOf } from "./pieces.ts";

/** Where a word of a profile stood before: in its draft, in a draft of the same drawing, in an article, in none of them. */
export type Origin = "draft" | "another draft" | "article" | "nowhere";
export const ORIGINS: readonly Origin[] = ["draft", "another draft", "article", "nowhere"];

/** What a person changed between a draft and the profile that is shipped. */
export interface Changes {
  readonly profile: Profile;
  readonly draft: Profile;
  /** Every term of the draft, in its order. */
  readonly fates: readonly Fate[];
  /** Every word and phrase of the profile, in the order of its file. */
  readonly origins: readonly { readonly piece: Piece; readonly origin: Origin }[];
  /** How many tests of the draft hold in the profile. */
  readonly testsHeld: number;
}

/** What a profile is held against: its draft, all drafts of the drawing, and the articles without their surroundings. */
export interface Sources {
  readonly draft: Profile;
  readonly drafts: readonly Profile[];
  readonly articles: readonly string[];
}

/** Holds a profile against its draft, word by word, as the matcher reads words. */
export function changesOf(profile: Profile, { draft, drafts, articles }: Sources): Changes {
  const pieces = piecesOf(profile);
  const terms = piecesOf(draft);
  const find = finderOf(pieces);
  const drawn = placesIn(terms.map(({ text }) => find(text)));
  const others = drafts.filter(({ id }) => id !== draft.id).flatMap(piecesOf);
  const drawnElsewhere = placesIn(others.map(({ text }) => find(text)));
  const written = new Set(articles.flatMap((article) => [...find(article).keys()]));
  const originOf = (place: number): Origin => {
    if (drawn.has(place)) return "draft";
    if (drawnElsewhere.has(place)) return "another draft";
    return written.has(place) ? "article" : "nowhere";
  };
  const failures = testProfile({ ...profile, tests: draft.tests });
  return {
    profile,
    draft,
    fates: fatesOf(terms, pieces),
    origins: pieces.map((piece, place) => ({ piece, origin: originOf(place) })),
    testsHeld: draft.tests.length - failures.length,
  };
}

/** The terms that are all of a text. */
function placesIn(finds: readonly ReturnType<ReturnType<typeof finderOf>>[]): ReadonlySet<number> {
  return new Set(
    finds.flatMap((found) => [...found].flatMap(([place, how]) => (how === "whole" ? place : []))),
  );
}
