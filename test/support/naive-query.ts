import { FIELDS, type Field, type Matchable } from "../../src/model/item.ts";
import type { Query } from "../../src/match/query/query.ts";
import { foldAccents, foldWord } from "../../src/text/fold.ts";
import { stem } from "../../src/text/stem.ts";

/** A stretch of words: where it begins and ends among the words of its field, and which of them are the query's own. */
export interface NaiveSpan {
  readonly field: Field;
  readonly first: number;
  readonly end: number;
  readonly own: readonly number[];
}

export interface NaiveAnswer {
  readonly holds: boolean;
  readonly spans: readonly NaiveSpan[];
}

/**
 * Answers a query by trying every phrase at every word and every pair of stretches: what the words of the query language
 * say, with no thought of time. Words are cut at everything that is neither letter nor digit.
 */
export function naiveAnswer(query: Query, item: Matchable, fields: readonly Field[] = FIELDS): NaiveAnswer {
  const parts = (of: readonly Query[]): readonly NaiveAnswer[] =>
    of.map((each) => naiveAnswer(each, item, fields));
  if (!("of" in query || "left" in query)) return leafAnswer(query, item, fields);
  switch (query.kind) {
    case "any":
      return anyAnswer(parts(query.of));
    case "all":
      return allAnswer(parts(query.of));
    case "not":
      return { holds: !naiveAnswer(query.of, item, fields).holds, spans: [] };
    case "near": {
      const left = naiveAnswer(query.left, item, fields).spans;
      const right = naiveAnswer(query.right, item, fields).spans;
      return answer(left.flatMap((a) => right.flatMap((b) => joined(a, b, query))));
    }
    case "in":
      return naiveAnswer(query.of, item, [query.field]);
    case "count":
      return countAnswer(naiveAnswer(query.of, item, fields), query.atLeast);
  }
}

function anyAnswer(parts: readonly NaiveAnswer[]): NaiveAnswer {
  const holding = parts.filter(({ holds }) => holds);
  return { holds: holding.length > 0, spans: holding.flatMap(({ spans }) => spans) };
}

function allAnswer(parts: readonly NaiveAnswer[]): NaiveAnswer {
  const holds = parts.every((part) => part.holds);
  return { holds, spans: holds ? parts.flatMap(({ spans }) => spans) : [] };
}

function countAnswer({ spans }: NaiveAnswer, atLeast: number): NaiveAnswer {
  return answer(apart(spans) < atLeast ? [] : spans);
}

type Leaf = Extract<Query, { readonly kind: "term" | "source" | "language" }>;

function leafAnswer(leaf: Leaf, item: Matchable, fields: readonly Field[]): NaiveAnswer {
  switch (leaf.kind) {
    case "term":
      return answer(fields.flatMap((field) => termSpans(leaf, field, item[field] ?? "")));
    case "source":
      return { holds: item.source === leaf.name, spans: [] };
    case "language":
      return { holds: item.language === leaf.code, spans: [] };
  }
}

function answer(spans: readonly NaiveSpan[]): NaiveAnswer {
  return { holds: spans.length > 0, spans };
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}\p{M}\u00ad]+/gu) ?? [];
}

function termSpans(
  { text, exact }: Extract<Query, { readonly kind: "term" }>,
  field: Field,
  where: string,
): readonly NaiveSpan[] {
  const words = wordsOf(where);
  return spellings(text).flatMap((spelling) => {
    const wanted = wordsOf(spelling);
    const open = !exact && spelling.endsWith("*");
    return words.flatMap((_, first): readonly NaiveSpan[] => {
      const seen = words.slice(first, first + wanted.length);
      if (seen.length < wanted.length) return [];
      const found = wanted.every((want, place) => {
        const word = seen[place] ?? "";
        if (exact) return foldAccents(word) === foldAccents(want);
        if (open && place === wanted.length - 1) return foldWord(word).startsWith(foldWord(want));
        return stem(foldWord(word)) === stem(foldWord(want));
      });
      return found
        ? [{ field, first, end: first + wanted.length, own: range(first, first + wanted.length) }]
        : [];
    });
  });
}

/** With each hyphen read as a space and as nothing. */
function spellings(text: string): readonly string[] {
  const at = text.indexOf("-");
  if (at < 0) return [text];
  const rest = spellings(text.slice(at + 1));
  return rest.flatMap((tail) => [`${text.slice(0, at)} ${tail}`, `${text.slice(0, at)}${tail}`]);
}

function joined(
  a: NaiveSpan,
  b: NaiveSpan,
  { words, ordered }: { readonly words: number; readonly ordered: boolean },
): readonly NaiveSpan[] {
  if (a.field !== b.field) return [];
  const [left, right] = a.first < b.first ? [a, b] : [b, a];
  const between = right.first - left.end;
  if (between < 0 || between > words || (ordered && right !== b)) return [];
  return [{ field: a.field, first: left.first, end: right.end, own: [...left.own, ...right.own] }];
}

/** How many stretches share no word, the ones with most words first, then the leftmost, then the shortest. */
function apart(spans: readonly NaiveSpan[]): number {
  const order = (field: Field): number => FIELDS.indexOf(field);
  const taken = new Set<string>();
  let count = 0;
  const ranked = spans.toSorted(
    (a, b) =>
      b.own.length - a.own.length || order(a.field) - order(b.field) || a.first - b.first || a.end - b.end,
  );
  for (const { field, own } of ranked) {
    const places = own.map((place) => `${field}${place}`);
    if (places.some((place) => taken.has(place))) continue;
    for (const place of places) taken.add(place);
    count += 1;
  }
  return count;
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
