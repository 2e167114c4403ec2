import type { Field } from "../model/item.ts";
import type { Concept, Near } from "../model/profile.ts";
import type { Query } from "./query/query.ts";
import { readQuery } from "./query/read-query.ts";

/** A query whose terms are looked for: the numbers of the matcher's terms in place of their words. */
export type Plan =
  | { readonly kind: "term"; readonly term: number }
  | { readonly kind: "any" | "all"; readonly of: readonly Plan[] }
  | { readonly kind: "not"; readonly of: Plan }
  | {
      readonly kind: "near";
      readonly words: number;
      readonly ordered: boolean;
      readonly left: Plan;
      readonly right: Plan;
    }
  | { readonly kind: "in"; readonly field: Field; readonly of: Plan }
  | { readonly kind: "count"; readonly atLeast: number; readonly of: Plan }
  | { readonly kind: "source"; readonly name: string }
  | { readonly kind: "language"; readonly code: string };

type AddPart = (text: string, exact: boolean) => number;

/** Adds terms of a concept: those that count alone, and those that are part of a plan, which gives their numbers. */
export interface AddTerms {
  readonly alone: (text: string, exact: boolean) => void;
  readonly part: AddPart;
}

/**
 * What of a concept is more than a list of terms: its `near` lists and its query, as one kind of plan. A query that is
 * no more than a list of terms (`tram OR "light rail"`) adds them as such.
 */
export function plansOf({ near, query }: Concept, add: AddTerms): readonly Plan[] {
  const read = query === undefined ? undefined : queryOf(query);
  const terms = read === undefined ? [] : termsIn(read);
  for (const { text, exact } of terms ?? []) add.alone(text, exact);
  const queries = [...near.map(nearQuery), ...(read === undefined || terms !== undefined ? [] : [read])];
  return queries.map((each) => planOf(each, add.part));
}

type Term = Extract<Query, { readonly kind: "term" }>;

/** The terms of a query that is a list of them; nothing when it is more. */
function termsIn(query: Query): readonly Term[] | undefined {
  if (query.kind === "term") return [query];
  if (query.kind !== "any") return undefined;
  const parts = query.of.map(termsIn);
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

/** Whether a plan depends on the language of an item. */
export function asksLanguage(plan: Plan): boolean {
  return plan.kind === "language" || partsOf(plan).some(asksLanguage);
}

function partsOf(plan: Plan): readonly Plan[] {
  switch (plan.kind) {
    case "any":
    case "all":
      return plan.of;
    case "not":
    case "in":
    case "count":
      return [plan.of];
    case "near":
      return [plan.left, plan.right];
    case "term":
    case "source":
    case "language":
      return [];
  }
}

/** A query that the configuration has checked. */
function queryOf(text: string): Query {
  const reading = readQuery(text);
  if (reading.kind === "query") return reading.query;
  throw new Error(`a query that was never checked: ${reading.problems[0]?.message ?? text}`);
}

/** A list of groups as the query that says the same: `g1 NEAR/n g2 NEAR/n g3`. */
function nearQuery({ words, ordered, all }: Near): Query {
  const [first, ...rest] = all.map(anyOf);
  if (first === undefined) throw new Error("a list of words that stand near nothing");
  let query = first;
  for (const right of rest) query = { kind: "near", words, ordered, left: query, right };
  return query;
}

function anyOf(terms: readonly string[]): Query {
  const of = terms.map((text): Query => ({ kind: "term", text, exact: false }));
  return of.length === 1 && of[0] !== undefined ? of[0] : { kind: "any", of };
}

function planOf(query: Query, add: AddPart): Plan {
  switch (query.kind) {
    case "term":
      return { kind: "term", term: add(query.text, query.exact) };
    case "any":
    case "all":
      return { kind: query.kind, of: query.of.map((part) => planOf(part, add)) };
    case "not":
    case "in":
    case "count":
      return { ...query, of: planOf(query.of, add) };
    case "near":
      return { ...query, left: planOf(query.left, add), right: planOf(query.right, add) };
    case "source":
    case "language":
      return query;
  }
}
