import type { Role } from "../../model/profile.ts";
import type {
  Change,
  NewEntry,
  ReviewSheet,
  SheetConcept,
  SheetExclusion,
  SheetTerm,
} from "../../model/review.ts";
import type { Decision, Subject } from "./decision.ts";

/** The edits of a draft's file that a decision comes to, or a sentence that says why it cannot be. */
export type Decided =
  | { readonly kind: "changes"; readonly changes: readonly Change[] }
  | { readonly kind: "refused"; readonly reason: string };

/** A per cent of the score: with one such word alone an item stays silent, with much else beside it it does not. */
const EXCLUDED_WEIGHT = 60;
const DEFAULT_WEIGHTS: Readonly<Record<Role, number>> = { core: 60, context: 25, weak: 20 };
const ADDED = "added in the review; in none of the documents";

/**
 * What a decision changes in a draft. A decision about a whole concept or exclusion closes its question; one about some
 * of its terms leaves it open, unless none is left.
 */
export function decide(sheet: ReviewSheet, decision: Decision): Decided {
  const { of } = decision;
  const part = partOf(sheet, of);
  if (part === undefined) return refused("it is not there any more");
  switch (decision.kind) {
    case "keep":
      return decision.terms === undefined
        ? changes(closed(part, of))
        : changes([...closed(part, of), ...without(part, others(part, decision.terms))]);
    case "drop":
      return droppedBy(sheet, part, decision);
    case "role":
      return "concept" in of ? reweighed(sheet, of.concept, decision.role) : refused(ONLY_CONCEPTS);
    case "merge":
      return merged(sheet, of, taken(part, decision.terms), decision.into);
    case "pair":
      return paired(part, of, decision.text);
    case "exclude":
      return excluded(sheet, of, taken(part, decision.terms));
  }
}

const ONLY_CONCEPTS = "it is an exclusion, no concept: keep it, drop it, or add a phrase";

type Part = SheetConcept | SheetExclusion;

function partOf({ concepts, exclusions }: ReviewSheet, of: Subject): Part | undefined {
  return "concept" in of ? concepts.find(({ id }) => id === of.concept) : exclusions[of.exclusion];
}

function pathOf(of: Subject): readonly (string | number)[] {
  return "concept" in of ? ["concepts", of.concept] : ["exclude", of.exclusion];
}

function closed({ review }: Part, of: Subject): readonly Change[] {
  return review === undefined ? [] : [{ kind: "remove", path: [...pathOf(of), "review"] }];
}

function taken({ terms }: Part, places: readonly number[] | undefined): readonly SheetTerm[] {
  return places === undefined ? terms : terms.filter((_, place) => places.includes(place));
}

function others({ terms }: Part, places: readonly number[]): readonly SheetTerm[] {
  return terms.filter((_, place) => !places.includes(place));
}

/** Takes terms out, from the last to the first, so that an index stays what it is; an emptied list goes as a whole. */
function without({ terms }: Part, gone: readonly SheetTerm[]): readonly Change[] {
  const isEmptied = (term: SheetTerm): boolean =>
    terms.every((other) => listOf(other) !== listOf(term) || gone.includes(other));
  const emptied = gone.filter(
    (term, index) => isEmptied(term) && gone.findIndex((other) => listOf(other) === listOf(term)) === index,
  );
  const single = gone.filter((term) => !isEmptied(term)).toReversed();
  return [...single.map(({ path }) => path), ...emptied.map(({ path }) => path.slice(0, -1))].map((path) => ({
    kind: "remove",
    path,
  }));
}

function listOf({ path }: SheetTerm): string {
  return path.slice(0, -1).join("\n");
}

/** Without terms all of it goes; with all of its terms only if it finds by nothing else. */
function droppedBy(
  sheet: ReviewSheet,
  part: Part,
  { of, terms }: Extract<Decision, { readonly kind: "drop" }>,
): Decided {
  return terms === undefined ? removed(sheet, of) : dropped(sheet, of, part, taken(part, terms));
}

function dropped(sheet: ReviewSheet, of: Subject, part: Part, gone: readonly SheetTerm[]): Decided {
  const isAll = gone.length === part.terms.length && !("hasMore" in part && part.hasMore);
  return isAll ? removed(sheet, of) : changes(without(part, gone));
}

