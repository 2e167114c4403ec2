import { z } from "zod";
import { FIELDS } from "../model/item.ts";
import type { Concept, Exclude, LocalisedText, Profile, ProfileTest, Role } from "../model/profile.ts";
import { ID, someText, wholeNumber } from "./formats.ts";
import { strictMap } from "./strict-map.ts";

const DEFAULT_WEIGHTS: Readonly<Record<Role, number>> = { core: 60, context: 25, weak: 20 };

const TERM = someText("a term").describe("A word or a phrase");

/** One list, or lists by language; these are for the reader's eye: all terms are looked for in every item. */
const TERMS: z.ZodType<readonly string[]> = z
  .union([z.array(TERM), strictMap({ fr: z.array(TERM).prefault([]), en: z.array(TERM).prefault([]) })], {
    error: "expected a list of terms, or { fr: […], en: […] }",
  })
  .transform((terms) => ("fr" in terms ? [...terms.fr, ...terms.en] : terms))
  .prefault([])
  .describe("Terms: one list, or lists by language");

const EXACT = TERMS.describe("Terms found only as written, capitals included");

const NO_TERM = {
  error: "expected at least one term under `any` or `exact`",
  // A term in the wrong place is reported there.
  when: ({ issues }: { readonly issues: readonly unknown[] }): boolean => issues.length === 0,
};

const CONCEPT = strictMap({
  role: z
    .enum(["core", "context", "weak"])
    .prefault("core")
    .describe("core counts on its own, context only near a core term, weak never suffices alone"),
  weight: wholeNumber(1, 99).exactOptional().describe("1 to 99; by role 60, 25 or 20 when left out"),
  any: TERMS,
  exact: EXACT,
}).refine(({ any, exact }) => any.length + exact.length > 0, NO_TERM);

const EXCLUDE: z.ZodType<Exclude> = strictMap({
  any: TERMS,
  exact: EXACT,
  in: z.enum(FIELDS).exactOptional().describe("Only hits in this part of the item count"),
  weight: wholeNumber(0, 100).prefault(100).describe("Per cent of the score that it takes away"),
}).refine(({ any, exact }) => any.length + exact.length > 0, NO_TERM);

const TEST: z.ZodType<ProfileTest> = strictMap({
  text: someText("a headline").exactOptional().describe("A headline; another word for title"),
  title: someText("a headline").exactOptional(),
  summary: someText("the text under the headline").exactOptional(),
  expect: z.enum(["alert", "silent"]).describe("What this profile must make of it"),
}).transform(({ text, title, summary, expect }, context): ProfileTest => {
  const headline = title ?? text;
  if (headline !== undefined && (title === undefined || text === undefined)) {
    return { title: headline, ...(summary === undefined ? {} : { summary }), expect };
  }
  context.addIssue({ code: "custom", message: "expected either `text` or `title`" });
  return z.NEVER;
});

const NAME: z.ZodType<LocalisedText> = z
  .union([someText("a name"), strictMap({ fr: someText("a name"), en: someText("a name") })], {
    error: "expected a name, or { fr: …, en: … }",
  })
  .transform((name) => (typeof name === "string" ? { fr: name, en: name } : name));

/** One file of `profiles/`. */
export const PROFILE: z.ZodType<Profile> = strictMap({
  id: ID.describe("As the file is called, without .yaml"),
  name: NAME.describe("What readers see: one text, or one per language"),
  threshold: wholeNumber(0, 100).prefault(50).describe("An item alerts when its score reaches this"),
  destinations: z
    .array(someText("the name of a destination"))
    .prefault([])
    .describe("Names under `destinations:` in vigie.yaml"),
  concepts: z
    .record(ID, CONCEPT)
    .refine((concepts) => Object.keys(concepts).length > 0, { error: "expected at least one concept" })
    .transform((concepts) => Object.entries(concepts).map(([id, entry]) => toConcept(id, entry)))
    .describe("Ideas, each with the words for it"),
  exclude: z.array(EXCLUDE).prefault([]).describe("Words that say the item is about something else"),
  tests: z.array(TEST).prefault([]).describe("Examples that `vigie check` runs"),
});

function toConcept(id: string, { role, weight, any, exact }: z.infer<typeof CONCEPT>): Concept {
  return { id, role, weight: weight ?? DEFAULT_WEIGHTS[role], any, exact };
}
