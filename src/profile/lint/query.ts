import type { Query } from "../../match/query/query.ts";
import { readQuery } from "../../match/query/read-query.ts";
import { writeQuery } from "../../match/query/write-query.ts";
import { phrasesOf } from "../../match/phrase.ts";
import type { Concept, Profile } from "../../model/profile.ts";
import { type LintFinding, quoted } from "./finding.ts";
import { PhraseIndex } from "./phrase-index.ts";
import { conceptPath } from "./written-terms.ts";

/** Query lines that read otherwise than they may be meant, or ask for a thing and its absence. */
export function lintQueries({ concepts }: Profile): readonly LintFinding[] {
  return concepts.flatMap((concept) =>
    concept.query === undefined ? [] : lintQuery(concept.query, concept),
  );
}

function lintQuery(text: string, concept: Concept): readonly LintFinding[] {
  const reading = readQuery(text);
  if (reading.kind === "invalid") return [];
  const path = [...conceptPath(concept), "query"];
  const doubts = reading.warnings.map(({ column, message }): LintFinding => ({
    code: "doubtful-query",
    severity: "warning",
    path,
    message: `column ${column}: ${message}`,
    offset: column - 1,
  }));
  const contradictions = contradictionsIn(reading.query).map(([wanted, refused]): LintFinding => {
    const message = `asks for ${shown(wanted)} and, with NOT, for no ${shown(refused)}, which never holds: drop one of them`;
    return { code: "never-matches", severity: "error", path, message };
  });
  return [...doubts, ...contradictions];
}

/** Pairs of parts that must hold together, one of which is what the other one forbids. */
function contradictionsIn(query: Query): readonly (readonly [Query, Query])[] {
  switch (query.kind) {
    case "all": {
      const refused = query.of.flatMap((part) => (part.kind === "not" ? [part.of] : []));
      const wanted = query.of.filter(({ kind }) => kind !== "not");
      const own = refused.flatMap((no) =>
        wanted.filter((yes) => implies(yes, no)).map((yes) => [yes, no] as const),
      );
      return [...own, ...query.of.flatMap(contradictionsIn)];
    }
    case "any":
      return query.of.flatMap(contradictionsIn);
    case "in":
    case "count":
      return contradictionsIn(query.of);
    case "not":
    case "near":
    case "term":
    case "source":
    case "language":
      return [];
  }
}

/** Whether an item that fulfils one query fulfils the other one for certain. */
function implies(query: Query, other: Query): boolean {
  if (writeQuery(query) === writeQuery(other)) return true;
  if (other.kind === "any") return other.of.some((part) => implies(query, part));
  if (other.kind === "all") return other.of.every((part) => implies(query, part));
  if (query.kind === "term") return other.kind === "term" && isFoundIn(other, query);
  if (query.kind === "any") return query.of.every((part) => implies(part, other));
  const within = query.kind === "in" && other.kind === "in" && query.field === other.field;
  return heldBy(query).some((part) => implies(part, within ? other.of : other));
}

/** The parts that hold whenever the whole does. */
function heldBy(query: Query): readonly Query[] {
  switch (query.kind) {
    case "all":
      return query.of;
    case "near":
      return [query.left, query.right];
    case "in":
    case "count":
      return [query.of];
    case "any":
    case "not":
    case "term":
    case "source":
    case "language":
      return [];
  }
}

type Term = Extract<Query, { readonly kind: "term" }>;

function isFoundIn(shorter: Term, longer: Term): boolean {
  const index = new PhraseIndex<Term>();
  for (const phrase of phrasesOf(shorter.text, shorter.exact)) index.add(phrase, shorter);
  const phrases = phrasesOf(longer.text, longer.exact);
  return phrases.length > 0 && phrases.every((phrase) => index.covering(phrase, "part").size > 0);
}

function shown(query: Query): string {
  return quoted(query.kind === "term" ? query.text : writeQuery(query));
}
