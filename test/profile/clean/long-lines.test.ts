import { describe, expect, it } from "vitest";
import { cleanDocument } from "../../../src/profile/clean/clean.ts";
import type { CleanDocument } from "../../../src/profile/clean/document.ts";
import { indexMarkers } from "../../../src/profile/clean/marker-index.ts";
import { readSource } from "../../../src/profile/clean/read-source.ts";
import { readSentences } from "../../../src/profile/draw/sentences.ts";

const MARKERS = indexMarkers();
const PARAGRAPH =
  "The bridge was closed on Monday, since two of its cables had rusted through in the salt air.";
const MANY = 200_000;

function cleaned(text: string, name = "a.txt"): CleanDocument {
  const read = readSource({ name, bytes: new TextEncoder().encode(text) });
  if (read.kind === "unreadable") throw new Error(read.reason);
  return cleanDocument(read.source, MARKERS);
}

// Each of these takes minutes when the time grows with the square of the length.
describe("a document takes time in proportion to its length", () => {
  it("with a line of quotation marks", () => {
    expect(cleaned(`${PARAGRAPH}\n${'"'.repeat(MANY)}x`).kept.length).toBe(1);
  });

  it("with a line of at signs", () => {
    expect(cleaned(`${PARAGRAPH}\n${"a@".repeat(MANY)}`).kept.length).toBe(2);
  });

  it("with a title of dashes", () => {
    const page = `<title>${" - x".repeat(MANY)} |</title><p>${PARAGRAPH}</p>`;
    expect(cleaned(page, "a.html").kept.length).toBe(1);
  });

  it("wrapped, without an end of a paragraph", () => {
    const line = "the bridge was closed for the salt air had rusted its cables, ";
    const lines = Array.from({ length: 4000 }, (_, index) => `${line}${index}`);
    expect(cleaned(lines.join("\n")).kept.length).toBe(4000);
  });

  it("with headings of comments above its text", () => {
    const headings = Array.from({ length: 4000 }, (_, index) => {
      const name = String.fromCodePoint(0x4e00 + index);
      return `to show the previous comments ${name}`;
    });
    const text = [PARAGRAPH, ...Array.from({ length: 400 }, (_, index) => `${index} ${PARAGRAPH}`)];
    const { dropped } = cleaned([...text.slice(0, 20), ...headings, ...text.slice(20)].join("\n"));
    expect(dropped.filter(({ reason }) => reason === "after-the-end")).toEqual([]);
  });

  it("with a line of initials, which end no sentence", () => {
    const document = { name: "a", sha256: "0", title: undefined, language: undefined, dropped: [] };
    const sentences = readSentences({ ...document, kept: [{ number: 1, text: "M. A. ".repeat(MANY) }] }, 0);
    expect(sentences.length).toBe(1);
  });
});
