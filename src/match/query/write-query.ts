import { operatorOf } from "./lex-query.ts";
import type { Query } from "./query.ts";
import { lookAlikeOf } from "./read-term.ts";

type QueryKind = Query["kind"];

const BARE = /^[\p{L}\p{N}\p{M}]+(?:[-'’.\u2010\u2011][\p{L}\p{N}\p{M}]+)*\*?$/u;

/**
 * The normalised form, with every bracket that is needed to see the grouping: what a user is shown of a query.
 * `readQuery` makes the same query of it.
 */
export function writeQuery(query: Query): string {
  switch (query.kind) {
    case "term":
      return writeTerm(query.text, query.exact);
    case "any":
      return query.of.map((part) => writePart(part, "any")).join(" OR ");
    case "all":
      return query.of.map((part) => writePart(part, "all")).join(" AND ");
    case "not":
      return `NOT ${writePart(query.of, "not")}`;
    case "near":
      return `${writePart(query.left, "near")} ${nearOperator(query)} ${writePart(query.right, "near")}`;
    case "in":
      return `${query.field}:${writePart(query.of, "in")}`;
    case "count":
      return `count${writePart(query.of, "count")} >= ${query.atLeast}`;
    case "source":
      return `source:${writeSource(query.name)}`;
    case "language":
      return `lang:${query.code}`;
  }
}

/** Whether a part is written in brackets: what joins parts is, wherever it is a part itself. */
export function takesBrackets(part: Query, inside: QueryKind): boolean {
  if (inside === "count") return true;
  if (inside === "in") return part.kind !== "term";
  if (part.kind === "not") return inside === "not" || inside === "near";
  return part.kind === "any" || part.kind === "all" || part.kind === "near";
}

function writePart(part: Query, inside: QueryKind): string {
  return takesBrackets(part, inside) ? `(${writeQuery(part)})` : writeQuery(part);
}

function nearOperator({ words, ordered }: { readonly words: number; readonly ordered: boolean }): string {
  return `${ordered ? "ONEAR" : "NEAR"}/${words}`;
}

function writeTerm(text: string, exact: boolean): string {
  return `${exact ? "=" : ""}${quoteUnlessBare(text)}`;
}

function writeSource(name: string): string {
  return name.includes("*") ? quote(name) : quoteUnlessBare(name);
}

function quoteUnlessBare(text: string): string {
  const isBare = BARE.test(text) && operatorOf(text) === undefined && lookAlikeOf(text) === undefined;
  return isBare && text.toLowerCase() !== "count" ? text : quote(text);
}

/** Quotation marks end words as spaces do; inside a phrase they could not be read back. */
function quote(text: string): string {
  const plain = text
    .replaceAll(/["“”„«»]/gu, " ")
    .trim()
    .replaceAll(/\s+/gu, " ");
  return `"${plain}"`;
}
