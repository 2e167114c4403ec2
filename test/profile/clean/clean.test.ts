import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanDocument } from "../../../src/profile/clean/clean.ts";
import type { CleanDocument } from "../../../src/profile/clean/document.ts";
import { indexMarkers } from "../../../src/profile/clean/marker-index.ts";

const MARKERS = indexMarkers();
const PARAGRAPH =
  "The bridge was closed on Monday, since two of its cables had rusted through in the salt air.";
const ANOTHER =
  "It will stay so until May, the harbour office says, while a ferry takes the schoolchildren across.";

function clean(lines: readonly string[], markers = MARKERS): CleanDocument {
  return cleanDocument({ name: "a.txt", sha256: "0", text: lines.join("\n") }, markers);
}

function keptOf(document: CleanDocument): readonly string[] {
  return document.kept.map(({ text }) => text);
}

function reasonFor(document: CleanDocument, text: string): string | undefined {
  const found = document.dropped.find((line) => line.text === text);
  return found && `${found.reason}: ${found.detail}`;
}

describe("an article is kept", () => {
  it("with its subheadings, quotations and short last sentence", () => {
    const lines = [PARAGRAPH, "What comes next", ANOTHER, "“We wait.”", "Nobody knows for how long."];
    expect(keptOf(clean(lines))).toEqual(lines);
  });

  it("with a list at its end that a colon announces", () => {
    const lines = [PARAGRAPH, `${ANOTHER.slice(0, -1)}:`, "- at eight", "- at noon"];
    expect(keptOf(clean([...lines, "About"]))).toEqual(lines);
  });

  it("below a link to its comments that stands above it", () => {
    const document = clean(["A bridge is closed", "12 comments", PARAGRAPH, ANOTHER]);
    expect(keptOf(document)).toEqual(["A bridge is closed", PARAGRAPH, ANOTHER]);
  });

  it("behind a box in its middle, however late that comes", () => {
    const box = ["Related articles", "A tunnel is opened"];
    expect(keptOf(clean([PARAGRAPH, ...box, ANOTHER, "So be it, then."]))).toEqual([
      PARAGRAPH,
      ANOTHER,
      "So be it, then.",
    ]);
  });

  it("when it speaks of cookies, newsletters and comments itself", () => {
    const lines = [
      "The shop’s website uses so many cookies that its own engineers lost count, an audit found on Friday.",
      "Comments by the shop’s lawyers fill forty pages",
      "Its newsletter had been sent to people who never asked for it, and some had died years before.",
    ];
    expect(keptOf(clean(lines))).toEqual(lines);
  });

  it("whole when it is too short to have a paragraph", () => {
    expect(keptOf(clean(["Bridge closed", "Open again in May"]))).toEqual([
      "Bridge closed",
      "Open again in May",
    ]);
  });
});

describe("what is not the article is dropped, and the log says why", () => {
  it("comments that are ten times the article", () => {
    const article = [
      PARAGRAPH,
      ANOTHER,
      PARAGRAPH.replace("bridge", "tunnel"),
      ANOTHER.replace("May", "June"),
    ];
    const comments = Array.from({ length: 40 }, (_, day) => [
      `gull${day}, 3 May, 08:${10 + day}`,
      `${ANOTHER} I said so ${day} times.`,
    ]);
    const document = clean([...article, "40 Comments", ...comments.flat()]);
    expect(keptOf(document)).toEqual(article);
    expect(reasonFor(document, "40 Comments")).toBe("after-the-end: below «comments», line 5");
  });

  it("a thread of comments without a heading, in a language without a list", () => {
    const thread = ["måke, 3. mai, 08:40", `${ANOTHER} Ja.`, "Svar", "tern, 3. mai, 09:01", "Nei.", "Svar"];
    const document = clean([PARAGRAPH, ANOTHER, ...thread]);
    expect(keptOf(document)).toEqual([PARAGRAPH, ANOTHER]);
    expect(reasonFor(document, "Nei.")).toBe("after-the-end: a thread of comments");
  });

  it("a title that is repeated, cut short or said over and over in one line", () => {
    const title = "A bridge is closed until May";
    const document = clean([
      title,
      title,
      PARAGRAPH,
      ANOTHER,
      `${title} ${title} ${title}`,
      "A bridge is closed (...)",
    ]);
    expect(keptOf(document)).toEqual([title, PARAGRAPH, ANOTHER]);
    expect(document.title).toBe(title);
    expect(reasonFor(document, "A bridge is closed (...)")).toBe("repeated: line 1");
  });

  it("lines in another script", () => {
    const document = clean([PARAGRAPH, "Прогноз погоды на завтра", ANOTHER]);
    expect(reasonFor(document, "Прогноз погоды на завтра")).toBe("foreign-script: Cyrillic");
  });

  it("cards of members within the text", () => {
    const cards = [
      "Ann",
      "Joined: May",
      "Ben",
      "Joined: June",
      "Cleo",
      "Joined: July",
      "Dan",
      "Joined: August",
    ];
    const document = clean([PARAGRAPH, ...cards, ANOTHER]);
    expect(keptOf(document)).toEqual([PARAGRAPH, ANOTHER]);
    expect(reasonFor(document, "Ann")).toBe("list-of-names: cards with «joined:»");
  });

  it("one sentence of a page within a paragraph, and only that", () => {
    const document = clean([
      PARAGRAPH,
      `${ANOTHER} Sign up for our weekly letter. ${PARAGRAPH.replace("bridge", "quay")}`,
    ]);
    expect(keptOf(document)[1]).toBe(`${ANOTHER} ${PARAGRAPH.replace("bridge", "quay")}`);
    expect(reasonFor(document, "Sign up for our weekly letter.")).toBe("phrase-of-a-page: «sign up for our»");
  });

  it("addresses, rows of links and lines without a word", () => {
    const document = clean([PARAGRAPH, "https://example.org/a", "News | Sport | Weather", "[...]", ANOTHER]);
    expect(document.dropped.map(({ reason, detail }) => `${reason}: ${detail}`)).toEqual([
      "link-or-form: an address",
      "link-or-form: a row of links",
      "too-short: no word",
    ]);
  });
});

