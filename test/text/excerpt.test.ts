import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Field } from "../../src/model/item.ts";
import type { Hit } from "../../src/model/match.ts";
import { excerpt } from "../../src/text/excerpt.ts";

function aHit(field: Field, start: number, end: number, points = 10): Hit {
  return { concept: "c", role: "core", term: "t", field, text: "t", start, end, points };
}

function hitOn(field: Field, text: string, word: string): Hit {
  const start = text.indexOf(word);
  return aHit(field, start, start + word.length);
}

function marked(text: string, marks: readonly (readonly [number, number])[]): readonly string[] {
  return marks.map(([start, end]) => text.slice(start, end));
}

const filler = "Lorem ipsum dolor sit amet consectetur. ".repeat(40);

describe("an excerpt", () => {
  test("of a short summary is the summary, with the title's and its own words marked", () => {
    const title = "🚔 Le radar de Lyon";
    const summary = "On a vu\nle   radar, « encore »\u00a0!";
    const made = excerpt({ title, summary }, [
      hitOn("title", title, "radar"),
      hitOn("summary", summary, "radar"),
    ]);
    expect(made.text).toBe("On a vu le radar, « encore »\u00a0!");
    expect(marked(made.text, made.marks)).toEqual(["radar"]);
    expect(marked(title, made.titleMarks)).toEqual(["radar"]);
    expect([made.cutBefore, made.cutAfter]).toEqual([false, false]);
  });

  test("of a long body goes where the most hits are, and says that it was cut", () => {
    const body = `Un radar. ${filler}Voici le radar et le tram. ${filler}`;
    const second = body.indexOf("radar", 20);
    const made = excerpt({ title: "x", body }, [
      hitOn("body", body, "radar"),
      aHit("body", second, second + 5),
      hitOn("body", body, "tram"),
    ]);
    expect(marked(made.text, made.marks)).toEqual(["radar", "tram"]);
    expect([made.cutBefore, made.cutAfter]).toEqual([true, true]);
    expect(body.replaceAll(/\s+/gu, " ")).toContain(` ${made.text} `);
  });

  test("comes from the summary unless only the body has hits", () => {
    const item = { title: "x", summary: "Un résumé.", body: "Un radar dans le corps." };
    expect(excerpt(item, [hitOn("body", item.body, "radar")]).text).toBe(item.body);
    expect(excerpt(item, []).text).toBe(item.summary);
    expect(excerpt({ title: "x" }, []).text).toBe("");
  });

  test("marks what was held back only when nothing counted", () => {
    const summary = "radar et tram";
    const held = aHit("summary", 0, 5, 0);
    const counted = hitOn("summary", summary, "tram");
    expect(excerpt({ title: "x", summary }, [held, counted]).marks).toEqual([[9, 13]]);
    expect(excerpt({ title: "x", summary }, [held]).marks).toEqual([[0, 5]]);
  });

  test("joins ranges that touch", () => {
    const made = excerpt({ title: "x", summary: "radar tram" }, [
      aHit("summary", 0, 5),
      aHit("summary", 3, 10),
    ]);
    expect(made.marks).toEqual([[0, 10]]);
  });

  test("never cuts a character in two, however it is made, and holds at most 300 of them", () => {
    const characters = fc.constantFrom("👩‍👩‍👧‍👦", "🇫🇷", "e\u0301", "👮🏽‍♀️", "a", " ", "ﬁ");
    const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });
    const split = (text: string): readonly string[] =>
      [...segmenter.segment(text)].map((part) => part.segment);
    fc.assert(
      fc.property(
        fc.array(characters, { maxLength: 600 }),
        fc.array(characters, { maxLength: 600 }),
        (before, after) => {
          const head = `${before.join("")} `;
          const summary = `${head}radar ${after.join("")}`;
          const made = excerpt({ title: "x", summary }, [aHit("summary", head.length, head.length + 5)]);
          const parts = split(made.text);
          expect(parts.length).toBeLessThanOrEqual(300);
          expect(marked(made.text, made.marks)).toEqual(["radar"]);
          const whole = new Set(split(summary));
          expect(parts.filter((part) => !whole.has(part))).toEqual([]);
        },
      ),
    );
  });

  test("of a character without end is still short", () => {
    const made = excerpt({ title: "x", summary: `a${"\u0301".repeat(100_000)}` }, []);
    expect(made.text.length).toBeLessThanOrEqual(2000);
  });
});
