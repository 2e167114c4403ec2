import type { SheetTerm } from "../model/review.ts";
import { type Answer, type Asked, type Move, readAnswer } from "../profile/review/answer.ts";
import type { Decision } from "../profile/review/decision.ts";
import { openQuestions, type Question } from "../profile/review/questions.ts";
import type { Dialogue } from "./dialogue.ts";
import type { Io } from "./io.ts";
import { plain, wrapped } from "./plain.ts";
import { type OpenDraft, readDraft } from "./review-drafts.ts";
import { takeBack, writeDecision, type Written } from "./review-edit.ts";
import { headLines, helpLines, prompt, questionLines, termLines } from "./review-lines.ts";

/** How a walk through drafts ended. */
export type WalkEnding =
  | { readonly kind: "through"; readonly faulty: boolean }
  | { readonly kind: "quit" }
  /** No more answers came. */
  | { readonly kind: "out-of-answers"; readonly answered: number };

/** What is kept while a review runs; what was decided stands in the files. */
export interface Walk {
  readonly io: Io;
  readonly dialogue: Dialogue;
  readonly skipped: Set<string>;
  /** Drafts that need no more of this walk. */
  readonly finished: Set<string>;
  readonly past: Written[];
  answered: number;
}

/** How one step went: on with whatever is open then, or an end. */
export type Step = "on" | "quit" | "out-of-answers";
/** What follows when nothing is open in a draft; `faulty`: something keeps it a draft. */
export type Finish = (draft: OpenDraft) => Promise<Step | "faulty">;

/**
 * Asks for every open decision of the drafts, one after the other; each answer is in the file before the next question
 * comes. What is open is read from the files each time, so a review goes on where it was left, whoever edits meanwhile.
 */
export async function walkDrafts(walk: Walk, files: readonly string[], finish: Finish): Promise<WalkEnding> {
  let faulty = false;
  let headed: string | undefined;
  for (;;) {
    const file = files.find((each) => !walk.finished.has(each));
    if (file === undefined) return { kind: "through", faulty };
    const step = await visit(walk, file, { finish, isNew: file !== headed });
    headed = file;
    if (step === "quit") return { kind: "quit" };
    if (step === "out-of-answers") return { kind: "out-of-answers", answered: walk.answered };
    if (step === "faulty") faulty = true;
  }
}

/** One question of a draft, or its end. */
async function visit(
  walk: Walk,
  file: string,
  { finish, isNew }: { readonly finish: Finish; readonly isNew: boolean },
): Promise<Step | "faulty"> {
  const { io, finished, skipped } = walk;
  const read = await readDraft(file);
  if (read.kind === "unreadable") {
    for (const reason of read.reasons) io.err(plain(reason));
    finished.add(file);
    return "faulty";
  }
  const { draft } = read;
  const open = openQuestions(draft.sheet);
  if (isNew) for (const line of headLines(draft, open.length, io.columns)) io.out(line);
  const question = open.find(({ key }) => !skipped.has(`${file} ${key}`));
  if (question !== undefined) return await askAll(walk, draft, question, open.length);
  finished.add(file);
  if (open.length === 0) return await finish(draft);
  io.out(`${draft.profile.id}: ${open.length} left for another time.`);
  return "on";
}

async function askAll(walk: Walk, draft: OpenDraft, question: Question, left: number): Promise<Step> {
  const { of, part, key } = question;
  for (const line of questionLines(question, left, walk.io.columns)) walk.io.out(line);
  const letters = prompt("concept" in of ? "concept" : "exclusion");
  const heard = await ask(walk, draft, letters, { of, terms: part.terms.length });
  if (heard === "skip") walk.skipped.add(`${draft.file} ${key}`);
  if (heard === "terms") return await askTerms(walk, draft.file, key);
  return heard === "quit" || heard === "out-of-answers" ? heard : "on";
}

/** One term after the other; an edit brings the next one to the place of the one that went. */
async function askTerms(walk: Walk, file: string, key: string): Promise<Step> {
  for (let place = 0; ;) {
    const shown = await termAt(file, key, place);
    if (shown === undefined) return "on";
    const { draft, question, term } = shown;
    const { of, part } = question;
    for (const line of termLines(term, nameOf(question), walk.io.columns)) walk.io.out(line);
    const heard = await ask(walk, draft, prompt("term"), { of, terms: part.terms.length, term: place });
    if (heard === "quit" || heard === "out-of-answers") return heard;
    if (heard === "skip") return "on";
    if (heard === "next") place += 1;
  }
}

interface ShownTerm {
  readonly draft: OpenDraft;
  readonly question: Question;
  readonly term: SheetTerm;
}

/** Nothing behind the last term, and once the question is closed. */
async function termAt(file: string, key: string, place: number): Promise<ShownTerm | undefined> {
  const read = await readDraft(file);
  if (read.kind === "unreadable") return undefined;
  const question = openQuestions(read.draft.sheet).find((each) => each.key === key);
  const term = question?.part.terms[place];
  return question && term && { draft: read.draft, question, term };
}

function nameOf({ part }: Question): string {
  return "id" in part ? part.id : "exclude";
}

/** `done`: by a decision that is written, by an undo, or since the file has to be looked at again. */
type Heard = Move | "done" | "out-of-answers";

/** The next answer that leads on, carried out. */
async function ask(walk: Walk, draft: OpenDraft, letters: string, asked: Asked): Promise<Heard> {
  for (;;) {
    const line = await walk.dialogue.ask(letters);
    if (line === undefined) return "out-of-answers";
    walk.answered += 1;
    const answer = readAnswer(line, asked);
    if (answer.kind === "move") return answer.move;
    if (await isCarriedOut(walk, draft, answer)) return "done";
  }
}

async function isCarriedOut(
  walk: Walk,
  draft: OpenDraft,
  answer: Exclude<Answer, { readonly kind: "move" }>,
): Promise<boolean> {
  const { io } = walk;
  switch (answer.kind) {
    case "decision":
      return await isSettled(walk, draft, answer.decision);
    case "undo":
      return await undo(walk);
    case "help":
      for (const each of helpLines(draft, io.columns)) io.out(each);
      return false;
    case "unclear":
      io.out(`  ${answer.reason}; ? explains the letters`);
      return false;
  }
}

/** Whether the question is settled for now: by the decision, or since the file has to be looked at again. */
async function isSettled(walk: Walk, draft: OpenDraft, decision: Decision): Promise<boolean> {
  const { io } = walk;
  const writing = await writeDecision(draft, decision);
  switch (writing.kind) {
    case "written":
      walk.past.push(writing.written);
      return true;
    case "changed":
      io.out(`  ${draft.file} was changed meanwhile: nothing was written, and it is read again.`);
      return true;
    case "refused":
      for (const line of wrapped(`Not done: ${writing.reason}.`, io.columns, 2)) io.out(line);
      return false;
  }
}

/** Takes the last decision of this walk back, whichever draft it was in, and returns to that draft. */
export async function undo(walk: Walk): Promise<boolean> {
  const last = walk.past.at(-1);
  if (last === undefined) {
    walk.io.out("  Nothing was decided yet that could be undone.");
    return false;
  }
  const writing = await takeBack(last);
  if (writing.kind !== "written") {
    walk.io.out(
      `  Not undone: ${writing.kind === "refused" ? writing.reason : "the file was changed since"}.`,
    );
    return false;
  }
  walk.past.pop();
  walk.finished.delete(last.file);
  walk.io.out(`  Undone, in ${last.file}.`);
  return true;
}
