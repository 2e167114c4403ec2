import { lexQuery } from "./lex-query.ts";
import { type Parsed, parseQuery } from "./parse-query.ts";
import type { Part } from "./parts.ts";
import type { Query } from "./query.ts";
import { type QueryProblem, shown } from "./query-problem.ts";
import { writeQuery } from "./write-query.ts";

export type QueryReading =
  | { readonly kind: "query"; readonly query: Query; readonly warnings: readonly QueryProblem[] }
  | { readonly kind: "invalid"; readonly problems: readonly QueryProblem[] };

const MAX_CHARACTERS = 4000;

/** Reads a query line, or says all that is wrong with it. Linear in the line, and never throws. */
export function readQuery(text: string): QueryReading {
  if (text.length > MAX_CHARACTERS) {
    const message = `the query has ${text.length} characters, and ${MAX_CHARACTERS} at most are read: make several queries of it, or a profile`;
    return invalid([{ column: MAX_CHARACTERS + 1, message }]);
  }
  const { tokens, problems, torn } = lexQuery(text);
  if (torn) return invalid(problems);
  if (tokens.length === 0) return invalid([{ column: 1, message: `the query is empty: ${EXAMPLE}` }]);
  const parsed = parseQuery(tokens, text);
  const all = [...problems, ...parsed.problems];
  if (parsed.part === undefined || all.length > 0) return invalid(all);
  return judge(parsed, parsed.part);
}

const EXAMPLE = `write a phrase, such as "tram stop" AND (strike OR closure)`;

function invalid(problems: readonly QueryProblem[]): QueryReading {
  return { kind: "invalid", problems: inOrder(problems) };
}

function inOrder(problems: readonly QueryProblem[]): readonly QueryProblem[] {
  return problems.toSorted((a, b) => a.column - b.column);
}

/** The rules about the whole, once each piece of it is sound. */
function judge({ warnings, mixedAt }: Parsed, { query, gap }: Part): QueryReading {
  if (gap !== undefined) return invalid([gapProblem(gap)]);
  const written = writeQuery(query);
  if (written.length > MAX_CHARACTERS) {
    const message = `written with all its brackets the query has ${written.length} characters, and ${MAX_CHARACTERS} at most are read: shorten it`;
    return invalid([{ column: 1, message }]);
  }
  if (mixedAt === undefined) return { kind: "query", query, warnings: inOrder(warnings) };
  const message = `AND binds before OR; this is read as ${written}. Put the brackets that you mean`;
  return { kind: "query", query, warnings: inOrder([...warnings, { column: mixedAt, message }]) };
}

/** What needs no phrase to be found holds for nearly every item there is. */
function gapProblem({ query, column }: Part): QueryProblem {
  const message = `${shown(writeQuery(query))} asks for no phrase and would forward nearly everything: NOT, source: and lang: only narrow down what a phrase finds; add one with AND`;
  return { column, message };
}
