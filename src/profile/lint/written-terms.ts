import { type Phrase, phrasesOf } from "../../match/phrase.ts";
import type { Query } from "../../match/query/query.ts";
import { readQuery } from "../../match/query/read-query.ts";
import type { Concept, Exclude, Profile } from "../../model/profile.ts";
import type { LintPath } from "./finding.ts";

/** A term, and where the profile has it. */
export interface WrittenTerm {
  readonly text: string;
  readonly exact: boolean;
  readonly path: LintPath;
  /** Where it begins in a query line. */
  readonly offset?: number;
  readonly phrases: readonly Phrase[];
}

/** A term of the lists `any` and `exact`, which counts by itself. */
export interface ListedTerm<Of extends Concept | Exclude = Concept> extends WrittenTerm {
  readonly of: Of;
}

/** The terms of all lists of a concept or an exclusion that count by themselves, in the order of the file. */
export function listedTerms<Of extends Concept | Exclude>(of: Of, path: LintPath): readonly ListedTerm<Of>[] {
  const listed = (list: "any" | "exact"): readonly ListedTerm<Of>[] =>
    of[list].map((text, index) => ({ of, ...written(text, [...path, list, index], list === "exact") }));
  return [...listed("any"), ...listed("exact")];
}

export function conceptPath({ id }: Concept): LintPath {
  return ["concepts", id];
}

/** The groups of a concept's `near` lists, by list. */
export function nearGroups(concept: Concept): readonly (readonly (readonly WrittenTerm[])[])[] {
  const path = [...conceptPath(concept), "near"];
  return concept.near.map(({ all }, list) =>
    all.map((group, place) =>
      group.map((text, index) => written(text, [...path, list, "all", place, index], false)),
    ),
  );
}

/** The terms of a concept's query; none when it does not read, which the configuration says. */
export function queryTerms(concept: Concept): readonly WrittenTerm[] {
  const { query } = concept;
  const reading = query === undefined ? undefined : readQuery(query);
  if (query === undefined || reading?.kind !== "query") return [];
  const path = [...conceptPath(concept), "query"];
  return leavesOf(reading.query).map(({ text, exact }) => {
    const offset = Math.max(0, query.indexOf(text));
    return { text, exact, path, offset, phrases: phrasesOf(text, exact) };
  });
}

/** Every term of a profile, wherever it stands. */
export function allTerms({ concepts, exclude }: Profile): readonly WrittenTerm[] {
  return [
    ...concepts.flatMap((concept) => [
      ...listedTerms(concept, conceptPath(concept)),
      ...nearGroups(concept).flat(2),
      ...queryTerms(concept),
    ]),
    ...exclude.flatMap((each, index) => listedTerms(each, ["exclude", index])),
  ];
}

/** The phrase of a term that is a single word with a single spelling. */
export function onlyWord(phrases: readonly Phrase[]): Phrase | undefined {
  const [phrase, ...more] = phrases;
  return more.length === 0 && phrase?.words.length === 1 ? phrase : undefined;
}

function written(text: string, path: LintPath, exact: boolean): WrittenTerm {
  return { text, exact, path, phrases: phrasesOf(text, exact) };
}

type Leaf = Extract<Query, { readonly kind: "term" }>;

function leavesOf(query: Query): readonly Leaf[] {
  switch (query.kind) {
    case "term":
      return [query];
    case "any":
    case "all":
      return query.of.flatMap(leavesOf);
    case "not":
    case "in":
    case "count":
      return leavesOf(query.of);
    case "near":
      return [...leavesOf(query.left), ...leavesOf(query.right)];
    case "source":
    case "language":
      return [];
  }
}
