import type { CleanDocument, DroppedLine } from "../clean/document.ts";
import type { Drawing } from "./draw.ts";
import type { Draft } from "./draft.ts";
import type { Term } from "./weigh-terms.ts";

const MOST_TERMS = 10;
const MOST_SHOWN = 120;

/**
 * What a review wants to know of a drawing beside the drafts, as Markdown: sources with their hashes, lines that were
 * left out and why, the strongest terms of each document, pairs, acronyms, groups, and what found no place.
 */
export function writeReview(drawing: Drawing): string {
  const { documents, background, pairs, acronyms, drafts } = drawing;
  const sections = [
    [
      "# What the drafts were drawn from",
      "Made by `vigie profile draw`. The same documents give the same file.",
    ],
    section("Documents", documents.map(documentLine)),
    section("Background", background),
    section("Drafts", drafts.map(draftLine)),
    ...documents.map((document, place) =>
      section(`Strongest terms of ${document.name}`, termLines(drawing, place)),
    ),
    section(
      "French and English",
      pairs.map(({ fr, en, likeness }) => `${fr.text} = ${en.text} (${likeness.toFixed(2)})`),
    ),
    section(
      "Acronyms",
      acronyms.map(({ short, long }) => `${short} = ${long}`),
    ),
    section("Terms without a place", unplaced(drawing)),
    section("Languages without a document", missingLanguages(documents)),
    ...documents.map((document) =>
      section(`Left out of ${document.name}`, document.dropped.map(droppedLine)),
    ),
  ];
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return [`## ${title}`, "", ...(lines.length === 0 ? ["None."] : lines.map((line) => `- ${oneLine(line)}`))];
}

function documentLine({ name, sha256, language, kept, dropped }: CleanDocument): string {
  return `${name}: ${language ?? "language unknown"}, ${kept.length} lines kept, ${dropped.length} left out, SHA-256 ${sha256}`;
}

function draftLine({ id, grouping, notes }: Draft): string {
  return [`${id}: ${grouping}`, ...notes].join(" ");
}

/** The strongest terms of the document at a place. */
export function topTerms({ terms }: Pick<Drawing, "terms">, place: number): readonly Term[] {
  const strength = (term: Term): number => term.strengths.get(place) ?? 0;
  return terms
    .filter((term) => term.strengths.has(place))
    .toSorted((a, b) => strength(b) - strength(a) || (a.key < b.key ? -1 : 1))
    .slice(0, MOST_TERMS);
}

function termLines(drawing: Drawing, place: number): readonly string[] {
  return topTerms(drawing, place).map(
    ({ text, kind, counts, perMillion }) =>
      `${text} (${kind}): ${counts.get(place) ?? 0} ×, in ${counts.size} of the documents; ${rate(perMillion)}`,
  );
}

function rate(perMillion: number): string {
  return perMillion < 0.1 ? "unknown elsewhere" : `${perMillion.toFixed(0)} per million elsewhere`;
}

/** What was found and stands in no draft, nor is found by a term of one. */
function unplaced({ terms, drafts }: Drawing): readonly string[] {
  const evidence = drafts.flatMap(({ concepts }) => concepts.flatMap((concept) => concept.terms));
  const placed = new Set(evidence.flatMap(({ text, covers }) => covers.concat(text)));
  return terms.filter(({ text }) => !placed.has(text)).map(({ text, count }) => `${text} (${count})`);
}

function missingLanguages(documents: readonly CleanDocument[]): readonly string[] {
  const spoken = new Set(documents.map(({ language }) => language));
  return [
    ...(spoken.has("fr") ? [] : ["French: terms in it are only those that the glossary has."]),
    ...(spoken.has("en") ? [] : ["English: terms in it are only those that the glossary has."]),
  ];
}

function droppedLine({ number, text, reason, detail }: DroppedLine): string {
  return `line ${number}, ${reason} (${detail}): ${text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text}`;
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u{2028}\u{2029}]+/gu, " ").trim();
}
