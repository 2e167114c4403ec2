import { z } from "zod";
import { FIELDS } from "../../model/item.ts";
import type { Concept, Exclude, LocalisedText, Profile, ProfileTest, Role } from "../../model/profile.ts";
import { DAY, HOUR } from "../../model/time.ts";
import { didYouMean } from "../check/did-you-mean.ts";
import { duration, ID, someText, wholeNumber } from "../check/formats.ts";
import { EXPRESSION, MAX_EXPRESSIONS, NEAR, QUERY } from "./seeking-schema.ts";
import { isMap, strictMap } from "../check/strict-map.ts";
import { SOURCES } from "./sources-schema.ts";

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

const REVIEW = someText("what is to be decided").describe(
  "In a draft: what a person has yet to decide here; take the line out once that is done",
);

const NO_TERM = {
  error: "expected at least one term, under `any`, `exact`, `near`, `regex` or `query`",
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
  near: NEAR,
  regex: z
    .array(EXPRESSION)
    .max(MAX_EXPRESSIONS)
    .prefault([])
    .describe("RE2 expressions, each with letters that every hit holds"),
  query: QUERY.exactOptional(),
  review: REVIEW.exactOptional(),
}).refine(
  ({ any, exact, near, regex, query }) =>
    any.length + exact.length + near.length + regex.length > 0 || query !== undefined,
  NO_TERM,
);

const EXCLUDE: z.ZodType<Exclude> = strictMap({
  any: TERMS,
  exact: EXACT,
  in: z.enum(FIELDS).exactOptional().describe("Only hits in this part of the item count"),
  weight: wholeNumber(0, 100).prefault(100).describe("Per cent of the score that it takes away"),
  review: REVIEW.exactOptional(),
}).refine(({ any, exact }) => any.length + exact.length > 0, NO_TERM);

const LANGUAGE = z
  .string({ error: "expected a language code such as fr" })
  .regex(/^[a-z]{2,3}$/u, { error: "expected a language code such as fr" });

const TEST: z.ZodType<ProfileTest> = strictMap({
  text: someText("a headline").exactOptional().describe("A headline; another word for title"),
  title: someText("a headline").exactOptional(),
  summary: someText("the text under the headline").exactOptional(),
  source: someText("a domain or the name of a feed").exactOptional(),
  lang: LANGUAGE.exactOptional(),
  expect: z.enum(["alert", "silent"]).describe("What this profile must make of it"),
}).transform(({ text, title, lang, ...test }, context): ProfileTest => {
  const headline = title ?? text;
  if (headline !== undefined && (title === undefined || text === undefined)) {
    return { title: headline, ...test, ...(lang === undefined ? {} : { language: lang }) };
  }
  context.addIssue({ code: "custom", message: "expected either `text` or `title`" });
  return z.NEVER;
});

const NAME: z.ZodType<LocalisedText> = z
  .union([someText("a name"), strictMap({ fr: someText("a name"), en: someText("a name") })], {
    error: "expected a name, or { fr: …, en: … }",
  })
  .transform((name) => (typeof name === "string" ? { fr: name, en: name } : name));

const FILE = strictMap({
  id: ID.describe("As the file is called, without .yaml"),
  name: NAME.describe("What readers see: one text, or one per language"),
  status: z
    .enum(["draft", "active"])
    .prefault("active")
    .describe("A draft is matched and explained, and never alerts"),
  threshold: wholeNumber(0, 100).prefault(50).describe("An item alerts when its score reaches this"),
  destinations: z
    .array(someText("the name of a destination"))
    .prefault([])
    .describe("Names under `destinations:` in vigie.yaml"),
  concepts: z
    .record(ID, CONCEPT)
    .prefault({})
    .transform((concepts) => Object.entries(concepts).map(([id, entry]) => toConcept(id, entry)))
    .describe("Ideas, each with the words for it"),
  query: QUERY.exactOptional().describe("Instead of concepts, or beside them: what is wanted, in one line"),
  exclude: z.array(EXCLUDE).prefault([]).describe("Words that say the item is about something else"),
  require: z.array(ID).prefault([]).describe("Ids of concepts without which an item is silent"),
  sources: SOURCES,
  "max-age": duration(HOUR, 3650 * DAY)
    .exactOptional()
    .describe("An item that was older when it was first seen does not alert"),
  tests: z.array(TEST).prefault([]).describe("Examples that `vigie check` runs"),
});

/** One file of `profiles/`. */
export const PROFILE: z.ZodType<Profile> = FILE.refine(wantsSomething, {
  path: ["concepts"],
  error: "expected at least one concept, or a query",
  // A faulty concept is reported as such.
  when: ({ value, issues }) => isMap({ value }) && issues.every(({ path }) => path?.[0] !== "concepts"),
}).transform(({ query, concepts, sources, status, "max-age": maxAgeMs, ...profile }, context): Profile => {
  const all = query === undefined ? concepts : [...concepts, queryConcept(query)];
  for (const [index, id] of profile.require.entries()) {
    if (all.some((concept) => concept.id === id)) continue;
    const meant = didYouMean(
      id,
      all.map((concept) => concept.id),
    );
    context.addIssue({
      code: "custom",
      path: ["require", index],
      message: "expected the id of a concept of this profile",
      ...(meant === undefined ? {} : { params: { suggestion: meant } }),
    });
  }
  return {
    ...profile,
    ...(status === "draft" ? { status } : {}),
    concepts: all,
    ...sources,
    ...(maxAgeMs === undefined ? {} : { maxAgeMs }),
  };
});

/** Looks at values of any form: those that are faulty are reported as such. */
function wantsSomething({
  concepts,
  query,
}: {
  readonly concepts: unknown;
  readonly query?: unknown;
}): boolean {
  const isEmpty = typeof concepts === "object" && concepts !== null && Object.keys(concepts).length === 0;
  return query !== undefined || !(isEmpty || concepts === undefined);
}

/** What a profile's own query finds alerts from anywhere: a query is meant as it stands. */
function queryConcept(query: string): Concept {
  return { id: "query", role: "core", weight: 90, any: [], exact: [], near: [], regex: [], query };
}

function toConcept(id: string, { role, weight, ...words }: z.infer<typeof CONCEPT>): Concept {
  return { id, role, weight: weight ?? DEFAULT_WEIGHTS[role], ...words };
}
