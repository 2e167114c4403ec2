import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Fingerprint, fingerprint, similarity } from "../../src/story/fingerprint.ts";
import { foldText } from "../../src/text/fold.ts";

const SEPARATORS = [" ", "\u00a0", "\u202f", "-", "’", "'", ", ", " — ", "\n", " 🚔 "];
const LETTERS = "abcdeéèêfghiïjklmnoôprstuùvçœ".split("");

const word = fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 1, maxLength: 8 });
const words = fc.array(word, { minLength: 12, maxLength: 120 });

function written(parts: readonly string[], separators: readonly string[] = [" "]): string {
  return parts.map((part, index) => `${part}${separators[index % separators.length]}`).join("");
}

function of(title: string, summary?: string): Fingerprint {
  const made = fingerprint({ title, ...(summary === undefined ? {} : { summary }) });
  if (made === undefined) throw new Error("the text is too short");
  return made;
}

function shingles(text: string): ReadonlySet<string> {
  const folded = foldText(text).split(" ").filter(Boolean);
  return new Set(folded.slice(1).map((each, index) => `${folded[index]} ${each}`));
}

function jaccard(a: string, b: string): number {
  const [left, right] = [shingles(a), shingles(b)];
  const common = [...left].filter((shingle) => right.has(shingle)).length;
  return common / (left.size + right.size - common);
}

describe("a fingerprint", () => {
  it("is the same for the same words in other case, accents, typography and Unicode form", () => {
    const forms = fc.constantFrom<(text: string) => string>(
      (text) => text.toUpperCase(),
      (text) => text.normalize("NFD"),
      (text) => text.normalize("NFD").replaceAll(/\p{M}/gu, ""),
      (text) => text.replaceAll("œ", "oe"),
    );
    const separators = fc.array(fc.constantFrom(...SEPARATORS), { minLength: 1 });
    fc.assert(
      fc.property(words, separators, forms, (parts, between, changed) => {
        fc.pre(shingles(written(parts)).size >= 4);
        expect(of(changed(written(parts, between)))).toEqual(of(written(parts)));
      }),
    );
  });

  it("does not depend on what was read before", () => {
    const items = fc.array(words, { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(items, (texts) => {
        const forwards = texts.map((parts) => fingerprint({ title: written(parts) }));
        const backwards = texts.toReversed().map((parts) => fingerprint({ title: written(parts) }));
        expect(backwards.toReversed()).toEqual(forwards);
      }),
    );
  });

  it("is the same on every machine and in every year: stored ones stay comparable", () => {
    const made = of("La mairie ouvre une ligne de tramway", "Elle ira jusqu’au port d’ici l’été.");
    expect(Array.from(made.subarray(0, 8))).toEqual(STORED);
  });

  it("does not care where the title ends and the summary begins", () => {
    expect(of("Night tram opens", "to the old harbour today")).toEqual(
      of("Night tram opens to the", "old harbour today"),
    );
  });

  it("is not made of fewer than four different pairs of words: a rubric is no evidence of a copy", () => {
    expect(fingerprint({ title: "" })).toBeUndefined();
    expect(fingerprint({ title: "Night tram opens today" })).toBeUndefined();
    expect(fingerprint({ title: "live live live live live live live live" })).toBeUndefined();
    expect(fingerprint({ title: "Night tram opens here today" })).toBeDefined();
  });

  it("takes time in step with the text: thirty times the text, far from nine hundred times the time", () => {
    const text = "the night tram opens to the old harbour ".repeat(300);
    const once = leastCost(() => of(text));
    const thirtyfold = leastCost(() => of(text.repeat(30)));
    expect(thirtyfold).toBeLessThan(200 * once);
  });
});

describe("the similarity of two fingerprints", () => {
  it("is 1 for a text and itself, and the same in both directions", () => {
    fc.assert(
      fc.property(words, words, (left, right) => {
        fc.pre(shingles(written(left)).size >= 4 && shingles(written(right)).size >= 4);
        const [a, b] = [of(written(left)), of(written(right))];
        expect(similarity(a, a)).toBe(1);
        expect(similarity(a, b)).toBe(similarity(b, a));
      }),
    );
  });

  it.each([8, 20, 60, 200])(
    "is what %i words share with an edited copy, within the error of 64 bins",
    (length) => {
      const token = fc.integer({ min: 0, max: 9999 });
      const edited = fc
        .tuple(
          fc.array(token, { minLength: length, maxLength: length }),
          fc.double({ min: 0, max: 1, noNaN: true }),
        )
        .chain(([parts, share]) =>
          fc.tuple(fc.constant(parts), fc.shuffledSubarray(parts), fc.constant(share)),
        )
        .map(([parts, others, share]) => {
          const kept = Math.round(parts.length * share);
          const other = [...parts.slice(0, kept), ...others.map((each) => each + 10_000), 7, 8, 9, 10, 11];
          return [`w${parts.join(" w")}`, `w${other.join(" w")}`] as const;
        });
      const pairs = fc.sample(edited, { numRuns: 400, seed: 42 });
      const errors = pairs.map(([a, b]) => similarity(of(a), of(b)) - jaccard(a, b));
      const mean = sum(errors) / errors.length;
      const rootMeanSquare = Math.sqrt(sum(errors.map((error) => error ** 2)) / errors.length);
      expect(Math.abs(mean)).toBeLessThan(0.02);
      // √(J(1 − J)/64) is 0.0625 at most; where few shingles fill the bins, those that were borrowed err together.
      expect(rootMeanSquare).toBeLessThan(length < 30 ? 0.1 : 0.065);
      expect(Math.max(...errors.map(Math.abs))).toBeLessThan(0.4);
    },
  );

  it("is near 0 for texts that share no pair of words", () => {
    expect(similarity(of("a b c d e f g h i j"), of("k l m n o p q r s t"))).toBeLessThan(0.05);
  });
});

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** The least CPU time of several tries, in microseconds. */
function leastCost(work: () => unknown): number {
  const tries = Array.from({ length: 7 }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return user + system;
  });
  return Math.min(...tries);
}

const STORED: readonly number[] = [63_437, 31_311, 41_990, 60_041, 22_515, 31_277, 22_515, 42_487];
