import { readProfileText } from "../../src/config/profiles/profile-text.ts";
import { reviewSheet } from "../../src/config/edit/review-sheet.ts";
import { applyChanges } from "../../src/config/edit/apply-changes.ts";
import type { Profile } from "../../src/model/profile.ts";
import type { ReviewSheet } from "../../src/model/review.ts";
import type { Decision } from "../../src/profile/review/decision.ts";
import { decide } from "../../src/profile/review/decide.ts";

/** What a text says, read as strictly as `vigie check` does. */
export function loaded(text: string): Profile {
  const read = readProfileText("draft.yaml", text);
  if (read.kind === "read") return read.profile;
  throw new Error(read.problems.map(({ path, message }) => `${path}: ${message}`).join("\n"));
}

export function sheetOf(text: string): ReviewSheet {
  return reviewSheet(text, loaded(text));
}

/** The text of a draft after a decision, or why it is refused. */
export function decided(
  text: string,
  decision: Decision,
): { readonly text: string; readonly refused?: string } {
  const made = decide(sheetOf(text), decision);
  if (made.kind === "refused") return { text, refused: made.reason };
  const edited = applyChanges(text, made.changes);
  return edited.kind === "edited" ? edited : { text, refused: edited.reason };
}
