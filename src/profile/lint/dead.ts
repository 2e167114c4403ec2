import type { Concept, Profile } from "../../model/profile.ts";
import type { ArchiveFacts } from "./archive-facts.ts";
import { type LintFinding, quoted } from "./finding.ts";
import { conceptPath, listedTerms, type WrittenTerm } from "./written-terms.ts";

const MIN_DAYS = 30;
const MIN_ITEMS = 300;
/** A message stays a line. */
const MOST_NAMED = 8;

/** What a term was probably meant to be. */
export type Suggest = (term: WrittenTerm) => string | undefined;

/** Core terms that a month of news did not hold, concept by concept. */
export function lintDead(
  { concepts }: Profile,
  archive: ArchiveFacts | undefined,
  suggest: Suggest,
): readonly LintFinding[] {
  if (archive === undefined || archive.items < MIN_ITEMS || archive.days < MIN_DAYS) return [];
  return concepts.flatMap((concept) => lintConcept(concept, archive, suggest) ?? []);
}

function lintConcept(concept: Concept, archive: ArchiveFacts, suggest: Suggest): LintFinding | undefined {
  if (concept.role !== "core") return undefined;
  const listed = listedTerms(concept, conceptPath(concept));
  const dead = listed.filter(
    ({ text, phrases }) => phrases.length > 0 && archive.itemsWith(concept, text) === 0,
  );
  if (dead.length === 0) return undefined;
  const named = dead.slice(0, MOST_NAMED).map((term) => {
    const meant = suggest(term);
    return meant === undefined ? quoted(term.text) : `${quoted(term.text)} (did you mean ${quoted(meant)}?)`;
  });
  const more = dead.length > MOST_NAMED ? ` and ${dead.length - MOST_NAMED} more` : "";
  const message =
    `${dead.length} of ${listed.length} terms stood in none of ${archive.items} items of the last ${Math.floor(archive.days)} days: ` +
    `${named.join(", ")}${more}; drop what nobody writes`;
  return { code: "dead", severity: "warning", path: conceptPath(concept), message, at: "key" };
}
