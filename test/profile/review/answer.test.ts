import { expect, test } from "vitest";
import { readAnswer } from "../../../src/profile/review/answer.ts";

const of = { concept: "tram" };
const asked = { of, terms: 6 };

test.each([
  ["k", { kind: "keep", of }],
  ["k 1 3-5", { kind: "keep", of, terms: [0, 2, 3, 4] }],
  ["d", { kind: "drop", of }],
  ["d 2,4", { kind: "drop", of, terms: [1, 3] }],
  ["c", { kind: "role", of, role: "core" }],
  ["x", { kind: "role", of, role: "context" }],
  ["w", { kind: "role", of, role: "weak" }],
  ["m police", { kind: "merge", of, into: "police" }],
  ["m 2 police", { kind: "merge", of, into: "police", terms: [1] }],
  ["p  night  tram", { kind: "pair", of, text: "night tram" }],
  ["e 6", { kind: "exclude", of, terms: [5] }],
])("%s is a decision", (line, decision) => {
  expect(readAnswer(line, asked)).toEqual({ kind: "decision", decision });
});

test("of one term, k goes on to the next, and d, e and m are about it alone", () => {
  const term = { ...asked, term: 2 };
  expect(readAnswer("k", term)).toEqual({ kind: "move", move: "next" });
  expect(readAnswer("d", term)).toEqual({ kind: "decision", decision: { kind: "drop", of, terms: [2] } });
  expect(readAnswer("m police", term)).toMatchObject({ decision: { into: "police", terms: [2] } });
  expect(readAnswer("c", term)).toMatchObject({ kind: "unclear" });
  expect(readAnswer("d 1", term)).toMatchObject({ kind: "unclear" });
});

test.each(["", "z", "d 7", "d 0", "d 3-1", "d two", "k 1 x", "c 2", "m", "p", "s 1"])(
  "“%s” is refused with a reason rather than guessed at",
  (line) => {
    expect(readAnswer(line, asked)).toMatchObject({ kind: "unclear", reason: expect.stringMatching(/./u) });
  },
);
