import type { Exclude, Profile } from "../../model/profile.ts";
import { type LintFinding, quoted } from "./finding.ts";
import { coveringAll, indexOf } from "./overlaps.ts";
import { conceptPath, type ListedTerm, listedTerms } from "./written-terms.ts";

/** From here on an exclusion undoes what a concept says. */
const STRONG = 50;

/** Exclusions that hit wherever a term of a concept does. Those of one field leave the others alone. */
export function lintExclusions({ concepts, exclude }: Profile): readonly LintFinding[] {
  const against = exclude.flatMap((each, place) =>
    each.weight < STRONG || each.in !== undefined ? [] : listedTerms(each, ["exclude", place]),
  );
  const index = indexOf(against);
  const undone = new Map<ListedTerm<Exclude>, ListedTerm[]>();
  for (const term of concepts.flatMap((concept) => listedTerms(concept, conceptPath(concept)))) {
    for (const exclusion of coveringAll(term, index, "part")) {
      const terms = undone.get(exclusion);
      if (terms === undefined) undone.set(exclusion, [term]);
      else terms.push(term);
    }
  }
  return [...undone].map(([exclusion, terms]) => contradiction(exclusion, terms));
}

function contradiction(exclusion: ListedTerm<Exclude>, terms: readonly ListedTerm[]): LintFinding {
  const [first] = terms;
  const more = terms.length > 1 ? ` and ${terms.length - 1} more` : "";
  const message =
    `${quoted(exclusion.text)} takes ${exclusion.of.weight} % from every item in which the concept ` +
    `"${first?.of.id ?? ""}" finds ${quoted(first?.text ?? "")}${more}: drop it on one side, or limit the exclusion with \`in\``;
  // A context may be there to take words away from others, and be unwelcome all the same.
  const isCore = terms.some(({ of }) => of.role === "core");
  return { code: "contradictory", severity: isCore ? "error" : "warning", path: exclusion.path, message };
}
