import type { Glossary } from "../../model/glossary.ts";
import { type Acronym, acronymsIn } from "./acronyms.ts";
import type { Background } from "./background.ts";
import { type Cluster, clustersOf, isCommon } from "./clusters.ts";
import { conceptsOf } from "./concepts.ts";
import type { CleanDocument } from "../clean/document.ts";
import type { Draft } from "./draft.ts";
import { exclusionsFor } from "./exclusions.ts";
import { groupingOf, umbrellaGrouping } from "./grouping.ts";
import { draftTests } from "./draft-tests.ts";
import { pairTerms, type TermPair } from "./pairs.ts";
import { type Sentence, readSentences } from "./sentences.ts";
import { Slugs } from "./slug.ts";
import { termsOf } from "./terms.ts";
import { type Unit, unitsOf } from "./units.ts";
import type { Term } from "./weigh-terms.ts";

/** All that was found in documents, and the profiles that are proposed for them. */
export interface Drawing {
  /** In the order in which everything else counts them: by name, then by content. */
  readonly documents: readonly CleanDocument[];
  readonly background: readonly string[];
  readonly terms: readonly Term[];
  readonly pairs: readonly TermPair[];
  readonly acronyms: readonly Acronym[];
  readonly drafts: readonly Draft[];
}

/** What a drawing goes by besides the documents. */
export interface DrawingSources {
  readonly background: Background;
  readonly glossary: Glossary;
}

/** A subject is nearly as telling as the strongest thing that most documents share. */
const NEARLY = 0.5;
/** A term belongs to the documents in which so many of its occurrences stand. */
const MAINLY = 0.75;

/**
 * Draws profiles from articles: what tells them from other texts, grouped into concepts, one draft for each group of
 * articles and, where there are several, one for the subject that they share. The same documents give the same drafts,
 * in whatever order they come.
 */
export function draw(given: readonly CleanDocument[], { background, glossary }: DrawingSources): Drawing {
  const documents = given.toSorted((a, b) => compare(a.name, b.name) || compare(a.sha256, b.sha256));
  const sentences = documents.flatMap(readSentences);
  const acronyms = acronymsIn(sentences);
  const languageOf = (document: number): CleanDocument["language"] => documents[document]?.language;
  const terms = termsOf(sentences, { acronyms, background, languageOf, glossary });
  const pairs = pairTerms(terms, glossary);
  const units = unitsOf(terms, pairs, acronyms);
  const drafts = draftsOf(units, { documents, sentences, glossary });
  return { documents, background: background.sources, terms, pairs, acronyms, drafts };
}

interface Drawn {
  readonly documents: readonly CleanDocument[];
  readonly sentences: readonly Sentence[];
  readonly glossary: Glossary;
}

function draftsOf(units: readonly Unit[], drawn: Drawn): readonly Draft[] {
  const { documents } = drawn;
  if (units.length === 0) return [];
  const clusters = clustersOf(units, documents.length);
  const common = units.filter((unit) => isCommon(unit, documents.length));
  const slugs = new Slugs();
  const all = documents.map((_, index) => index);
  const subject = subjectOf(common);
  const [only] = clusters;
  if (clusters.length === 1 && only !== undefined) {
    const own = subject.length === 0 ? units.slice(0, 1) : subject;
    const telling = without(units, own);
    return [draftFor({ cluster: only, subject: own, telling, isShared: false, slugs }, drawn)];
  }
  const umbrella = { documents: all, shared: common, confidence: 1, nearest: 0 };
  const shared = without(units, subject).filter((unit) => spans(unit, clusters));
  return [
    ...(subject.length === 0
      ? []
      : [
          draftFor(
            { cluster: umbrella, subject, telling: shared, isShared: false, slugs, of: clusters },
            drawn,
          ),
        ]),
    ...clusters.map((cluster) => {
      const telling = tellingOf(units, cluster, common);
      return subject.length === 0
        ? draftFor(
            { cluster, subject: telling.slice(0, 1), telling: telling.slice(1), isShared: false, slugs },
            drawn,
          )
        : draftFor({ cluster, subject, telling, isShared: true, slugs }, drawn);
    }),
  ];
}

