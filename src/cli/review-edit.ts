import { applyChanges } from "../config/edit/apply-changes.ts";
import { readProfileText } from "../config/profiles/profile-text.ts";
import { replaceFile } from "../config/files/replace-file.ts";
import type { Change } from "../model/review.ts";
import type { Decision } from "../profile/review/decision.ts";
import { decide } from "../profile/review/decide.ts";
import { type OpenDraft, readDraft } from "./review-drafts.ts";

/** A decision as it was written, to be taken back. */
export interface Written {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

export type Writing =
  | { readonly kind: "written"; readonly written: Written }
  /** The file is as it was; a sentence says why. */
  | { readonly kind: "refused"; readonly reason: string }
  /** Somebody else has changed it since it was shown. */
  | { readonly kind: "changed" };

/** The text of a draft after a decision; it can be loaded, or the decision is refused. */
export function decidedText(
  draft: OpenDraft,
  decision: Decision,
):
  | { readonly kind: "edited"; readonly text: string }
  | { readonly kind: "refused"; readonly reason: string } {
  const decided = decide(draft.sheet, decision);
  return decided.kind === "refused" ? decided : changedText(draft, decided.changes);
}

/** Writes what a decision comes to, at once and as a whole. */
export async function writeDecision(draft: OpenDraft, decision: Decision): Promise<Writing> {
  return await write(draft, decidedText(draft, decision));
}

/** Writes changes that no question asked for. */
export async function writeChanges(draft: OpenDraft, changes: readonly Change[]): Promise<Writing> {
  return await write(draft, changedText(draft, changes));
}

/** Puts back the text from before; only over that which was written then. */
export async function takeBack({ file, before, after }: Written): Promise<Writing> {
  const replaced = await replaceFile(file, after, before);
  return replaced.kind === "refused"
    ? replaced
    : { kind: "written", written: { file, before: after, after: before } };
}

function changedText({ file, text }: OpenDraft, changes: readonly Change[]): ReturnType<typeof decidedText> {
  const edited = applyChanges(text, changes);
  if (edited.kind === "refused")
    return { kind: "refused", reason: `edit the file by hand: ${edited.reason}` };
  const read = readProfileText(file, edited.text);
  if (read.kind === "read") return edited;
  const [problem] = read.problems;
  return {
    kind: "refused",
    reason: `the profile would not be valid (${problem?.path}: ${problem?.message})`,
  };
}

async function write(draft: OpenDraft, edited: ReturnType<typeof decidedText>): Promise<Writing> {
  const { file, text } = draft;
  const now = await readDraft(file);
  if (now.kind === "unreadable" || now.draft.text !== text) return { kind: "changed" };
  if (edited.kind === "refused") return edited;
  const replaced = await replaceFile(file, text, edited.text);
  return replaced.kind === "refused"
    ? replaced
    : { kind: "written", written: { file, before: text, after: edited.text } };
}
