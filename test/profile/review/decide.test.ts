import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Decision } from "../../../src/profile/review/decision.ts";
import { openQuestions } from "../../../src/profile/review/questions.ts";
import { writeDraft } from "../../../src/profile/draw/write-draft.ts";
import { drawn } from "../../support/a-drawing.ts";
import { decided, loaded, sheetOf } from "../../support/a-review.ts";
import { WATER_ARTICLES } from "../../support/water-articles.ts";
import { runs } from "../../support/thorough.ts";

const DRAFT = `# Drawn.
# [1] a.txt
id: trams
name: { fr: "Trams", en: "Trams" }
status: draft   # not yet
threshold: 50
destinations: []

concepts:
  tram:
    role: core
    weight: 60
    review: "core?"
    any:
      # 4 × ([1] 4) “A tram.”
      - tram
      # 2 × ([1] 2) “A tramway.”
      - tramway

  # By hand: keep this remark.
  quay:
    role: context
    weight: 35
    review: "a context, or core by itself?"
    any:
      # 1 × ([1] 1) “The quay.”
      - quay
    exact:
      # 1 × ([1] 1) “The Met.”
      - Met

  names:
    role: context
    weight: 35
    review: "which?"
    any:
      # 1 × ([1] 1) “Batobus: a name.”
      - "Batobus: a name"

# What else?
exclude: []

tests:
  - title: "A tram"
    expect: alert
`;

const tram = { concept: "tram" };
const quay = { concept: "quay" };
const names = { concept: "names" };

/** The lines that a decision took out and put in. */
function edit(
  decision: Decision,
  text = DRAFT,
): { readonly out: readonly string[]; readonly put: readonly string[] } {
  const after = decided(text, decision);
  expect(after.refused).toBeUndefined();
  const [was, is] = [text.split("\n"), after.text.split("\n")];
  return {
    out: was.filter((line) => line !== "" && !is.includes(line)).map((line) => line.trim()),
    put: is.filter((line) => line !== "" && !was.includes(line)).map((line) => line.trim()),
  };
}

describe("a decision edits the lines that it is about, and no other", () => {
  test("keep takes the question out", () => {
    expect(edit({ kind: "keep", of: tram })).toEqual({ out: ['review: "core?"'], put: [] });
  });

  test("keep with terms takes the others out with their evidence", () => {
    const { out } = edit({ kind: "keep", of: tram, terms: [0] });
    expect(out).toEqual(['review: "core?"', "# 2 × ([1] 2) “A tramway.”", "- tramway"]);
  });

  test("drop takes the concept out with the remark above it, and leaves one empty line", () => {
    const { text } = decided(DRAFT, { kind: "drop", of: quay });
    expect(text).toContain("      - tramway\n\n  names:\n");
  });

  test("dropping the first or the last concept leaves no second empty line", () => {
    expect(decided(DRAFT, { kind: "drop", of: tram }).text).toContain(
      "concepts:\n  # By hand: keep this remark.",
    );
    expect(decided(DRAFT, { kind: "drop", of: names }).text).toContain(
      "      - Met\n\n# What else?\nexclude: []",
    );
  });

  test("a role brings the weight that others of that role have; core suffices alone", () => {
    const core = decided(DRAFT, { kind: "role", of: quay, role: "core" }).text;
    expect(loaded(core).concepts[1]).toMatchObject({ role: "core", weight: 60 });
    const context = decided(DRAFT, { kind: "role", of: tram, role: "context" }).text;
    expect(loaded(context).concepts[0]).toMatchObject({ role: "context", weight: 35 });
    const weak = decided(DRAFT, { kind: "role", of: tram, role: "weak" }).text;
    expect(loaded(weak).concepts[0]).toMatchObject({ role: "weak", weight: 20 });
  });

  test("merge moves terms with their evidence to the lists they were in", () => {
    const { text } = decided(DRAFT, { kind: "merge", of: quay, into: "tram" });
    expect(text).toContain("      - tramway\n      # 1 × ([1] 1) “The quay.”\n      - quay\n    exact:\n");
    expect(text).toContain("    exact:\n      # 1 × ([1] 1) “The Met.”\n      - Met\n\n  names:");
    expect(loaded(text).concepts.map(({ id }) => id)).toEqual(["tram", "names"]);
  });

  test("an emptied list goes, and with its last term the concept", () => {
    expect(edit({ kind: "drop", of: quay, terms: [1] }).out).toContain("exact:");
    const { text } = decided(DRAFT, { kind: "drop", of: names, terms: [0] });
    expect(loaded(text).concepts).toHaveLength(2);
  });

  test("dropping every term that is listed keeps what else a concept finds by", () => {
    const text = DRAFT.replace("  names:\n", "  names:\n    regex: ['tram-?way']\n");
    const { out } = edit({ kind: "drop", of: names, terms: [0] }, text);
    expect(out).toEqual(["# 1 × ([1] 1) “Batobus: a name.”", '- "Batobus: a name"']);
  });

  test("pair puts the other form behind the terms, in quotes where it needs them", () => {
    expect(edit({ kind: "pair", of: tram, text: "no: tram" }).put).toEqual([
      "# added in the review; in none of the documents",
      '- "no: tram"',
    ]);
  });

  test("exclude moves terms to the exclusions, which were none", () => {
    const { text } = decided(DRAFT, { kind: "exclude", of: quay });
    expect(text).toContain("# What else?\nexclude:\n  - { any: [quay], exact: [Met], weight: 60 }\n\ntests:");
  });
});

