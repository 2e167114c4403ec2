import fc from "fast-check";
import { expect, test } from "vitest";
import { ByWords } from "../../../src/profile/draw/by-words.ts";

const stems = fc.array(fc.constantFrom("de", "la", "police", "x"), { minLength: 1, maxLength: 5 });

test("the sequences within others are those that a comparison with each finds", () => {
  fc.assert(
    fc.property(fc.array(stems, { maxLength: 12 }), stems, (lists, longer) => {
      const sequences = lists.map((each) => ({ stems: each }));
      const padded = (words: readonly string[]): string => ` ${words.join(" ")} `;
      const byWords = new ByWords(sequences);
      expect(new Set(byWords.within(longer))).toEqual(
        new Set(
          sequences.filter(
            (each) => each.stems.length < longer.length && padded(longer).includes(padded(each.stems)),
          ),
        ),
      );
      expect(byWords.of(longer)).toEqual(
        sequences.filter((each) => each.stems.join(" ") === longer.join(" ")),
      );
    }),
    { numRuns: 100 },
  );
});
