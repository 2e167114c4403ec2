import type { Concept, Exclude, Profile } from "../../model/profile.ts";
import type { LintFinding, LintPath } from "./finding.ts";
import { conceptPath } from "./written-terms.ts";

/** What a person has yet to decide before a draft comes into force; in a profile that is in force, an error. */
export function lintReview(profile: Profile): readonly LintFinding[] {
  const { concepts, exclude } = profile;
  return [
    ...concepts.flatMap((concept) => undecided(profile, concept, conceptPath(concept))),
    ...exclude.flatMap((each, index) => undecided(profile, each, ["exclude", index])),
    ...untested(profile),
  ];
}

function undecided(
  { status }: Profile,
  { review }: Pick<Concept | Exclude, "review">,
  path: LintPath,
): readonly LintFinding[] {
  if (review === undefined) return [];
  const isDraft = status === "draft";
  return [
    {
      code: "undecided",
      severity: isDraft ? "warning" : "error",
      path: [...path, "review"],
      message: isDraft
        ? `to decide: ${review}`
        : `the profile is in force and this is still open: ${review}; decide it and take the line out, or set status: draft`,
    },
  ];
}

/** Only of a draft: a profile without tests is an operator's choice. */
function untested({ status, tests }: Profile): readonly LintFinding[] {
  if (status !== "draft") return [];
  const missing = (["alert", "silent"] as const).filter((wanted) =>
    tests.every((each) => each.expect !== wanted),
  );
  return missing.map((wanted) => ({
    code: "untested",
    severity: "warning",
    path: ["tests"],
    message: `to decide: no test says when it must ${wanted === "alert" ? "alert" : "stay silent"}; add one`,
  }));
}
