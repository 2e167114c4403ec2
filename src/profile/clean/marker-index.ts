import type { MarkerLists, PageMarkers } from "../../model/page-markers.ts";
import { foldText } from "../../text/fold.ts";
import { ENGLISH } from "./markers-en.ts";
import { FRENCH } from "./markers-fr.ts";

/** Which list a line was found in. */
export type HeadingKind = Exclude<keyof MarkerLists, "phrases">;

export interface Heading {
  readonly kind: HeadingKind;
  /** The marker as its list writes it. */
  readonly marker: string;
}

/** Markers, made ready to be looked up. */
export interface MarkerIndex {
  /** What a line of these folded words is, when it is no text but a heading or button of the page. */
  readonly heading: (words: readonly string[]) => Heading | undefined;
  /** The first phrase in these folded words. */
  readonly phrase: (words: readonly string[]) => string | undefined;
}

const KINDS = ["ends", "replies", "boxes", "labels"] as const;
/** A heading may go on for a name or a number of things; a button may hold the whole title that it leads to. */
const MOST_MORE: Readonly<Record<HeadingKind, number>> = { ends: 4, replies: 6, boxes: 5, labels: 30 };
const LONGEST_LINE = 40;
const NUMBER = /^\p{N}+$/u;

/** The markers of vigie and those of a file, as one index. What the file excepts is in neither. */
export function indexMarkers(added?: PageMarkers): MarkerIndex {
  const except = new Set(added?.except.map(keyOf));
  const lists = [ENGLISH, FRENCH, ...Object.values(added?.markers ?? {})];
  const all = (list: keyof MarkerLists): readonly string[] =>
    lists.flatMap((markers) => markers[list]).filter((marker) => !except.has(keyOf(marker)));
  const whole = new Map<string, Heading>();
  const openings = new Map<string, Heading>();
  for (const kind of KINDS) {
    for (const marker of all(kind)) {
      const into = marker.endsWith("*") ? openings : whole;
      const words = foldText(marker);
      if (!into.has(words)) into.set(words, { kind, marker });
    }
  }
  const phrases = new Map(all("phrases").map((phrase) => [foldText(phrase), phrase]));
  const firstWords = new Set(Array.from(phrases.keys(), (words) => words.slice(0, `${words} `.indexOf(" "))));
  return {
    heading: (words) => headingOf(words, whole, openings),
    phrase: (words) => phraseIn(words, phrases, firstWords),
  };
}

/** Which of two markers is meant: `Share` and `share *` are two. */
function keyOf(marker: string): string {
  return `${foldText(marker)}${marker.endsWith("*") ? "*" : ""}`;
}

/** A marker has few words; the longest that fits wins: `reply to this *` before `reply to *`. */
const LONGEST_MARKER = 12;

function headingOf(
  words: readonly string[],
  whole: ReadonlyMap<string, Heading>,
  openings: ReadonlyMap<string, Heading>,
): Heading | undefined {
  if (words.length > LONGEST_LINE) return undefined;
  const plain = words.filter((word) => !NUMBER.test(word));
  const found = whole.get(plain.join(" "));
  if (found !== undefined) return found;
  for (let count = Math.min(plain.length, LONGEST_MARKER); count > 0; count -= 1) {
    const opening = openings.get(plain.slice(0, count).join(" "));
    if (opening !== undefined && plain.length - count <= MOST_MORE[opening.kind]) return opening;
  }
  return undefined;
}

function phraseIn(
  words: readonly string[],
  phrases: ReadonlyMap<string, string>,
  firstWords: ReadonlySet<string>,
): string | undefined {
  for (const [start, first] of words.entries()) {
    if (!firstWords.has(first)) continue;
    let run = "";
    for (const word of words.slice(start, start + LONGEST_MARKER)) {
      run = run === "" ? word : `${run} ${word}`;
      const phrase = phrases.get(run);
      if (phrase !== undefined) return phrase;
    }
  }
  return undefined;
}
