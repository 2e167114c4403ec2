import type { Concept, Profile } from "../../model/profile.ts";
import { bestScore, SATURATING_HITS } from "./best-score.ts";
import { type LintFinding, type LintPath } from "./finding.ts";
import { indexOf, overruledTerms } from "./overlaps.ts";
import { conceptPath, listedTerms } from "./written-terms.ts";

/** Profiles that can never alert, and core concepts that cannot carry an alert. */
export function lintReach(profile: Profile): readonly LintFinding[] {
  const whole = unreachable(profile);
  if (whole !== undefined) return [whole];
  return [...requiredInVain(profile), ...weakCores(profile)];
}

function unreachable(profile: Profile): LintFinding | undefined {
  const { concepts, threshold } = profile;
  if (concepts.every(({ role }) => role === "context")) {
    const message =
      "every concept has role: context, which counts only near a core or weak one, so nothing can ever alert: give the telling one role: core";
    return error(["concepts"], message, "key");
  }
  const best = bestScore(profile, concepts, SATURATING_HITS);
  if (best >= threshold) return undefined;
  const message = `can never be reached: an item with every concept in its title, over and over, scores ${best}; lower the threshold or raise the weights`;
  return error(["threshold"], message);
}

/** Required concepts that can have no hit of their own. */
function requiredInVain({ concepts, require }: Profile): readonly LintFinding[] {
  const terms = concepts.flatMap((concept) => listedTerms(concept, conceptPath(concept)));
  const lost = new Set([
    ...overruledTerms(terms, indexOf(terms)).map(({ term }) => term),
    ...terms.filter(({ phrases }) => phrases.length === 0),
  ]);
  const isVain = (concept: Concept): boolean =>
    concept.near.length + concept.regex.length === 0 &&
    concept.query === undefined &&
    terms.every((term) => term.of !== concept || lost.has(term));
  return require.flatMap((id, index) => {
    const concept = concepts.find((each) => each.id === id);
    if (concept === undefined || !isVain(concept)) return [];
    const message = `requires "${id}", none of whose terms ever counts, so nothing can alert: give it terms of its own, or do not require it`;
    return [error(["require", index], message)];
  });
}

function weakCores(profile: Profile): readonly LintFinding[] {
  const company = profile.concepts.filter(({ role }) => role !== "core");
  return profile.concepts.flatMap((concept): readonly LintFinding[] => {
    if (concept.role !== "core") return [];
    const best = bestScore(profile, [concept, ...company], SATURATING_HITS);
    if (best >= profile.threshold) return [];
    const message = `alerts only together with another core concept: with everything else beside it in the title it scores ${best} of ${profile.threshold}; raise its weight, or give it role: context or weak`;
    return [{ code: "too-weak", severity: "warning", path: conceptPath(concept), message, at: "key" }];
  });
}

function error(path: LintPath, message: string, at?: "key"): LintFinding {
  return { code: "unreachable", severity: "error", path, message, ...(at === undefined ? {} : { at }) };
}