function removed(sheet: ReviewSheet, of: Subject): Decided {
  if ("concept" in of && sheet.concepts.length === 1)
    return refused(
      "it is the last concept, and a profile without any finds nothing: delete the file instead",
    );
  return changes([{ kind: "remove", path: pathOf(of) }]);
}

function reweighed(sheet: ReviewSheet, id: string, role: Role): Decided {
  const concept = sheet.concepts.find((each) => each.id === id);
  if (concept === undefined) return refused("it is not there any more");
  const path = ["concepts", id];
  const put: readonly Change[] =
    concept.role === role
      ? []
      : [
          { kind: "set", path: [...path, "role"], value: role },
          { kind: "set", path: [...path, "weight"], value: weightFor(sheet, role) },
        ];
  return changes([...put, ...closed(concept, { concept: id })]);
}

/** As the others of that role weigh; a concept that is made core shall suffice alone, which a shared subject does not. */
function weightFor({ concepts }: ReviewSheet, role: Role): number {
  const other = role === "core" ? undefined : concepts.find((each) => each.role === role)?.weight;
  return other ?? DEFAULT_WEIGHTS[role];
}

function merged(sheet: ReviewSheet, of: Subject, moved: readonly SheetTerm[], into: string): Decided {
  if (!("concept" in of)) return refused(ONLY_CONCEPTS);
  const source = sheet.concepts.find(({ id }) => id === of.concept);
  const target = sheet.concepts.find(({ id }) => id === into);
  if (source === undefined || target === undefined)
    return refused(
      `no concept is called ${into}; there are: ${sheet.concepts.map(({ id }) => id).join(", ")}`,
    );
  if (source === target) return refused("a concept cannot be merged into itself");
  const isWhole = moved.length === source.terms.length;
  if (isWhole && source.hasMore) return refused(MORE);
  const added = moved.filter(
    (term) => !target.terms.some(({ text, list }) => text === term.text && list === term.list),
  );
  return changes([
    ...(["any", "exact"] as const).flatMap((list) => appended(target, { concept: into }, list, added)),
    ...(isWhole ? [{ kind: "remove", path: ["concepts", source.id] } as const] : without(source, moved)),
  ]);
}

const MORE = "it finds by more than terms (near, regex or query), which has to be moved by hand";

/** At the end of the list of that name; of lists by language, of the last one. */
function appended(
  target: Part,
  of: Subject,
  list: SheetTerm["list"],
  terms: readonly Pick<SheetTerm, "text" | "list" | "comments">[],
): readonly Change[] {
  const entries = terms
    .filter((term) => term.list === list)
    .map(({ text, comments }): NewEntry => ({ value: text, comments }));
  const path = target.terms.findLast((term) => term.list === list)?.path.slice(0, -1) ?? [
    ...pathOf(of),
    list,
  ];
  return entries.length === 0 ? [] : [{ kind: "append", path, entries }];
}

function paired(part: Part, of: Subject, text: string): Decided {
  if (part.terms.some((term) => term.text === text)) return refused(`“${text}” stands there already`);
  return changes(appended(part, of, "any", [{ text, list: "any", comments: [ADDED] }]));
}

function excluded(sheet: ReviewSheet, of: Subject, moved: readonly SheetTerm[]): Decided {
  if (!("concept" in of)) return refused("it is an exclusion already");
  const source = sheet.concepts.find(({ id }) => id === of.concept);
  if (source === undefined) return refused("it is not there any more");
  if (moved.length === source.terms.length && source.hasMore) return refused(MORE);
  const gone = dropped(sheet, of, source, moved);
  if (gone.kind === "refused") return gone;
  const texts = (list: SheetTerm["list"]): Readonly<Record<string, readonly string[]>> => {
    const found = moved.filter((term) => term.list === list).map(({ text }) => text);
    return found.length === 0 ? {} : { [list]: found };
  };
  const value = { ...texts("any"), ...texts("exact"), weight: EXCLUDED_WEIGHT };
  const entry: Change = { kind: "append", path: ["exclude"], entries: [{ value, comments: [] }] };
  return changes([entry, ...gone.changes]);
}

function changes(made: readonly Change[]): Decided {
  return { kind: "changes", changes: made };
}

function refused(reason: string): Decided {
  return { kind: "refused", reason };
}
