import { readdir } from "node:fs/promises";
import path from "node:path";
import { didYouMean } from "../config/check/did-you-mean.ts";
import { formatProblem } from "../config/problems.ts";
import { readProfileText } from "../config/profiles/profile-text.ts";
import { readText } from "../config/files/read-text.ts";
import { reviewSheet } from "../config/edit/review-sheet.ts";
import type { Profile } from "../model/profile.ts";
import type { ReviewSheet } from "../model/review.ts";

/** A draft as its file has it at this moment. */
export interface OpenDraft {
  readonly file: string;
  readonly text: string;
  readonly profile: Profile;
  readonly sheet: ReviewSheet;
}

export type DraftRead =
  | { readonly kind: "read"; readonly draft: OpenDraft }
  | { readonly kind: "unreadable"; readonly reasons: readonly string[] };

export async function readDraft(file: string): Promise<DraftRead> {
  const read = await readText(file);
  if (read.kind === "absent") return { kind: "unreadable", reasons: [`${file} is not there any more`] };
  if (read.kind === "unreadable") return { kind: "unreadable", reasons: [formatProblem(read.problem)] };
  const { text } = read;
  const said = readProfileText(file, text);
  return said.kind === "invalid"
    ? { kind: "unreadable", reasons: said.problems.map(formatProblem) }
    : {
        kind: "read",
        draft: { file, text, profile: said.profile, sheet: reviewSheet(text, said.profile) },
      };
}

export type DraftsChosen =
  | { readonly kind: "chosen"; readonly files: readonly string[] }
  | { readonly kind: "unknown"; readonly reasons: readonly string[] };

/** The files that a command line names, by their path or by the id of a profile; without names, every draft of the folder. */
export async function chooseDrafts(folder: string, names: readonly string[]): Promise<DraftsChosen> {
  const known = (await readdir(folder).catch(() => []))
    .filter((name) => name.endsWith(".yaml") && !name.startsWith("."))
    .toSorted();
  if (names.length === 0) return { kind: "chosen", files: await draftsAmong(folder, known) };
  const ids = known.map((name) => path.basename(name, ".yaml"));
  const files: string[] = [];
  const reasons: string[] = [];
  for (const name of names) {
    if (ids.includes(name)) files.push(path.join(folder, `${name}.yaml`));
    else if ((await readText(name)).kind === "text") files.push(name);
    else reasons.push(unknownName(name, folder, ids));
  }
  return reasons.length > 0 ? { kind: "unknown", reasons } : { kind: "chosen", files: [...new Set(files)] };
}

async function draftsAmong(folder: string, names: readonly string[]): Promise<readonly string[]> {
  const drafts: string[] = [];
  for (const name of names) {
    const file = path.join(folder, name);
    const read = await readDraft(file);
    // A faulty file may be a draft too: it is looked at, and says what is wrong.
    if (read.kind === "unreadable" || read.draft.profile.status === "draft") drafts.push(file);
  }
  return drafts;
}

function unknownName(name: string, folder: string, ids: readonly string[]): string {
  const meant = didYouMean(name, ids);
  const advice = meant === undefined ? `there are: ${ids.join(", ") || "none"}` : `did you mean "${meant}"?`;
  return `${name} is neither a file that can be read nor a profile of ${folder}; ${advice}`;
}