describe("what cannot be is refused with a reason", () => {
  test.each<[string, Decision]>([
    ["merged into itself", { kind: "merge", of: tram, into: "tram" }],
    ["there are: tram, quay, names", { kind: "merge", of: tram, into: "nope" }],
    ["there already", { kind: "pair", of: tram, text: "tram" }],
    ["not there any more", { kind: "keep", of: { concept: "gone" } }],
  ])("%s", (reason, decision) => {
    expect(decided(DRAFT, decision).refused).toContain(reason);
  });

  test("the last concept stays", () => {
    const one = decided(decided(DRAFT, { kind: "drop", of: quay }).text, { kind: "drop", of: names }).text;
    expect(decided(one, { kind: "drop", of: tram }).refused).toContain("the last concept");
    expect(decided(one, { kind: "exclude", of: tram }).refused).toContain("the last concept");
  });
});

test("a concept written in braces, a list by language and lines that end as on Windows are edited as well", () => {
  const text = `id: trams\r\nname: Trams\r\nstatus: draft\r\nconcepts:\r\n  tram: { review: "core?", any: [tram, tramway] }\r\n  quay:\r\n    any: { fr: [quai], en: [quay] }\r\n`;
  const kept = decided(text, { kind: "keep", of: tram, terms: [1] }).text;
  expect(kept).toContain("  tram: { any: [tramway] }\r\n");
  const merged = decided(kept, { kind: "merge", of: tram, into: "quay" }).text;
  expect(loaded(merged).concepts).toMatchObject([{ id: "quay", any: ["quai", "quay", "tramway"] }]);
});

const TEXTS = [DRAFT, ...drawn(WATER_ARTICLES).drafts.slice(0, 1).map(writeDraft)];

/** Some decision about some part of a draft, from numbers. */
function someDecision(text: string, [part, kind, term]: readonly [number, number, number]): Decision {
  const { concepts, exclusions } = sheetOf(text);
  const parts = [...concepts, ...exclusions];
  const chosen = parts[part % parts.length];
  if (chosen === undefined) throw new Error("a draft without parts");
  const of = "id" in chosen ? { concept: chosen.id } : { exclusion: chosen.place };
  const into = concepts[term % concepts.length]?.id ?? "";
  const some = { terms: [term % chosen.terms.length] };
  const decisions: readonly Decision[] = [
    { kind: "keep", of },
    { kind: "keep", of, ...some },
    { kind: "drop", of },
    { kind: "drop", of, ...some },
    { kind: "role", of, role: (["core", "context", "weak"] as const)[term % 3] ?? "core" },
    { kind: "merge", of, into },
    { kind: "merge", of, into, ...some },
    { kind: "pair", of, text: ["no", "a: b", "[x]", "l’été #1", "trams"][term % 5] ?? "" },
    { kind: "exclude", of },
    { kind: "exclude", of, ...some },
  ];
  return decisions[kind % decisions.length] ?? { kind: "keep", of };
}

test("whatever is decided of a drawn draft, it loads, and one question is closed or none; no evidence is left behind", () => {
  const number = fc.nat(60);
  fc.assert(
    fc.property(
      fc.nat(TEXTS.length - 1),
      fc.array(fc.tuple(number, number, number), { maxLength: 5 }),
      (which, picks) => {
        let text = TEXTS[which] ?? "";
        for (const pick of picks) {
          const decision = someDecision(text, pick);
          const before = sheetOf(text);
          const after = decided(text, decision);
          const open = openQuestions(before).length - openQuestions(sheetOf(after.text)).length;
          expect(loaded(after.text).status).toBe("draft");
          expect(open === 0 || open === 1).toBe(true);
          if (decision.kind === "keep" || decision.kind === "role") {
            const wasOpen = openQuestions(before).some(
              ({ of }) => JSON.stringify(of) === JSON.stringify(decision.of),
            );
            expect(open).toBe(wasOpen && after.refused === undefined ? 1 : 0);
          }
          for (const { terms } of sheetOf(after.text).concepts)
            for (const { comments } of terms) expect(comments).toHaveLength(1);
          expect(after.text).not.toMatch(/\n\n\n/u);
          text = after.text;
        }
      },
    ),
    { numRuns: runs(15) },
  );
});
