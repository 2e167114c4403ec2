import { compile } from "../../src/match/compile.ts";
import { findInItem } from "../../src/match/find.ts";
import type { Profile } from "../../src/model/profile.ts";

/** A term by itself. */
export interface Wanted {
  readonly text: string;
  readonly isExact: boolean;
}

/** Which of some terms stand in a text, as the matcher reads both: the place of each in the list, and whether it is all of the text. */
export type Finder = (text: string) => ReadonlyMap<number, "whole" | "part">;

/** Looks for each term by itself, in a profile of its own, so that none takes the place of another. */
export function finderOf(terms: readonly Wanted[]): Finder {
  const matcher = compile(terms.map(profileOf));
  return (text) => {
    const found = new Map<number, "whole" | "part">();
    for (const [place, { concepts, doubtful }] of findInItem(matcher, { title: "", body: text })) {
      const spots = [...concepts, ...doubtful].map(({ at }) => at);
      if (spots.length === 0) continue;
      const isWhole = spots.some(({ start, end }) => start === 0 && end === text.length);
      found.set(place, isWhole ? "whole" : "part");
    }
    return found;
  };
}

function profileOf({ text, isExact }: Wanted, place: number): Profile {
  const concept = { id: "term", role: "core" as const, weight: 50, near: [], regex: [] };
  const terms = isExact ? { any: [], exact: [text] } : { any: [text], exact: [] };
  return {
    id: `term-${place}`,
    name: { fr: text, en: text },
    threshold: 50,
    destinations: [],
    concepts: [{ ...concept, ...terms }],
    exclude: [],
    require: [],
    boost: [],
    mute: [],
    tests: [],
  };
}
