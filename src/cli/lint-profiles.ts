import { listLanguage, profileProblem } from "../config/profiles/profile-places.ts";
import type { LoadOutcome } from "../config/load.ts";
import type { ConfigProblem } from "../config/problems.ts";
import type { LintFinding } from "../profile/lint/finding.ts";
import { lintProfile } from "../profile/lint/lint.ts";
import type { GlobalOptions } from "./command.ts";
import type { Io } from "./io.ts";
import { gatherKnowledge } from "./profile-knowledge.ts";

type Loaded = Extract<LoadOutcome, { readonly kind: "loaded" }>;

/** What the linter says about the profiles of a sound configuration, each with its place in the files. */
export async function lintProfiles(
  { config, written }: Loaded,
  options: GlobalOptions,
  io: Io,
): Promise<readonly ConfigProblem[]> {
  const knowledge = await gatherKnowledge(config, options, io);
  return written.flatMap(({ profile, source }) => {
    const languageAt = (path: LintFinding["path"]) => listLanguage(source, path);
    return lintProfile(profile, { ...knowledge, languageAt }).map(({ severity, ...finding }) =>
      profileProblem(source, severity === "warning" ? { ...finding, severity } : finding),
    );
  });
}
