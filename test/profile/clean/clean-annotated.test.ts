import { describe, expect, it } from "vitest";
import { annotations, cleaned, type JudgedLine, judgedLines } from "../../support/an-annotation.ts";

const KEPT = new Set(["article", "title"]);
const EITHER = new Set(["byline", "title"]);

describe.each(annotations().map((annotation) => [annotation.file, annotation] as const))(
  "%s, line by line",
  (_file, annotation) => {
    const lines = judgedLines(annotation);

    it("is annotated to its last line", () => {
      expect(lines.filter(({ kind }) => kind === undefined).map(shown)).toEqual([]);
      expect(lines.some(({ kind }) => kind === "article")).toBe(true);
    });

    it("loses no line of the article", () => {
      const lost = lines.filter(({ kind = "", text, kept }) => KEPT.has(kind) && kept !== text);
      expect(lost.map(shown)).toEqual([]);
    });

    it("keeps no line of comments, members, newsletters or anything else of the page", () => {
      const survivors = lines.filter(
        ({ kind = "", kept }) => kind !== "article" && kind !== "part" && !EITHER.has(kind) && kept !== "",
      );
      expect(survivors.map(shown)).toEqual([]);
    });

    it("keeps of a mixed line what is the article's", () => {
      const mixed = lines.filter(({ kind }) => kind === "part");
      expect(mixed.map(({ kept }) => kept)).toEqual(mixed.map(({ part }) => part));
    });

    it("has its headline and its language known", () => {
      expect(cleaned(annotation)).toMatchObject({ title: annotation.title, language: annotation.language });
    });
  },
);

function shown({ number, kind, reason, text, kept }: JudgedLine): string {
  const fate = kept === text ? "kept" : kept === "" ? `dropped (${reason})` : `kept in part: ${kept}`;
  return `line ${number}, ${kind ?? "not annotated"}, ${fate}: ${text}`;
}
