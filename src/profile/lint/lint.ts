import type { Profile } from "../../model/profile.ts";
import type { Knowledge } from "./knowledge.ts";
import { lintBreadth } from "./breadth.ts";
import { lintDead } from "./dead.ts";
import { lintExclusions } from "./exclusions.ts";
import type { LintFinding } from "./finding.ts";
import { lintOverlaps } from "./overlaps.ts";
import { lintQueries } from "./query.ts";
import { lintReach } from "./reach.ts";
import { lintReview } from "./review.ts";
import { lintSpelling, suggestedTerm } from "./spelling.ts";
import { lintTerms } from "./terms.ts";

/** Everything in a sound profile that does less, or more, than it says; in no order. */
export function lintProfile(profile: Profile, knowledge: Knowledge): readonly LintFinding[] {
  return [
    ...lintReview(profile),
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
