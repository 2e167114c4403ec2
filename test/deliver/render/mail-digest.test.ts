import { load } from "cheerio";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type RenderedMail, renderDigest } from "../../../src/deliver/render/digest.ts";
import type { Alert } from "../../../src/model/alert.ts";
import type { Reader } from "../../../src/model/delivery.ts";
import { A_DAY, aReader } from "../../support/a-mail.ts";
import { anAlert } from "../../support/an-alert.ts";
import { anyText } from "../../support/any-text.ts";
import { runs } from "../../support/thorough.ts";

const THIN = "\u202F";
const HARD = "\u00A0";
const FROM = { name: "Vigie", address: "vigie@example.com" };

type Given = Partial<Alert> & { readonly title?: string; readonly storyId?: string; readonly age?: number };

/** An alert on story `n`, named `Story n`, with only what the test is about. */
function alertOn(
  n: number,
  { title = `Story ${n}.`, storyId = `s${n}`, age = 0, ...given }: Given = {},
): Alert {
  const published = A_DAY.to - 3_600_000 - age;
  const link = `https://example.org/${n}`;
  return anAlert({
    id: `a${n}-${given.profile?.id ?? ""}`,
    story: { ...anAlert().story, id: storyId, title, link, published },
    excerpt: { ...anAlert().excerpt, titleMarks: [] },
    queuedAt: A_DAY.to,
    ...given,
  });
}

function profile(id: string, name = id): Alert["profile"] {
  return { id, name: { fr: `${name} (fr)`, en: name }, hash: "0123abcd" };
}

function digestOf(
  alerts: readonly Alert[],
  reader: Partial<Reader> = {},
  budgetBytes = 90_000,
): RenderedMail {
  return renderDigest({ alerts, reader: aReader(reader), digest: A_DAY, from: FROM, budgetBytes });
}

/** The sections as a reader of the HTML sees them: heading, then titles with their scores. */
function sectionsIn({ html }: RenderedMail): { heading: string; stories: string[] }[] {
  const $ = load(html);
  return $("h2")
    .toArray()
    .map((heading) => {
      const rows = $(heading).closest("td").find("h3 a").toArray();
      return { heading: $(heading).text(), stories: rows.map((row) => $(row).text()) };
    });
}

function storiesIn(text: string): string[] {
  return [...text.matchAll(/Story (\d+)\./g)].map(([, n = ""]) => n);
}

