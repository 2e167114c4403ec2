import type { ReviewSheet, SheetConcept, SheetExclusion } from "../../model/review.ts";
import type { Subject } from "./decision.ts";

/** A part of a draft that a person has yet to decide about. */
export interface Question {
  readonly of: Subject;
  /** Names it within its draft. */
  readonly key: string;
  readonly review: string;
  readonly part: SheetConcept | SheetExclusion;
}

/** What is open in a draft, in the order of the file. */
export function openQuestions({ concepts, exclusions }: ReviewSheet): readonly Question[] {
  return [
    ...concepts.flatMap((part) => question({ concept: part.id }, `concept ${part.id}`, part)),
    ...exclusions.flatMap((part) =>
      question({ exclusion: part.place }, `exclusion ${part.terms.map(({ text }) => text).join(", ")}`, part),
    ),
  ];
}

function question(of: Subject, key: string, part: SheetConcept | SheetExclusion): readonly Question[] {
  return part.review === undefined ? [] : [{ of, key, review: part.review, part }];
}
