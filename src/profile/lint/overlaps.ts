import { strongerFirst } from "../../match/find.ts";
import type { Concept, Exclude, Profile } from "../../model/profile.ts";
import type { Knowledge } from "./knowledge.ts";
import { type LintFinding, quoted } from "./finding.ts";
import { type Extent, PhraseIndex } from "./phrase-index.ts";
import { conceptPath, type ListedTerm, listedTerms, nearGroups, type WrittenTerm } from "./written-terms.ts";

/**
 * Terms that give nothing beside another one of the profile. Lists by language are for the reader's eye: what one says
 * may well be in the other.
 */
export function lintOverlaps(
  { concepts, exclude }: Profile,
  languageAt: Knowledge["languageAt"],
): readonly LintFinding[] {
  const mayMeet = (a: WrittenTerm, b: WrittenTerm): boolean => languageAt?.(a.path) === languageAt?.(b.path);
  const terms = concepts.flatMap((concept) => listedTerms(concept, conceptPath(concept)));
  const index = indexOf(terms);
  return [
    ...concepts.flatMap((concept) => withinOne(listedTerms(concept, conceptPath(concept)), mayMeet, index)),
    ...concepts.flatMap((concept) => nearGroups(concept).flat().flatMap(repeated)),
    ...exclude.flatMap((each, place) => withinOne(listedTerms(each, ["exclude", place]), mayMeet)),
    ...overruledTerms(terms, index).map(({ term, by }) => overruledFinding(term, by)),
  ];
}

/** The terms of a profile whose every hit goes to another concept, and the term that takes it. */
export function overruledTerms(
  terms: readonly ListedTerm[],
  index: PhraseIndex<ListedTerm>,
): readonly { readonly term: ListedTerm; readonly by: ListedTerm }[] {
  return terms.flatMap((term) => {
    const by = coveringAll(term, index, "whole").find(
      (other) => other.of !== term.of && strongerFirst(other.of, term.of) < 0,
    );
    return by === undefined ? [] : [{ term, by }];
  });
}

export function indexOf<Term extends WrittenTerm>(terms: readonly Term[]): PhraseIndex<Term> {
  const index = new PhraseIndex<Term>();
  for (const term of terms) for (const phrase of term.phrases) index.add(phrase, term);
  return index;
}

/** The terms that are found wherever this one is, by whichever of its spellings. */
export function coveringAll<Term extends WrittenTerm>(
  { phrases }: WrittenTerm,
  index: PhraseIndex<Term>,
  extent: Extent,
): readonly Term[] {
  const [first, ...rest] = phrases.map((phrase) => index.covering(phrase, extent));
  return first === undefined ? [] : [...first].filter((owner) => rest.every((owners) => owners.has(owner)));
}

function withinOne<Of extends Concept | Exclude>(
  terms: readonly ListedTerm<Of>[],
  mayMeet: (a: WrittenTerm, b: WrittenTerm) => boolean,
  ofAll?: PhraseIndex<ListedTerm>,
): readonly LintFinding[] {
  const own = indexOf(terms);
  const order = new Map(terms.map((term, place) => [term, place]));
  const isBefore = (a: ListedTerm<Of>, b: ListedTerm<Of>): boolean =>
    (order.get(a) ?? 0) < (order.get(b) ?? 0);
  return terms.flatMap((term): readonly LintFinding[] => {
    const others = coveringAll(term, own, "part").filter((other) => other !== term && mayMeet(other, term));
    const same = others.filter((other) => coveringAll(other, own, "part").includes(term));
    const twin = same.find((other) => isBefore(other, term));
    if (twin !== undefined) return [duplicateFinding(term, twin)];
    const shorter = others.find((other) => !same.includes(other));
    if (shorter === undefined || shields(term, ofAll)) return [];
    return [shadowedFinding(term, shorter)];
  });
}

/** Whether a longer term takes words away from another concept: the longest hit wins. */
function shields(
  term: WrittenTerm & { readonly of: Concept | Exclude },
  ofAll: PhraseIndex<ListedTerm> | undefined,
): boolean {
  return term.phrases.some((phrase) =>
    [...(ofAll?.covering(phrase, "part") ?? [])].some(({ of }) => of !== term.of),
  );
}

/** In a group of near words a longer term leaves less between: only what stands on the same words is one too many. */
function repeated(group: readonly WrittenTerm[]): readonly LintFinding[] {
  const index = indexOf(group);
  return group.flatMap((term, place): readonly LintFinding[] => {
    const others = coveringAll(term, index, "whole").filter((other) => other !== term);
    const same = others.filter((other) => coveringAll(other, index, "whole").includes(term));
    const twin = same.find((other) => group.indexOf(other) < place);
    if (twin !== undefined) return [duplicateFinding(term, twin)];
    const wider = others.find((other) => !same.includes(other));
    return wider === undefined ? [] : [warning(term, "shadowed", `${foundAnyway(wider)}; drop it`)];
  });
}

function duplicateFinding(term: WrittenTerm, twin: WrittenTerm): LintFinding {
  const how =
    term.text === twin.text
      ? "stands in this list twice"
      : `finds what ${quoted(twin.text)} finds: accents, case, hyphens and endings make no difference`;
  return warning(term, "duplicate", `${how}; drop one of them`);
}

function shadowedFinding(
  term: ListedTerm<Concept | Exclude>,
  shorter: ListedTerm<Concept | Exclude>,
): LintFinding {
  if (shorter.text === term.text) {
    const message = "stands under `any` too, where it is found whatever its capitals; drop one of them";
    return warning(term, "shadowed", message);
  }
  const way = "role" in term.of ? ", or give it a concept of its own if it is to weigh more" : "";
  return warning(term, "shadowed", `${foundAnyway(shorter)}; drop it${way}`);
}

function foundAnyway({ text }: WrittenTerm): string {
  return `adds nothing: ${quoted(text)} beside it is found wherever it is`;
}

function overruledFinding(term: ListedTerm, by: ListedTerm): LintFinding {
  const message = `never counts here: the concept "${by.of.id}", which is stronger (${by.of.role}, ${by.of.weight}), takes the same words by ${quoted(by.text)}; drop one of them`;
  return warning(term, "overruled", message);
}

function warning(term: WrittenTerm, code: LintFinding["code"], message: string): LintFinding {
  return { code, severity: "warning", path: term.path, message: `${quoted(term.text)} ${message}` };
}
