import type { Role } from "../../model/profile.ts";
import type { Decision, Subject } from "./decision.ts";

/** What a line that a person typed means. */
export type Answer =
  | { readonly kind: "decision"; readonly decision: Decision }
  | { readonly kind: "move"; readonly move: Move }
  | { readonly kind: "undo" | "help" }
  /** It means nothing here; a sentence says why. */
  | { readonly kind: "unclear"; readonly reason: string };

/** What is asked about: all of a concept or exclusion, or one of its terms. */
export interface Asked {
  readonly of: Subject;
  /** How many terms are shown, numbered from 1. */
  readonly terms: number;
  /** The place of the one term that is asked about. */
  readonly term?: number;
}

/** Where the review goes without a decision; `next`: the one term that was asked about is right. */
export type Move = "next" | "terms" | "skip" | "quit";

const ANYWHERE: readonly (readonly [string, Answer])[] = [
  ["s", { kind: "move", move: "skip" }],
  ["u", { kind: "undo" }],
  ["q", { kind: "move", move: "quit" }],
  ["?", { kind: "help" }],
];
const OF_THE_WHOLE: ReadonlyMap<string, Answer> = new Map([
  ...ANYWHERE,
  ["t", { kind: "move", move: "terms" }],
]);
const OF_A_TERM: ReadonlyMap<string, Answer> = new Map([...ANYWHERE, ["k", { kind: "move", move: "next" }]]);
const ROLES = new Map<string, Role>([
  ["c", "core"],
  ["x", "context"],
  ["w", "weak"],
]);

/** Letters that say nothing about a single term. */
const ONLY_WHOLE = /^[cxwt]$/u;

/** Reads an answer such as `k`, `d 3 5-7`, `m police`, `m 2 police`, `p facial recognition`. */
export function readAnswer(line: string, asked: Asked): Answer {
  const [letter = "", ...words] = line.trim().split(/\s+/u);
  const isAlone = words.length === 0;
  const word = (asked.term === undefined ? OF_THE_WHOLE : OF_A_TERM).get(letter);
  if (word !== undefined) return isAlone ? word : unclear(`${letter} stands alone`);
  if (asked.term !== undefined && ONLY_WHOLE.test(letter))
    return unclear(`${letter} is about the whole: s goes back to it`);
  const role = ROLES.get(letter);
  return role === undefined ? readDecision(letter, words, asked) : readRole(role, isAlone, asked);
}

function readRole(role: Role, isAlone: boolean, { of }: Asked): Answer {
  return isAlone
    ? decided({ kind: "role", of, role })
    : unclear("a role is that of the whole concept, so its letter stands alone");
}

function readDecision(letter: string, words: readonly string[], asked: Asked): Answer {
  switch (letter) {
    case "k":
    case "d":
    case "e":
      return aboutTerms(letter, words, asked);
    case "m":
      return mergeInto(words, asked);
    case "p":
      return words.length === 0
        ? unclear("p needs the other term: p TERM")
        : decided({ kind: "pair", of: asked.of, text: words.join(" ") });
    default:
      return unclear(letter === "" ? "an answer is a letter" : `“${letter}” is no answer`);
  }
}

const KINDS = { k: "keep", d: "drop", e: "exclude" } as const;

function aboutTerms(letter: keyof typeof KINDS, words: readonly string[], asked: Asked): Answer {
  const places = placesOf(words, asked);
  if (places === undefined)
    return unclear(`after ${letter} stand numbers from 1 to ${asked.terms}, such as 2 4-6`);
  return decided({ kind: KINDS[letter], of: asked.of, ...(places.length === 0 ? {} : { terms: places }) });
}

function mergeInto(words: readonly string[], asked: Asked): Answer {
  const into = words.at(-1);
  const places = placesOf(words.slice(0, -1), asked);
  if (into === undefined || places === undefined)
    return unclear("m needs a concept: m ID, or m 2 4-6 ID for terms");
  return decided({ kind: "merge", of: asked.of, into, ...(places.length === 0 ? {} : { terms: places }) });
}

/** Numbers and ranges from 1 as places from 0; where one term is asked about, that one. */
function placesOf(words: readonly string[], { terms, term }: Asked): readonly number[] | undefined {
  if (term !== undefined) return words.length === 0 ? [term] : undefined;
  const ranges = words
    .flatMap((each) => each.split(","))
    .filter((each) => each !== "")
    .map(rangeOf);
  const isSound = ranges.every(([first, last]) => first >= 1 && first <= last && last <= terms);
  return isSound
    ? ranges.flatMap(([first, last]) =>
        Array.from({ length: last - first + 1 }, (_, index) => first - 1 + index),
      )
    : undefined;
}

/** `4-6`, or `4` for 4 to 4; zeros for anything else. */
function rangeOf(text: string): readonly [number, number] {
  const [, from = "", to = from] = /^(\d{1,4})(?:-(\d{1,4}))?$/u.exec(text) ?? [];
  return [Number(from), Number(to)];
}

function decided(decision: Decision): Answer {
  return { kind: "decision", decision };
}

function unclear(reason: string): Answer {
  return { kind: "unclear", reason };
}
