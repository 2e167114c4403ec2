import { describe, expect, it } from "vitest";
import { setWeights } from "../../src/config/edit/edit-weights.ts";

function edited(text: string, weights: Readonly<Record<string, number>>): string {
  const edit = setWeights(text, new Map(Object.entries(weights)));
  return edit.kind === "edited" ? edit.text : `refused: ${edit.reason}`;
}

/** As people keep it: notes, alignment, both ways of writing a concept. */
const KEPT = `# trams
id: trams
concepts:
  # the thing
  tram:
    # surest first
    any: [tram]     # more to come
  town:  { role: context,   any: [mairie] }   # who decides
  works:
    role: weak
    weight:   20    # not sure
    any: [travaux]
  "the port": { any: [port], weight: 30 }
exclude: []
`;

describe("a new weight", () => {
  it("takes the place of the number and changes nothing else", () => {
    expect(edited(KEPT, { works: 27 })).toBe(KEPT.replace("weight:   20 ", "weight:   27 "));
    expect(edited(KEPT, { "the port": 9 })).toBe(KEPT.replace("weight: 30", "weight: 9"));
  });

  it("of a concept without one stands in front of its keys", () => {
    expect(edited(KEPT, { tram: 66 })).toBe(
      KEPT.replace("    any: [tram]", "    weight: 66\n    any: [tram]"),
    );
    expect(edited(KEPT, { town: 30 })).toBe(KEPT.replace("{ role: context", "{ weight: 30, role: context"));
  });

  it("goes with others in one edit, in any order", () => {
    const both = edited(edited(KEPT, { works: 27 }), { tram: 66 });
    expect(edited(KEPT, { works: 27, tram: 66 })).toBe(both);
    expect(edited(KEPT, { tram: 66, works: 27 })).toBe(both);
  });

  it("keeps the line ends of Windows and a byte order mark", () => {
    const text = `\uFEFF${KEPT.replaceAll("\n", "\r\n")}`;
    expect(edited(text, { tram: 66 })).toBe(
      text.replace("    any: [tram]", "    weight: 66\r\n    any: [tram]"),
    );
  });

  it("is refused where the text cannot say it safely", () => {
    expect(edited(KEPT, { gone: 20 })).toBe(
      "refused: the weight of gone is written in a way that cannot be edited safely",
    );
    expect(edited("concepts:\n  tram:\n    weight:\n    any: [tram]\n", { tram: 20 })).toMatch(/^refused/u);
    expect(edited("concepts:\n  tram: {}\n", { tram: 20 })).toMatch(/^refused/u);
    expect(edited("concepts: [", { tram: 20 })).toMatch(/^refused/u);
  });

  it("of nothing leaves the text as it is", () => {
    expect(edited(KEPT, {})).toBe(KEPT);
  });
});
