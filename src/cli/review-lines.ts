import type { SheetTerm } from "../model/review.ts";
import type { Question } from "../profile/review/questions.ts";
import { clip, plain, wrapped } from "./plain.ts";
import type { OpenDraft } from "./review-drafts.ts";

/** A draft before its first question: what it was drawn from, and how much is open. */
export function headLines(
  { file, profile, sheet }: OpenDraft,
  open: number,
  columns: number,
): readonly string[] {
  return [
    "",
    ...wrapped(`${profile.id}: ${open} to decide, in ${file}`, columns, 0),
    ...sheet.heading.flatMap((line) => wrapped(line, columns, 2)),
    ...wrapped("An answer is a letter; ? explains them. Each is written to the file at once.", columns, 0),
  ];
}

/** A question: the concept or exclusion, what is asked, and each term with the evidence for it. */
export function questionLines({ part, review }: Question, left: number, columns: number): readonly string[] {
  const head =
    "role" in part
      ? `${part.id}: ${part.role}${part.weight === undefined ? "" : `, weight ${part.weight}`}`
      : `exclude: ${part.terms.map(({ text }) => text).join(", ")}`;
  return [
    "",
    ...wrapped(`${head} (${left} left)`, columns, 0),
    ...wrapped(review, columns, 2),
    ...part.terms.flatMap((term, place) => shortLines(term, place, columns)),
  ];
}

/** One term with all of its evidence. */
export function termLines(term: SheetTerm, of: string, columns: number): readonly string[] {
  return [
    "",
    ...wrapped(`${of}: ${term.text}${written(term)}`, columns, 0),
    ...term.comments.flatMap((comment) => wrapped(comment, columns, 4)),
  ];
}

/** The letters that answer a question about a concept, an exclusion, or one term. */
export function prompt(what: "concept" | "exclusion" | "term"): string {
  return `${LETTERS[what]} > `;
}

const LETTERS = {
  concept: "k d c x w m p e t s u q ?",
  exclusion: "k d p t s u q ?",
  term: "k d m p e s u q ?",
} as const;

/** What each letter does, and the concepts that others can be merged into. */
export function helpLines({ sheet }: OpenDraft, columns: number): readonly string[] {
  return [
    ...HELP.map((line) => clip(`  ${line}`, Math.max(40, columns))),
    ...wrapped(`concepts: ${sheet.concepts.map(({ id }) => id).join(", ")}`, columns, 2),
  ];
}

const HELP = [
  "k        keep it as it is",
  "k 1 3-5  keep these terms, drop the others",
  "d        drop it; d 2 4 drops these terms",
  "c, x, w  core, context, weak",
  "m ID     merge it into another concept; m 2 ID this term",
  "p TERM   pair it: one more word, or the other language’s",
  "e        exclude: such words speak against an item; e 2",
  "t        term by term, with all of the evidence",
  "s        skip for now; of a term: back to the whole",
  "u        undo the last decision",
  "q        quit; the next review goes on from here",
];

/** The counts stand whole, on a line of their own where they find no room; the sentence is cut to one line. */
function shortLines(term: SheetTerm, place: number, columns: number): readonly string[] {
  const [counts = "", sentence] = halves(term.comments.join(" "));
  const width = Math.max(40, columns);
  const name = `${String(place + 1).padStart(3)} ${plain(term.text)}${written(term)}`;
  const together = `${name}  ${plain(counts)}`.trimEnd();
  return [
    ...(together.length <= width ? [together] : [clip(name, width), ...wrapped(counts, columns, 6)]),
    ...(sentence === undefined ? [] : [clip(`      ${plain(sentence)}`, width)]),
  ];
}

function written({ list }: SheetTerm): string {
  return list === "exact" ? " (as written)" : "";
}

/** The sentence of a term is quoted behind its counts. */
function halves(evidence: string): readonly string[] {
  const at = evidence.indexOf("“");
  return at === -1 ? [evidence] : [evidence.slice(0, at).trim(), evidence.slice(at)];
}