function without(units: readonly Unit[], some: readonly Unit[]): readonly Unit[] {
  const left = new Set(some);
  return units.filter((unit) => !left.has(unit));
}

/** Phrases, and words that other texts hardly use: what `police` says alone, half of the news does. */
function subjectOf(common: readonly Unit[]): readonly Unit[] {
  const specific = common.filter(({ terms }) =>
    terms.some(({ content, perMillion }) => content.length > 1 || perMillion < RARE_PER_MILLION),
  );
  const strongest = specific[0]?.strength ?? 0;
  return specific.filter(({ strength }) => strength >= NEARLY * strongest);
}

const RARE_PER_MILLION = 15;

function spans({ documents }: Unit, clusters: readonly Cluster[]): boolean {
  const touched = clusters.filter((cluster) => documents.some((each) => cluster.documents.includes(each)));
  return touched.length > 1;
}

/** What stands mainly in these documents, by how strongly it does. */
function tellingOf(units: readonly Unit[], { documents }: Cluster, common: readonly Unit[]): readonly Unit[] {
  return without(units, common)
    .map((unit) => ({ unit, inside: within(unit, documents) }))
    .filter(({ inside }) => inside.share >= MAINLY)
    .toSorted((a, b) => b.inside.strength - a.inside.strength || compare(a.unit.key, b.unit.key))
    .map(({ unit }) => unit);
}

function within(
  unit: Unit,
  documents: readonly number[],
): { readonly share: number; readonly strength: number } {
  const counts = unit.terms.flatMap((term) => [...term.counts]);
  const inside = counts.filter(([document]) => documents.includes(document));
  const sum = (entries: typeof counts): number => entries.reduce((total, [, count]) => total + count, 0);
  const strengths = unit.terms.flatMap((term) => documents.map((each) => term.strengths.get(each) ?? 0));
  return { share: sum(inside) / sum(counts), strength: Math.hypot(...strengths) };
}

interface Planned {
  readonly cluster: Cluster;
  readonly subject: readonly Unit[];
  readonly telling: readonly Unit[];
  readonly isShared: boolean;
  readonly slugs: Slugs;
  /** The groups that an umbrella spans. */
  readonly of?: readonly Cluster[];
}

function draftFor({ cluster, subject, telling, isShared, slugs, of }: Planned, drawn: Drawn): Draft {
  const { documents, sentences, glossary } = drawn;
  const names = documents.map(({ name }) => name);
  const concepts = conceptsOf({ subject, telling, documents: cluster.documents, glossary, isShared });
  const own = isShared ? telling.filter(({ isName }) => isName).slice(0, 2) : [];
  const draft: Draft = {
    id: slugs.take(
      (own.length === 0 ? (isShared ? telling : subject).slice(0, 1) : own).map(textOf).join(" "),
    ),
    name: { fr: nameIn("fr", subject, own), en: nameIn("en", subject, own) },
    documents: cluster.documents,
    names,
    grouping: of === undefined ? groupingOf(cluster, names) : umbrellaGrouping(of, names),
    concepts,
    exclude: exclusionsFor(concepts, glossary),
    tests: [],
    notes: [],
  };
  return draftTests(draft, { cluster, documents, sentences });
}

function textOf(unit: Unit): string {
  return unit.terms[0]?.text ?? "";
}

function nameIn(language: "fr" | "en", subject: readonly Unit[], own: readonly Unit[]): string {
  const of = (unit: Unit): string =>
    unit.terms.find((term) => term.language === language)?.text ?? textOf(unit);
  const about = subject.slice(0, 1).map(of).join("");
  const title = about.slice(0, 1).toUpperCase() + about.slice(1);
  if (own.length === 0) return title;
  return `${title}${language === "fr" ? " : " : ": "}${own.map(of).join(", ")}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