describe("the order of a digest", () => {
  it("is by score, then the newest first", () => {
    const mail = digestOf([
      alertOn(1, { score: 60, age: 0 }),
      alertOn(2, { score: 90, age: 500 }),
      alertOn(3, { score: 60, age: 100 }),
      alertOn(4, { score: 90, age: 100 }),
    ]);
    expect(sectionsIn(mail)[0]?.stories).toEqual(["Story 4.", "Story 2.", "Story 1.", "Story 3."]);
  });

  it("is the same however the alerts come in, and best first in each section", () => {
    const alerts = fc.array(
      fc.record({
        score: fc.integer({ min: 50, max: 99 }),
        age: fc.integer({ min: 0, max: 3 }),
        of: fc.constantFrom("x", "y", "z"),
      }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(alerts, fc.integer(), (given, turn) => {
        const list = given.map(({ score, age, of }, n) => alertOn(n, { score, age, profile: profile(of) }));
        const cut = Math.abs(turn) % list.length;
        const mail = digestOf(list);
        expect(digestOf([...list.slice(cut), ...list.slice(0, cut)]).text).toBe(mail.text);
        const scores = load(mail.html)("h2")
          .toArray()
          .map((heading) =>
            load(mail.html)(heading)
              .closest("td")
              .find(".score")
              .toArray()
              .map((chip) => load(chip).text()),
          );
        for (const inSection of scores) expect(inSection).toEqual(inSection.toSorted().toReversed());
      }),
      { numRuns: runs(20) },
    );
  });

  it("puts the section with the best story first", () => {
    const mail = digestOf([
      alertOn(1, { score: 60, profile: profile("ferries") }),
      alertOn(2, { score: 80, profile: profile("trams") }),
      alertOn(3, { score: 70, profile: profile("ferries") }),
    ]);
    expect(sectionsIn(mail)).toEqual([
      { heading: `trams${HARD}${HARD}1 story`, stories: ["Story 2."] },
      { heading: `ferries${HARD}${HARD}2 stories`, stories: ["Story 3.", "Story 1."] },
    ]);
    expect(
      load(mail.html)("a[href^='#']")
        .toArray()
        .map((link) => load(link).text()),
    ).toEqual([`trams${HARD}(1)`, `ferries${HARD}(2)`]);
  });
});

describe("a story that several profiles want", () => {
  const both = [
    alertOn(1, { score: 80, threshold: 70, profile: profile("trams", "Trams") }),
    alertOn(1, { score: 75, threshold: 50, profile: profile("harbour", "Harbour") }),
  ];

  it("is told once, where it is furthest above the threshold, and names the others", () => {
    const mail = digestOf(both);
    expect(mail.subject).toBe("1 story: Story 1.");
    expect(sectionsIn(mail).map(({ heading }) => heading)).toEqual([`Harbour${HARD}${HARD}1 story`]);
    expect(mail.html).toContain("Also matches: Trams (80)");
    expect(mail.text).toContain("Also matches: Trams (80)");
    expect(storiesIn(mail.text)).toEqual(["1"]);
  });
});

describe("the two parts", () => {
  it("list the same stories in the same order, however many there are", () => {
    const alerts = Array.from({ length: 90 }, (_, n) =>
      alertOn(n, { score: 50 + ((n * 7) % 50), profile: profile(`p${n % 4}`) }),
    );
    const mail = digestOf(alerts);
    const shown = load(mail.html)("td").text();
    const listed = storiesIn(mail.text);
    expect(new Set(listed).size).toBe(90);
    expect(listed.filter((n) => storiesIn(shown).includes(n))).toEqual(storiesIn(shown));
    expect(storiesIn(shown).length).toBeGreaterThan(60);
  });

  it("say the same of a story: origin, excerpt, reasons, score, link", () => {
    const mail = digestOf([anAlert({ queuedAt: A_DAY.to, excludedPercent: 20 })]);
    const shown = load(mail.html)("td").text().replaceAll(/\s+/g, " ");
    for (const said of [
      "Example · Mon 2 Mar, 09:00 · English",
      "trams ×2 (title) +51",
      "harbour (title) +20",
      "exclusion −20%",
    ]) {
      expect(shown).toContain(said);
      expect(mail.text).toContain(said);
    }
    expect(mail.text).toContain("[71] Night *trams* return to the harbour");
    expect(shown).toContain("score 71");
    expect(load(mail.html)("h3 a").attr("href")).toBe("https://example.org/trams");
    expect(mail.text).toMatch(/^ +https:\/\/example\.org\/trams$/m);
    expect(
      load(mail.html)("b.hit")
        .toArray()
        .map((hit) => load(hit).text()),
    ).toEqual(["trams", "trams", "harbour"]);
  });

  it("keep the lines of the text to 72 columns, but for what cannot be broken", () => {
    const { text } = digestOf(Array.from({ length: 5 }, (_, n) => alertOn(n)));
    expect(text.split("\n").filter((line) => line.length > 72 && line.trim().includes(" "))).toEqual([]);
  });
});

describe("the room", () => {
  const many = (count: number): Alert[] =>
    Array.from({ length: count }, (_, n) =>
      alertOn(n, { score: 99 - (n % 50), profile: profile(`p${n % 3}`) }),
    );

  it("shows everything in full while it fits", () => {
    const mail = digestOf(many(20));
    expect(load(mail.html)(".score")).toHaveLength(20);
    expect(mail.html).not.toContain("In brief");
  });

  it("then shows the last ones in brief, then counts them; the text goes on listing them", () => {
    const mail = digestOf(many(200));
    const $ = load(mail.html);
    const counted = [
      ...$("td")
        .text()
        .matchAll(/And (\d+) more stories with a lower score\./g),
    ];
    const sum = counted.reduce((total, [, n]) => total + Number(n), 0);
    expect(storiesIn($("td").text()).length + sum).toBe(200);
    expect(sum).toBeGreaterThan(0);
    expect(new Set(storiesIn(mail.text)).size).toBe(200);
    expect(mail.text).not.toContain("more stories");
  });

  it("keeps the best three of each profile in full, however well another profile does", () => {
    const loud = Array.from({ length: 60 }, (_, n) => alertOn(n, { score: 99, profile: profile("loud") }));
    const quiet = Array.from({ length: 5 }, (_, n) =>
      alertOn(100 + n, { score: 51, profile: profile("quiet") }),
    );
    const $ = load(digestOf([...loud, ...quiet]).html);
    const inQuiet = $("h2")
      .filter((_, heading) => $(heading).text().startsWith("quiet"))
      .closest("td")
      .find(".score");
    expect(inQuiet.length).toBeGreaterThanOrEqual(3);
  });

  it("is enough for a story that costs all it can", () => {
    const base = alertOn(1, { title: "a ".repeat(400) });
    const marks = Array.from({ length: 400 }, (_, n) => [2 * n, 2 * n + 1] as const);
    const worst = {
      ...base,
      story: { ...base.story, source: '"'.repeat(400), link: `https://example.org/?${"&".repeat(1900)}` },
      excerpt: { text: '" '.repeat(400), marks, titleMarks: marks, cutBefore: true, cutAfter: true },
      reasons: Array.from({ length: 9 }, () => ({
        concept: "c",
        text: '"'.repeat(99),
        field: "title" as const,
        count: 2,
        points: 9,
      })),
    };
    const others = Array.from({ length: 9 }, (_, n) => ({
      ...worst,
      id: `b${n}`,
      score: 50,
      profile: profile(`p${n}`, '"'.repeat(99)),
    }));
    expect(Buffer.byteLength(digestOf([worst, ...others], {}, 40_000).html)).toBeLessThanOrEqual(40_000);
  });

  it("is never passed, whatever publishers write, and no story is unaccounted for", () => {
    const nasty = fc.oneof(
      anyText({ maxLength: 400 }),
      fc.string({ unit: "grapheme", maxLength: 400 }),
      fc
        .constantFrom('"', "&", "<", "e\u0301\u0327\u0323", "漢", "a ", "👩‍👩‍👧‍👦")
        .chain((piece) => fc.integer({ min: 0, max: 900 }).map((times) => piece.repeat(times))),
    );
    const story = fc.record({
      title: nasty,
      source: nasty,
      text: nasty,
      term: nasty,
      path: nasty,
      score: fc.integer({ min: 50, max: 100 }),
      of: fc.integer({ min: 0, max: 12 }),
    });
    const marks = Array.from({ length: 200 }, (_, n) => [2 * n, 2 * n + 1] as const);
    fc.assert(
      fc.property(
        fc.array(story, { minLength: 1, maxLength: 60 }),
        fc.constantFrom(40_000, 90_000),
        (given, budget) => {
          const alerts = given.map(({ title, source, text, term, path, score, of }, n) => {
            const base = alertOn(n, { score, profile: profile(`p${of}`, "&".repeat(200)) });
            return {
              ...base,
              story: { ...base.story, title, source, link: `https://example.org/?${path}` },
              reasons: Array.from({ length: 9 }, () => ({
                concept: "c",
                text: term,
                field: "title" as const,
                count: 2,
                points: 9,
              })),
              excerpt: { text, marks, titleMarks: marks, cutBefore: true, cutAfter: true },
            };
          });
          const { html, text, subject } = digestOf(alerts, {}, budget);
          expect(Buffer.byteLength(html)).toBeLessThanOrEqual(budget);
          expect(subject).not.toMatch(/[\r\n]/);
          expect(text).toContain(given.length === 1 ? "1 story" : `${given.length} stories`);
          const $ = load(html);
          const rest = [...$.text().matchAll(/(?:And|no room for) (\d+) (?:more )?stor/g)];
          const counted = rest.reduce((sum, [, n]) => sum + Number(n), 0);
          const brief = $("td div > span.dim").length;
          expect($(".score").length + brief + counted).toBe(given.length);
        },
      ),
      { numRuns: runs(25) },
    );
  }, 60_000);
});

describe("hostile stories", () => {
  it("bring no element, no address but http, and no header into the mail", () => {
    const evil = '<script>alert(1)</script><img src="https://evil.example/p.gif"><a href="javascript:x">';
    const base = alertOn(1, { title: evil });
    const mail = digestOf([
      {
        ...base,
        story: { ...base.story, source: evil, language: '"><img src=x>', link: "javascript:alert(1)" },
        excerpt: { ...base.excerpt, text: evil, marks: [[3, 9]], titleMarks: [[1, 4]] },
        reasons: [{ concept: "c", text: evil, field: "title", count: 1, points: 71 }],
      },
      alertOn(2, { story: { ...base.story, id: "s2", link: "data:text/html,x" } }),
      alertOn(3, { story: { ...base.story, id: "s3", link: 'https://user:pass@example.org/a b"c' } }),
    ]);
    const $ = load(mail.html);
    expect($("script, img, iframe, link, form, object, svg, [src], [background]")).toHaveLength(0);
    expect(
      $("a[href]")
        .toArray()
        .map((link) => $(link).attr("href")),
    ).toEqual(["https://example.org/a%20b%22c", "mailto:vigie@example.com"]);
    expect(mail.html).not.toMatch(/url\(|@import/);
    expect($("h3").text()).toContain("<script>alert(1)</script>");
  });

  it("with an empty or invisible title are still named", () => {
    expect(digestOf([alertOn(1, { title: "\u200B\u202E \u0000" })]).subject).toBe("1 story: Untitled");
  });

  it("cannot turn the reading direction or hide controls in any part", () => {
    const mail = digestOf([alertOn(1, { title: "abc\u202Edcba\u0007\u009B\u{E0041} Story 1." })]);
    for (const part of [mail.subject, mail.html, mail.text]) {
      expect(part.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069\u{E0000}-\u{E007F}]/u);
    }
  });

  it("with marks that overlap or point outside lose those marks and no text", () => {
    const base = alertOn(1);
    const excerpt = {
      ...base.excerpt,
      text: "one two three",
      marks: [
        [4, 7],
        [5, 9],
        [12, 3],
        [8, 99],
        [-4, 2],
      ] as const,
    };
    expect(digestOf([{ ...base, excerpt }]).text).toContain("one *two* three");
  });
});

describe("what a reader in Paris reads", () => {
  const mail = digestOf(
    [
      alertOn(1, { title: "La Seine déborde", profile: profile("crues", "Crues"), excludedPercent: 20 }),
      alertOn(1, { score: 65, profile: profile("ponts", "Ponts") }),
      anAlert({
        id: "b",
        score: 52,
        profile: profile("crues", "Crues"),
        story: {
          ...anAlert().story,
          id: "s2",
          published: undefined as never,
          language: "fr-FR",
          firstSeenAt: Date.UTC(2025, 11, 31, 22, 30),
        },
        queuedAt: A_DAY.to,
      }),
    ],
    { language: "fr", timezone: "Europe/Paris" },
  );

  it.each([
    ["the count and the best story", `2 sujets${THIN}: La Seine déborde`],
    ["the span, in their zone", "Du lundi 2 mars à 08:00 au mardi 3 mars 2026 à 08:00"],
    ["the day of a story", "Example · mar. 3 mars à 07:00 · anglais"],
    ["the day of one without a date, with another year", "Example · vu mer. 31 déc. 2025 à 23:30 · français"],
    ["why", `Pourquoi${THIN}: trams ×2 (titre) +51 · harbour (titre) +20 · exclusion`],
    ["what was taken off", `−20${THIN}%`],
    ["who else wants it", `Répond aussi à${THIN}: Ponts (fr) (65)`],
    [
      "who gets it",
      `Envoyé à ada@example.org, qui figure parmi les lecteurs de «${HARD}researchers${HARD}».`,
    ],
    ["how to end it", `Se désabonner${THIN}: mailto:vigie@example.com`],
  ])("%s", (_what, sentence) => {
    expect(`${mail.subject}\n${mail.text.replaceAll(/\n +| *\n/g, " ")}`).toContain(sentence);
  });

  it("a page marked as French, its stories as what they are", () => {
    const $ = load(mail.html);
    expect($("html").attr("lang")).toBe("fr");
    expect(
      $("h3")
        .toArray()
        .map((title) => $(title).attr("lang")),
    ).toEqual(["en", "fr-FR"]);
  });

  it("one story in the singular", () => {
    expect(digestOf([alertOn(1)], { language: "fr" }).subject).toBe(`1 sujet${THIN}: Story 1.`);
  });
});

describe("what a reader in London reads", () => {
  const mail = digestOf([alertOn(1), alertOn(2)]);

  it.each([
    ["the count and the best story", "2 stories: Story 1."],
    ["the span, in their zone", "From Monday 2 March, 07:00 to Tuesday 3 March 2026, 07:00"],
    ["the day of a story", "Example · Tue 3 Mar, 06:00 · English"],
    ["who gets it", "Sent to ada@example.org, a reader of “researchers”."],
    ["how to end it", "Unsubscribe: mailto:vigie@example.com"],
  ])("%s", (_what, sentence) => {
    expect(`${mail.subject}\n${mail.text}`).toContain(sentence);
  });

  it("a preheader with the best titles, not seen in the mail itself", () => {
    const preheader = load(mail.html)("body > div").first();
    expect(preheader.text().trim()).toMatch(/^Story 1\. · Story 2\./);
    expect(preheader.attr("style")).toContain("display:none");
  });
});
