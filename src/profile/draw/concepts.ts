import type { Glossary } from "../../model/glossary.ts";
import { ByWords } from "./by-words.ts";
import type { DraftConcept } from "./draft.ts";
import { draftTerms, glossaryTerms, isAmbiguous, isFound } from "./draft-terms.ts";
import { Slugs } from "./slug.ts";
import type { Unit } from "./units.ts";

/** What the concepts of one draft are made of. */
export interface ConceptSources {
  /** What most of the documents are about. */
  readonly subject: readonly Unit[];
  /** What tells the documents of the draft, the strongest first. */
  readonly telling: readonly Unit[];
  /** Of the draft. */
  readonly documents: readonly number[];
  readonly glossary: Glossary;
  /** Whether other drafts have the subject too, so that it must not suffice. */
  readonly isShared: boolean;
}

// A subject that other drafts share is too little by itself, however often it is said, and enough with one context.
const SHARED_WEIGHT = 26;
const BESIDE_SHARED_WEIGHT = 35;
const CORE_WEIGHT = 60;
const CONTEXT_WEIGHT = 25;
const WEAK_WEIGHT = 20;
const MOST_ALONE = 4;
const MOST_NAMES = 14;
const MOST_WORDS = 12;
const MOST_RELATED = 6;
/** A name that comes so often is perhaps the matter itself. */
const MATTER_COUNT = 5;
/** Words that other texts use more than this do not speak of the matter by themselves. */
const RELATED_PER_MILLION = 60;

interface PlannedConcept extends Omit<DraftConcept, "terms"> {
  readonly units: readonly Unit[];
}

/** Groups units into concepts, each with a suggested role and the question that a review answers. */
export function conceptsOf(sources: ConceptSources): readonly DraftConcept[] {
  const slugs = new Slugs();
  return [...coreConcepts(sources), ...otherConcepts(sources)].flatMap(({ units, ...concept }) => {
    const seen = draftTerms(units, sources.telling);
    if (seen.length === 0) return [];
    const unseen = concept.role === "core" ? glossaryTerms(units, sources.glossary) : [];
    return [{ ...concept, id: slugs.take(concept.id), terms: [...seen, ...unseen] }];
  });
}

function coreConcepts(sources: ConceptSources): readonly PlannedConcept[] {
  const { subject, isShared } = sources;
  const matter = matterOf(sources);
  const about: PlannedConcept = {
    id: textOf(subject[0]),
    units: subject,
    role: "core",
    weight: isShared ? SHARED_WEIGHT : CORE_WEIGHT,
    review: isShared
      ? `other drafts have this subject too: at ${SHARED_WEIGHT} it needs one of the concepts below beside it; is that right?`
      : "is this the subject, and is any of its terms harmful alone?",
  };
  if (matter === undefined) return [about];
  const review = `named ${matter.count} times: core if the news is about it, context if it only takes part`;
  return [about, { id: textOf(matter), units: [matter], role: "core", weight: CORE_WEIGHT, review }];
}

function otherConcepts(sources: ConceptSources): readonly PlannedConcept[] {
  const weight = sources.isShared ? BESIDE_SHARED_WEIGHT : CONTEXT_WEIGHT;
  const matter = matterOf(sources);
  const left = notOfTheSubject(sources).filter((unit) => unit !== matter);
  const alone = left.filter(isWellKnown).slice(0, MOST_ALONE);
  const rest = left.filter((unit) => !alone.includes(unit));
  const names = rest.filter(({ isName }) => isName).slice(0, MOST_NAMES);
  const related = rest.filter(isRelated).slice(0, MOST_RELATED);
  const words = rest.filter((unit) => !unit.isName && !related.includes(unit)).slice(0, MOST_WORDS);
  return [
    ...alone.map((unit): PlannedConcept => {
      const review = `a context, or core by itself?${ambiguity([unit])}`;
      return { id: textOf(unit), units: [unit], role: "context", weight, review };
    }),
    {
      id: "names",
      units: names,
      role: "context",
      weight,
      review: `which of these people, bodies and places will be in the next news too? Drop the others.${ambiguity(names)}`,
    },
    {
      id: "related",
      units: related,
      role: "weak",
      weight: WEAK_WEIGHT,
      review: "do these speak of the matter without naming it? Drop those that stand in other news.",
    },
    {
      id: "words",
      units: words,
      role: "context",
      weight,
      review: "do these belong to the matter, or to any article? Drop the latter.",
    },
  ];
}

/** Longer words for the subject are found by it already. */
function notOfTheSubject({ subject, telling }: ConceptSources): readonly Unit[] {
  const known = new ByWords(subject.flatMap(({ terms }) => terms));
  return telling.filter(({ terms }) => !terms.every((term) => isFound(term, known)));
}

/** Beside a shared subject: a rare name of these documents alone, said again and again. */
function matterOf(sources: ConceptSources): Unit | undefined {
  return sources.isShared
    ? notOfTheSubject(sources).find((unit) => isMatter(unit, sources.documents))
    : undefined;
}

function isMatter({ terms, isName, count, documents: all }: Unit, documents: readonly number[]): boolean {
  return (
    isName &&
    count >= MATTER_COUNT &&
    all.every((each) => documents.includes(each)) &&
    // What an article spells out is a body or a law.
    terms.every((term) => !isAmbiguous(term) && !term.isLong) &&
    terms.some(({ perMillion }) => perMillion === 0)
  );
}

/** In two forms, or in several documents, or again and again. */
function isWellKnown({ terms, documents, count }: Unit): boolean {
  return terms.length > 1 || documents.length > 1 || count >= MATTER_COUNT;
}

function isRelated({ terms }: Unit): boolean {
  return terms.every(({ kind, perMillion }) => kind === "phrase" && perMillion < RELATED_PER_MILLION);
}

function textOf(unit: Unit | undefined): string {
  return unit?.terms[0]?.text ?? "";
}

function ambiguity(units: readonly Unit[]): string {
  const words = units.flatMap(({ terms }) => terms.filter(isAmbiguous).map(({ text }) => `“${text}”`));
  if (words.length === 0) return "";
  const are = words.length === 1 ? "is an ordinary word" : "are ordinary words";
  return ` ${words.join(", ")} ${are} too: found only as written.`;
}
