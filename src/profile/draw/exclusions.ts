import type { Glossary } from "../../model/glossary.ts";
import { foldText } from "../../text/fold.ts";
import type { DraftConcept, DraftExclusion } from "./draft.ts";

/** With the name alone, an article on the other thing stays silent; with much else beside it, it does not. */
const WEIGHT = 60;

/** For each name of the draft that the glossary knows to mean other things as well, the phrases of these. */
export function exclusionsFor(
  concepts: readonly DraftConcept[],
  { ambiguous }: Glossary,
): readonly DraftExclusion[] {
  const terms = new Set(concepts.flatMap((concept) => concept.terms.map(({ text }) => foldText(text))));
  return ambiguous
    .filter(({ name, elsewhere }) => terms.has(foldText(name)) && elsewhere.length > 0)
    .map(({ name, elsewhere }) => ({
      terms: elsewhere,
      weight: WEIGHT,
      review: `“${name}” is something else too: do these phrases say so, and are there more?`,
    }));
}
