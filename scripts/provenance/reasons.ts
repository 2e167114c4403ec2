import { z } from "zod";
import type { Changes } from "./changes.ts";
import { nameOf } from "./pieces.ts";

const WHY = z.string().trim().min(1);

/** `reasons.yaml`: why a person changed what the tool had drawn; by the id of the shipped profile. */
export const REASONS: z.ZodType<Readonly<Record<string, Reasons>>> = z.record(
  z.string(),
  z.strictObject({
    draft: z.string(),
    terms: z.array(z.strictObject({ why: WHY, terms: z.array(z.string()).min(1) })),
    concepts: z.record(z.string(), WHY),
    exclude: z.record(z.string(), WHY),
    require: WHY.exactOptional(),
    tests: WHY,
  }),
);

/** Why one profile is not its draft. */
export interface Reasons {
  /** The id of the draft. */
  readonly draft: string;
  /** For the draft's terms that are not in the profile as they were drawn, each in one group. */
  readonly terms: readonly TermReason[];
  /** For each concept of the profile, by its id: what was added to it. */
  readonly concepts: Readonly<Record<string, string>>;
  /** For each exclusion of the profile, by its first term. */
  readonly exclude: Readonly<Record<string, string>>;
  /** Why the profile requires concepts, if it does. */
  readonly require?: string;
  readonly tests: string;
}

/** One reason for terms that share it. */
export interface TermReason {
  readonly why: string;
  readonly terms: readonly string[];
}

/** What is wrong with the reasons for changes, each as a line: a change without one, a reason for what did not change. */
export function faultsOf({ profile, draft, fates }: Changes, reasons: Reasons): readonly string[] {
  const changed = fates.filter(({ isSame }) => !isSame).map(({ term }) => term.text);
  const given = reasons.terms.flatMap(({ terms }) => terms);
  const about = (list: string, lines: readonly string[]): readonly string[] =>
    lines.map((line) => `${profile.id}: ${list}: ${line}`);
  return [
    ...about(`terms of the draft ${draft.id}`, [
      ...compared(changed, given),
      ...given
        .filter((term, place) => given.indexOf(term) < place)
        .map((term) => `“${term}” has two reasons`),
      ...reasons.terms.flatMap((group) => mixed(group, fates)),
    ]),
    ...about(
      "concepts",
      compared(
        profile.concepts.map(({ id }) => id),
        Object.keys(reasons.concepts),
      ),
    ),
    ...about("exclude", compared(profile.exclude.map(nameOf), Object.keys(reasons.exclude))),
    ...about(
      "require",
      compared(
        profile.require.slice(0, 1),
        reasons.require === undefined ? [] : [profile.require[0] ?? "nothing"],
      ),
    ),
  ];
}

function compared(changed: readonly string[], given: readonly string[]): readonly string[] {
  return [
    ...changed.filter((each) => !given.includes(each)).map((each) => `“${each}” changed and has no reason`),
    ...given
      .filter((each) => !changed.includes(each))
      .map((each) => `“${each}” has a reason, and did not change or is not there`),
  ];
}

function mixed({ terms }: TermReason, fates: Changes["fates"]): readonly string[] {
  const kinds = new Set(fates.filter(({ term }) => terms.includes(term.text)).map(({ kind }) => kind));
  return kinds.size < 2
    ? []
    : [`“${terms[0] ?? ""}” and its group were not treated alike: ${[...kinds].join(", ")}`];
}
