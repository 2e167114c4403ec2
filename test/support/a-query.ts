import fc from "fast-check";
import type { Query } from "../../src/match/query/query.ts";

const WORDS = ["tram", "harbour", "quai", "l’écluse", "R2-D2", "C.N.I.L.", "ferry", "grue", "東京", "count"];
const MAX_DEPTH = 4;
const FIELD = fc.constantFrom("title" as const, "summary" as const, "body" as const);

interface Inside {
  readonly depth: number;
  /** Already in a field: nothing stands in two at once. */
  readonly inField: boolean;
}

/**
 * Any query that a line may ask for: at least one phrase has to be found, NEAR and count hold what stands somewhere,
 * fields are not nested. Phrases are made of `words` (two letters or more), some with a star behind the last.
 */
export function aQuery(words: readonly string[] = WORDS): fc.Arbitrary<Query> {
  return asking(aTerm(words), { depth: MAX_DEPTH, inField: false });
}

/** One to three words; a star needs four letters before it. */
export function aTerm(words: readonly string[] = WORDS): fc.Arbitrary<Query> {
  return fc
    .record({
      words: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }),
      mark: fc.constantFrom("none", "none", "exact", "star"),
    })
    .map(({ words: chosen, mark }) => {
      const text = chosen.join(" ");
      const takesStar = mark === "star" && /\p{Script=Latin}{4}$/u.test(text);
      return { kind: "term", text: takesStar ? `${text}*` : text, exact: mark === "exact" };
    });
}

/** At least one phrase of it has to be found. */
function asking(term: fc.Arbitrary<Query>, inside: Inside): fc.Arbitrary<Query> {
  if (inside.depth === 0) return term;
  const below = { ...inside, depth: inside.depth - 1 };
  const part = asking(term, below);
  const all = fc
    .tuple(part, fc.array(side(term, below), { minLength: 1, maxLength: 2 }), fc.nat())
    .map(([asked, sides, at]): Query => ({
      kind: "all",
      of: sides.toSpliced(at % (sides.length + 1), 0, asked),
    }));
  return fc.oneof(
    placed(term, inside.depth),
    all,
    anyOf(part),
    counted(term, below),
    ...fieldsOf(term, below, asking),
  );
}

/** What stands somewhere: phrases, OR groups and NEAR. */
function placed(term: fc.Arbitrary<Query>, depth: number): fc.Arbitrary<Query> {
  if (depth === 0) return term;
  const part = placed(term, depth - 1);
  const near = fc
    .record({ words: fc.nat({ max: 50 }), ordered: fc.boolean(), left: part, right: part })
    .map(({ words, ordered, left, right }): Query => ({ kind: "near", words, ordered, left, right }));
  return fc.oneof({ weight: 3, arbitrary: term }, near, anyOf(part));
}

/** What may stand beside a phrase that has to be found. */
function side(term: fc.Arbitrary<Query>, inside: Inside): fc.Arbitrary<Query> {
  const source = fc.constantFrom("example.org", "le-quai", "Le Monde", "M*A*S*H", "OR", "3:0");
  const leaves = [
    term,
    source.map((name): Query => ({ kind: "source", name })),
    fc.constantFrom("fr", "en", "oci").map((code): Query => ({ kind: "language", code })),
  ];
  if (inside.depth === 0) return fc.oneof(...leaves);
  const below = { ...inside, depth: inside.depth - 1 };
  const part = side(term, below);
  return fc.oneof(
    ...leaves,
    part.map((of): Query => ({ kind: "not", of })),
    fc.array(part, { minLength: 2, maxLength: 3 }).map((of): Query => ({ kind: "all", of })),
    anyOf(part),
    counted(term, below),
    ...fieldsOf(term, below, side),
  );
}

function anyOf(part: fc.Arbitrary<Query>): fc.Arbitrary<Query> {
  return fc.array(part, { minLength: 2, maxLength: 3 }).map((of): Query => ({ kind: "any", of }));
}

function counted(term: fc.Arbitrary<Query>, { depth }: Inside): fc.Arbitrary<Query> {
  return fc
    .record({ atLeast: fc.integer({ min: 1, max: 100 }), of: placed(term, depth) })
    .map(({ atLeast, of }): Query => ({ kind: "count", atLeast, of }));
}

function fieldsOf(
  term: fc.Arbitrary<Query>,
  inside: Inside,
  hold: (term: fc.Arbitrary<Query>, inside: Inside) => fc.Arbitrary<Query>,
): readonly fc.Arbitrary<Query>[] {
  if (inside.inField) return [];
  const of = hold(term, { ...inside, inField: true });
  return [fc.tuple(FIELD, of).map(([field, held]): Query => ({ kind: "in", field, of: held }))];
}
