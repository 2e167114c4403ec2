import { join } from "node:path";
import type { Profile } from "../../model/profile.ts";
import { check } from "../check/check.ts";
import { conceptsIn } from "../edit/edit-weights.ts";
import { readVariables } from "../files/environment.ts";
import type { ConfigPlace } from "../feeds/feeds-file.ts";
import { openText } from "../files/open-file.ts";
import type { ConfigProblem } from "../problems.ts";
import { PROFILE } from "./profile-schema.ts";
import { readProfiles } from "./profiles.ts";
import { readText } from "../files/read-text.ts";

/** One profile's file on its own: its text and what it says. */
export interface ProfileFile {
  readonly kind: "read";
  readonly file: string;
  readonly text: string;
  readonly profile: Profile;
  /** The concepts whose weight the file can say: not what is made of the profile's own query. */
  readonly weighable: ReadonlySet<string>;
  /** What the file would say with another text. */
  readonly reread: (text: string) => ProfileFileRead;
}

export type ProfileFileRead =
  | ProfileFile
  | { readonly kind: "absent" }
  | { readonly kind: "invalid"; readonly problems: readonly ConfigProblem[] };

/** Reads and checks the file that says the profile of this id, with its variables; its destinations are not looked up. */
export async function readProfileFile({ directory, env }: ConfigPlace, id: string): Promise<ProfileFileRead> {
  // What is wrong with .env, or with other profiles, is not for a command that works on this one to tell.
  const variable = await readVariables(directory, env, () => {});
  const written = await readProfiles(join(directory, "profiles"), { variable, add: () => {} });
  const file = written.find(({ profile }) => profile.id === id)?.source.file;
  const read = file === undefined ? { kind: "absent" as const } : await readText(file);
  if (file === undefined || read.kind === "absent") return { kind: "absent" };
  if (read.kind === "unreadable") return { kind: "invalid", problems: [read.problem] };
  return understood(file, read.text, variable);
}

function understood(
  file: string,
  text: string,
  variable: (name: string) => string | undefined,
): ProfileFileRead {
  const problems: ConfigProblem[] = [];
  const opened = openText(file, text, { variable, add: (problem) => void problems.push(problem) });
  const profile = opened.kind === "opened" ? check(PROFILE, opened.section) : undefined;
  if (
    opened.kind !== "opened" ||
    profile === undefined ||
    problems.some(({ severity }) => severity === "error")
  )
    return { kind: "invalid", problems };
  return {
    kind: "read",
    file,
    text,
    profile,
    weighable: conceptsIn(opened.section.source.tree),
    reread: (other) => understood(file, other, variable),
  };
}
