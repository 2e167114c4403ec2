import { finderOf } from "./finder.ts";
import type { Piece } from "./pieces.ts";

/**
 * kept: it counts by itself in the same role; moved: in another role, or beside other words; longer: only a longer phrase
 * of the profile holds it; shorter: only a part of it is in the profile; dropped: nothing of the profile finds it.
 */
export type FateKind = "kept" | "moved" | "longer" | "shorter" | "dropped";
export const FATE_KINDS: readonly FateKind[] = ["kept", "moved", "longer", "shorter", "dropped"];

/** What became of a term of a draft. */
export interface Fate {
  readonly term: Piece;
  readonly kind: FateKind;
  /** Whether nothing about it changed, its weight neither. */
  readonly isSame: boolean;
  /** Where it stands in the profile, as Markdown. */
  readonly places: readonly string[];
}

/** What became of each term of a draft in a profile, by the surest place that it has there. */
export function fatesOf(terms: readonly Piece[], pieces: readonly Piece[]): readonly Fate[] {
  const inPieces = finderOf(terms);
  const finds = pieces.map(({ text }) => inPieces(text));
  const find = finderOf(pieces);
  return terms.map((term, place) => {
    const found = find(term.text);
    const comparable = (piece: Piece): boolean =>
      (piece.stands === "excluded") === (term.stands === "excluded");
    const those = (isOne: (index: number) => boolean): readonly Piece[] =>
      pieces.filter((piece, index) => comparable(piece) && isOne(index));
    return fateOf(term, {
      whole: those((index) => found.get(index) === "whole"),
      longer: those((index) => finds[index]?.get(place) === "part"),
      shorter: those((index) => found.get(index) === "part"),
    });
  });
}

/** Pieces of the profile that are the term, that hold it, that it holds. */
interface Standing {
  readonly whole: readonly Piece[];
  readonly longer: readonly Piece[];
  readonly shorter: readonly Piece[];
}

function fateOf(term: Piece, { whole, longer, shorter }: Standing): Fate {
  const itself = whole.filter(({ stands }) => stands === term.stands);
  if (itself.length > 0) {
    return {
      term,
      kind: itself.some((piece) => roleOf(piece) === roleOf(term)) ? "kept" : "moved",
      isSame: itself.every(({ as }) => as === term.as),
      places: shown(itself, ({ of, as, stands }) => (stands === "excluded" ? as : `\`${of}\`, ${as}`)),
    };
  }
  const changed = { term, isSame: false };
  const beside = whole.filter(counts);
  if (beside.length > 0) {
    return { ...changed, kind: "moved", places: shown(beside, ({ of }) => `\`${of}\`, beside other words`) };
  }
  const inLonger = longer.filter(counts);
  if (inLonger.length > 0) {
    return { ...changed, kind: "longer", places: shown(inLonger, ({ of, text }) => `\`${of}\`: ${text}`) };
  }
  const inShorter = shorter.filter(counts);
  if (inShorter.length > 0) {
    return { ...changed, kind: "shorter", places: shown(inShorter, ({ of, text }) => `\`${of}\`: ${text}`) };
  }
  return { ...changed, kind: "dropped", places: [] };
}

function counts({ stands }: Piece): boolean {
  return stands === "listed" || stands === "beside";
}

/** `core` of `core 26`. */
function roleOf({ as }: Piece): string {
  return as.replace(/ \d+$/u, "");
}

const MOST_SHOWN = 3;

function shown(pieces: readonly Piece[], write: (piece: Piece) => string): readonly string[] {
  const places = [...new Set(pieces.map(write))];
  return places.length > MOST_SHOWN ? [...places.slice(0, MOST_SHOWN), "…"] : places;
}
