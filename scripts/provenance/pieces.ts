import { readQuery } from "../../src/match/query/read-query.ts";
import type { Query } from "../../src/match/query/query.ts";
import type { Concept, Exclude, Profile } from "../../src/model/profile.ts";
import type { Wanted } from "./finder.ts";

/** One word or phrase of a profile, and how it stands there. */
export interface Piece extends Wanted {
  /**
   * listed: it counts by itself; beside: in a `query` or a `near`, it counts only with others; ruled-out: under a NOT;
   * excluded: an exclusion.
   */
  readonly stands: "listed" | "beside" | "ruled-out" | "excluded";
  /** The id of its concept; of an exclusion, its first term. */
  readonly of: string;
  /** The concept's role and weight, or `exclude` and its weight, as both are shown. */
  readonly as: string;
}

/** All words and phrases of a profile in the order of its file, each once for each way in which it stands there. */
export function piecesOf({ concepts, exclude }: Profile): readonly Piece[] {
  const pieces = [...concepts.flatMap(piecesOfConcept), ...exclude.flatMap(piecesOfExclusion)];
  return [...new Map(pieces.map((piece) => [JSON.stringify(piece), piece])).values()];
}

/** The first term of an exclusion: what it is called by. */
export function nameOf({ any, exact }: Exclude): string {
  return any[0] ?? exact[0] ?? "";
}

function piecesOfConcept(concept: Concept): readonly Piece[] {
  const { id: of, near, query } = concept;
  const as = `${concept.role} ${concept.weight}`;
  const parts = [
    ...near.flatMap(({ all }) => all.flat()).map((text) => ({ text, isExact: false, isRuledOut: false })),
    ...(query === undefined ? [] : partsOf(query)),
  ];
  return [
    ...listsOf(concept).map(({ text, isExact }) => ({ text, isExact, stands: "listed" as const, of, as })),
    ...parts.map(({ text, isExact, isRuledOut }) => {
      const stands = isRuledOut ? ("ruled-out" as const) : ("beside" as const);
      return { text, isExact, stands, of, as };
    }),
  ];
}

function piecesOfExclusion(exclusion: Exclude): readonly Piece[] {
  const [of, as] = [nameOf(exclusion), `exclude ${exclusion.weight}`];
  return listsOf(exclusion).map(({ text, isExact }) => ({ text, isExact, stands: "excluded", of, as }));
}

function listsOf({ any, exact }: Pick<Concept, "any" | "exact">): readonly Wanted[] {
  return [
    ...any.map((text) => ({ text, isExact: false })),
    ...exact.map((text) => ({ text, isExact: true })),
  ];
}

interface Part extends Wanted {
  readonly isRuledOut: boolean;
}

function partsOf(line: string): readonly Part[] {
  const reading = readQuery(line);
  if (reading.kind === "invalid") throw new Error(`a query of a checked profile cannot be read: ${line}`);
  return partsBelow(reading.query, false);
}

function partsBelow(query: Query, isRuledOut: boolean): readonly Part[] {
  switch (query.kind) {
    case "term":
      return [{ text: query.text, isExact: query.exact, isRuledOut }];
    case "any":
    case "all":
      return query.of.flatMap((each) => partsBelow(each, isRuledOut));
    case "near":
      return [query.left, query.right].flatMap((each) => partsBelow(each, isRuledOut));
    case "not":
      return partsBelow(query.of, !isRuledOut);
    case "in":
    case "count":
      return partsBelow(query.of, isRuledOut);
    case "source":
    case "language":
      return [];
  }
}