describe("the markers", () => {
  it("are those of a file besides vigie’s own", () => {
    const none = { ends: [], replies: [], boxes: [], labels: [], phrases: [] };
    const added = indexMarkers({ markers: { nb: { ...none, labels: ["del med venner"] } }, except: [] });
    const lines = [PARAGRAPH, "Del med venner!", ANOTHER];
    expect(keptOf(clean(lines))).toEqual(lines);
    expect(reasonFor(clean(lines, added), "Del med venner!")).toBe("link-or-form: del med venner");
  });

  it("do not count when the file excepts them", () => {
    const lines = [PARAGRAPH, "Advertisement", ANOTHER];
    expect(keptOf(clean(lines))).toEqual([PARAGRAPH, ANOTHER]);
    expect(keptOf(clean(lines, indexMarkers({ markers: {}, except: ["advertisement"] })))).toEqual(lines);
  });
});

describe("for any text", () => {
  const pieces = fc.constantFrom(
    PARAGRAPH,
    ANOTHER,
    "We use cookies. The bridge is old.",
    "A bridge is closed",
    "A bridge is closed A bridge is closed",
    "Joined: May",
    "Reply",
    "3 May 2021, 08:40",
    "Comments",
    "Newsletter",
    "Прогноз погоды",
    "https://example.org",
    "...",
    "\u00a0",
    "",
    "Yes.",
  );
  const line = fc.oneof({ weight: 4, arbitrary: pieces }, fc.string({ unit: "grapheme", maxLength: 60 }));
  const text = fc.array(line, { maxLength: 40 }).map((lines) => lines.join("\n"));

  it("every visible character is kept or dropped, once, under the number of its line", () => {
    fc.assert(
      fc.property(text, (written) => {
        const { kept, dropped } = cleanDocument({ name: "a", sha256: "0", text: written }, MARKERS);
        const lines = written.split(/\r\n|[\n\r\u2028\u2029]/u);
        for (const [index, source] of lines.entries()) {
          const parts = [...kept, ...dropped].filter(({ number }) => number === index + 1);
          expect(letters(parts.map((part) => part.text).join(""))).toBe(letters(source));
        }
      }),
      { numRuns: 150 },
    );
  });

  it("the same text gives the same bytes", () => {
    fc.assert(
      fc.property(text, (written) => {
        const source = { name: "a", sha256: "0", text: written };
        expect(JSON.stringify(cleanDocument(source, indexMarkers()))).toBe(
          JSON.stringify(cleanDocument(source, MARKERS)),
        );
      }),
      { numRuns: 30 },
    );
  });

  it("comments added below an article never lose a line of it", () => {
    const start = [PARAGRAPH, ANOTHER, PARAGRAPH.replace("bridge", "quay"), ANOTHER.replace("May", "June")];
    const articles = text.map((written) => start.concat(written.replace(/^(?:Reply|3 May.*)$/gmu, "Yes.")));
    const first = ["gull, 3 May, 08:40", "Yes.", "tern, 3 May, 08:41"];
    const comments = fc.array(fc.constantFrom(...first, `${ANOTHER} So there.`, "Reply", "Newsletter"));
    fc.assert(
      fc.property(articles, comments, (article, below) => {
        const alone = clean(article);
        const more = clean([...article, "", "Comments", ...first, ...below]);
        const still = new Set(more.kept.map(({ number, text: kept }) => `${number} ${kept}`));
        expect(alone.kept.filter(({ number, text: kept }) => !still.has(`${number} ${kept}`))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

/** In an order of their own: parts of a line are cut out of its middle. */
function letters(text: string): string {
  return text.replace(/\s/gu, "").split("").toSorted().join("");
}
