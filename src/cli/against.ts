import { stat } from "node:fs/promises";
import { type ConfigProblem } from "../config/problems.ts";
import { readProfileText } from "../config/profiles/profile-text.ts";
import { readText } from "../config/files/read-text.ts";
import type { Profile } from "../model/profile.ts";
import { atRevision, type AtRevision } from "./at-revision.ts";

/** The version of a profile that another one is compared with. */
export type Against =
  | {
      readonly kind: "profile";
      readonly profile: Profile;
      readonly from: "file" | "revision";
      readonly commit?: string;
    }
  | { readonly kind: "invalid"; readonly problems: readonly ConfigProblem[] }
  /** Nothing of this name, or two things; a sentence with the way out. */
  | { readonly kind: "unclear"; readonly detail: string };

/** Finds what `--against` names: a profile in a file, or the profile's own file at a revision of git. */
export async function readAgainst(named: string, profileFile: string): Promise<Against> {
  const isFile = await stat(named).then(
    (found) => found.isFile(),
    () => false,
  );
  const revision = await atRevision(profileFile, named);
  if (isFile && revision.kind !== "no-revision") {
    const detail = `"${named}" is a file and a revision of git: write ./${named} for the file, ${named}^{commit} for the revision`;
    return { kind: "unclear", detail };
  }
  if (isFile) return await profileIn(named);
  return revision.kind === "found"
    ? profileOf(`${profileFile} at ${named}`, revision.text, { from: "revision", commit: revision.commit })
    : { kind: "unclear", detail: withoutProfile(named, profileFile, revision) };
}

async function profileIn(file: string): Promise<Against> {
  const read = await readText(file);
  switch (read.kind) {
    case "text":
      return profileOf(file, read.text, { from: "file" });
    case "absent":
      return { kind: "unclear", detail: `"${file}" is gone` };
    case "unreadable":
      return { kind: "invalid", problems: [read.problem] };
  }
}

type Origin = Pick<Extract<Against, { readonly kind: "profile" }>, "from" | "commit">;

function profileOf(file: string, text: string, origin: Origin): Against {
  const read = readProfileText(file, text);
  return read.kind === "read" ? { kind: "profile", profile: read.profile, ...origin } : read;
}

function withoutProfile(
  named: string,
  profileFile: string,
  revision: Exclude<AtRevision, { readonly kind: "found" }>,
): string {
  if (revision.kind === "no-file")
    return `${profileFile} is not in revision "${named}"; name one that has it, or a file`;
  const said = revision.detail === "" ? "" : ` (${revision.detail})`;
  return `"${named}" is neither a file nor a revision of git that knows ${profileFile}${said}`;
}
