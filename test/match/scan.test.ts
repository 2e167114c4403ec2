import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile, type Matcher } from "../../src/match/compile.ts";
import { scan } from "../../src/match/scan.ts";
import { foldText } from "../../src/text/fold.ts";
import { stem } from "../../src/text/stem.ts";
import { aConcept, aProfile } from "../support/a-profile.ts";
import { runs } from "../support/thorough.ts";

const VOCABULARY = [
  "état",
  "cœur",
  "caméra",
  "camera",
  "faciale",
  "faciaux",
  "vidéo",
  "vidéosurveillance",
  "surveillance",
];
const LETTERS = ["oﬃce", "naïf", "l", "de", "ville", "villes", "x"];
const SEPARATORS = [" ", "\u00a0", "\u202f", "-", "’", " 🚔 ", "\n", ". ", "/", " — "];

const word = fc.constantFrom(...VOCABULARY, ...LETTERS);
const FORMS: readonly ((written: string) => string)[] = [
  (written) => written,
  (written) => written.toUpperCase(),
  (written) => written.normalize("NFD"),
  (written) => `${written.slice(0, 1)}\u00ad${written.slice(1)}`,
  (written) => `${written}s`,
];
const surface = fc.tuple(word, fc.constantFrom(...FORMS)).map(([written, form]) => form(written));
const text = fc
  .array(fc.tuple(surface, fc.constantFrom(...SEPARATORS)), { maxLength: 40 })
  .map((words) => words.flat().join(""));
const term = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 3 }), fc.constantFrom(" ", "-"), fc.boolean())
  .map(([words, joint, open]) => `${words.join(joint)}${open ? "*" : ""}`);

/** Every phrase of every term tried at every word, by comparing folded text. */
function naiveSpans(terms: readonly string[], where: string): readonly string[] {
  const words = foldText(where).split(" ").filter(Boolean);
  const spans = new Set<string>();
  for (const written of new Set(terms)) {
    for (const spelling of closings(written)) {
      const wanted = foldText(spelling).split(" ");
      const open = written.endsWith("*") && (wanted.at(-1)?.length ?? 0) >= 4;
      for (let first = 0; first + wanted.length <= words.length; first += 1) {
        const found = wanted.every((want, place) => {
          const seen = words[first + place] ?? "";
          return open && place === wanted.length - 1 ? seen.startsWith(want) : stem(seen) === stem(want);
        });
        if (found) spans.add(`${written}@${first}+${wanted.length}`);
      }
    }
  }
  return [...spans].toSorted();
}

/** With each hyphen read as a space and as nothing. */
function closings(written: string): readonly string[] {
  const at = written.indexOf("-");
  if (at < 0) return [written];
  const rest = closings(written.slice(at + 1));
  return rest.flatMap((tail) => [`${written.slice(0, at)} ${tail}`, `${written.slice(0, at)}${tail}`]);
}

function scannedSpans(terms: readonly string[], where: string): readonly string[] {
  const matcher = compile([aProfile({ concepts: [aConcept("all", { any: terms })] })]);
  const spans = scan(matcher, where).flatMap(({ phrase, first, count }) =>
    termsOf(matcher, phrase).map((written) => `${written}@${first}+${count}`),
  );
  return [...new Set(spans)].toSorted();
}

function termsOf({ phrases, terms }: Matcher, phrase: number): readonly string[] {
  const numbers = phrases.terms.subarray(phrases.termBegins[phrase], phrases.termBegins[phrase + 1]);
  return Array.from(numbers, (number) => terms.written[number] ?? "");
}

describe("the scanner", () => {
  test("finds what comparing every phrase with every word finds, and nothing else", () => {
    fc.assert(
      fc.property(fc.array(term, { minLength: 1, maxLength: 12 }), text, (terms, where) => {
        expect(scannedSpans(terms, where)).toEqual(naiveSpans(terms, where));
      }),
      { numRuns: runs(400) },
    );
  });

  test("finds the same again in a text that it has read before", () => {
    const matcher = compile([
      aProfile({ concepts: [aConcept("all", { any: ["surveil*", "vidéo-surveillance"] })] }),
    ]);
    const where = "Vidéo-surveillance, vidéosurveillance, surveiller";
    expect(scan(matcher, where)).toEqual(scan(matcher, where));
    expect(scan(matcher, where)).toHaveLength(4);
  });

  test("looks once for a phrase that several profiles share", () => {
    const matcher = compile([aProfile({ id: "a" }), aProfile({ id: "b" })]);
    const sightings = scan(matcher, "Le tramway");
    expect(sightings).toHaveLength(1);
    expect(termsOf(matcher, sightings[0]?.phrase ?? -1)).toEqual(["tramway", "tramway"]);
  });

  test("a word without end matches nothing and breaks nothing", () => {
    const matcher = compile([aProfile()]);
    expect(scan(matcher, "a".repeat(1_000_000))).toEqual([]);
  });
});
