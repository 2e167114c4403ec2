import type { Language } from "../../model/profile.ts";
import type { ArchiveFacts } from "./archive-facts.ts";
import type { LintPath } from "./finding.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What the linter knows besides the profile. */
export interface Knowledge {
  readonly vocabulary: Vocabulary;
  /** Absent where nothing was archived yet. */
  readonly archive?: ArchiveFacts;
  /** The language of the list that a term is written in, when the list says it. */
  readonly languageAt?: (path: LintPath) => Language | undefined;
}
