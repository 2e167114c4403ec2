import type { Knowledge } from "../../src/profile/lint/knowledge.ts";
import type { LintFinding } from "../../src/profile/lint/finding.ts";
import { lintProfile } from "../../src/profile/lint/lint.ts";
import { vocabularyOf } from "../../src/profile/lint/vocabulary.ts";
import type { Concept, Profile } from "../../src/model/profile.ts";
import { aConcept, aProfile } from "./a-profile.ts";

/** A core concept that raises nothing, for profiles that are about another one. */
export const TRAM: Concept = aConcept("tram", { weight: 85, any: ["tramway"] });

/** What the linter says of a profile when it has read nothing, unless told otherwise. */
export function lint(profile: Partial<Profile>, knowledge: Partial<Knowledge> = {}): readonly LintFinding[] {
  return lintProfile(aProfile({ concepts: [TRAM], ...profile }), {
    vocabulary: vocabularyOf([]),
    ...knowledge,
  });
}

/** The same of a core concept `city`, unless told otherwise, beside one that raises nothing. */
export function lintConcept(
  concept: Partial<Concept>,
  knowledge: Partial<Knowledge> = {},
): readonly LintFinding[] {
  return lint({ concepts: [TRAM, aConcept("city", concept)] }, knowledge);
}

/** `code concepts.city.any.0`, one for each finding. */
export function places(findings: readonly LintFinding[]): readonly string[] {
  return findings.map(({ code, path }) => `${code} ${path.join(".")}`);
}
