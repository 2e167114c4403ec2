import type { Profile } from "../model/profile.ts";
import type { Knowledge } from "./knowledge.ts";
import { lintBreadth } from "./lint-breadth.ts";
import { lintDead } from "./lint-dead.ts";
import { lintExclusions } from "./lint-exclusions.ts";
import type { LintFinding } from "./lint-finding.ts";
import { lintOverlaps } from "./lint-overlaps.ts";
import { lintQueries } from "./lint-query.ts";
import { lintReach } from "./lint-reach.ts";
import { lintSpelling, suggestedTerm } from "./lint-spelling.ts";
import { lintTerms } from "./lint-terms.ts";

/** Everything in a sound profile that does less, or more, than it says; in no order. */
export function lintProfile(profile: Profile, knowledge: Knowledge): readonly LintFinding[] {
  return [
    ...lintTerms(profile),
    ...lintOverlaps(profile, knowledge.languageAt),
    ...lintBreadth(profile, knowledge.archive),
    ...lintReach(profile),
    ...lintExclusions(profile),
    ...lintQueries(profile),
    ...lintSpelling(profile, knowledge),
    ...lintDead(profile, knowledge.archive, (term) => suggestedTerm(term, knowledge)),
  ];
}
