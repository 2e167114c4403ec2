import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formErrors, isEmptyMessage } from "../../../src/demo/discord-limits.ts";
import { profileColour, COLOURS } from "../../../src/deliver/render/discord-colour.ts";
import {
  type DiscordBody,
  renderDiscordMessage,
  renderPlainDiscordMessage,
} from "../../../src/deliver/render/discord-message.ts";
import { shortId } from "../../../src/deliver/render/short-id.ts";
import type { Alert } from "../../../src/model/alert.ts";
import type { Story } from "../../../src/model/story.ts";
import { aMessage, anAlert } from "../../support/an-alert.ts";
import { anyAddress, anyText } from "../../support/any-text.ts";
import { runs } from "../../support/thorough.ts";

const { story } = anAlert();

function aStory(given: Partial<Story>): Alert {
  return anAlert({ story: { ...story, ...given } });
}

function only(alert: Alert, language: "fr" | "en" = "en"): DiscordBody["embeds"][number] {
  const [embed] = renderDiscordMessage(aMessage({ alerts: [alert] }), language).embeds;
  if (embed === undefined) throw new Error("no embed");
  return embed;
}

describe("what a reader sees", () => {
  test("everything that is ours is in the reader's language, the story stays in its own", () => {
    const embed = only(anAlert(), "fr");
    expect(embed.author?.name).toBe("Example · anglais");
    expect(embed.title).toBe("Night trams return to the harbour");
    expect(embed.fields).toEqual([
      { name: "Pourquoi", value: "**trams** +51 (titre ×2) · **harbour** +20 (titre)" },
    ]);
    expect(embed.footer.text).toBe(`score 71/50 · Tramways · #${shortId(aMessage().id)}`);
  });

  test("an excerpt says where words were left out", () => {
    const excerpt = { text: "faster trams", marks: [], titleMarks: [], cutBefore: true, cutAfter: true };
    expect(only(anAlert({ excerpt: { ...excerpt, marks: [[7, 12]] } })).description).toBe(
      "… faster **trams** …",
    );
  });

  test("a publication date that lies ahead is not shown", () => {
    const ahead = aMessage().queuedAt + 1;
    expect(only(aStory({ published: ahead }))).not.toHaveProperty("timestamp");
  });

  test("an exclusion is named with what it took", () => {
    const alert = anAlert({ excludedPercent: 30, score: 50 });
    expect(only(alert).fields?.[0]?.value).toMatch(/ · exclusion −30%$/);
    expect(only(alert, "fr").fields?.[0]?.value).toMatch(/ · exclusion −30\u202F%$/);
  });

  test("a story that two profiles want is shown once, with the reasons of both", () => {
    const both = [
      anAlert(),
      anAlert({
        id: "b",
        profile: { id: "port", name: { fr: "Port", en: "Harbour" }, hash: "x" },
        score: 60,
      }),
    ];
    const { embeds } = renderDiscordMessage(aMessage({ alerts: both }), "en");
    expect(embeds).toHaveLength(1);
    expect(embeds[0]?.fields?.map(({ name }) => name)).toEqual(["Why", "Also for: Harbour (60/50)"]);
  });

  test("a profile keeps its colour, and every colour is seen on light and on dark", () => {
    expect(profileColour("trams")).toBe(profileColour("trams"));
    for (const colour of COLOURS) {
      expect(contrast(colour, 0xffffff)).toBeGreaterThanOrEqual(3);
      expect(contrast(colour, 0x313338)).toBeGreaterThanOrEqual(3);
    }
  });

  test("a title of which nothing is left is replaced by the host, then by a word", () => {
    expect(only(aStory({ title: "\u200B\u202E\u3164" })).title).toBe("example.org");
    const { link: _, ...withoutLink } = { ...story, title: "\u0007" };
    expect(only(anAlert({ story: withoutLink }), "fr").title).toBe("Sans titre");
  });

  test("a link that is no web address is left out", () => {
    expect(only(aStory({ link: "javascript:alert(1)" }))).not.toHaveProperty("url");
  });

  test("with more stories than embeds, the rest is listed and none is dropped", () => {
    const alerts = Array.from({ length: 14 }, (_, index) =>
      aStory({ title: `Story ${index}`, link: `https://example.org/${index}` }),
    );
    const { embeds } = renderDiscordMessage(aMessage({ alerts }), "en");
    expect(embeds).toHaveLength(10);
    expect(embeds[9]?.title).toBe("And 5 more stories");
    const told = JSON.stringify(embeds).match(/Story \d+/g);
    expect(told).toEqual(alerts.map((alert) => alert.story.title));
  });
});

describe("laws", () => {
  const nasty = fc.oneof(
    anyText({ maxLength: 400 }),
    fc
      .array(fc.constantFrom("👩‍👩‍👧‍👦", "*", "`", "a\u0301\u0302", "@everyone", "](", "\\", "é ", "\uD800"), {
        maxLength: 3000,
      })
      .map((parts) => parts.join("")),
    fc.constantFrom(
      "x".repeat(10_000),
      "👍🏽".repeat(10_000),
      "a" + "\u0301".repeat(10_000),
      "",
      "-# a",
      "1. b",
    ),
  );
  const marks = fc.array(fc.tuple(fc.nat(300), fc.nat(300)), { maxLength: 8 });
  const points = fc.integer({ min: 1, max: 99 });
  const reason = fc.record({
    concept: nasty,
    text: nasty,
    field: fc.constantFrom("title", "summary", "body"),
    count: fc.integer({ min: 1, max: 50 }),
    points,
  });
  const alert = fc
    .record({
      title: nasty,
      source: nasty,
      excerpt: nasty,
      name: nasty,
      marks,
      link: anyAddress(),
      reasons: fc.array(reason, { maxLength: 9 }),
    })
    .map((given) =>
      anAlert({
        profile: { id: given.name, name: { fr: given.name, en: given.name }, hash: "x" },
        story: { ...story, title: given.title, source: given.source, link: given.link },
        reasons: given.reasons.map((each) => ({ ...each, field: each.field as "title" })),
        excerpt: { text: given.excerpt, marks: given.marks, titleMarks: [], cutBefore: true, cutAfter: true },
      }),
    );
  const message = fc.array(alert, { minLength: 1, maxLength: 14 }).map((alerts) => aMessage({ alerts }));

  test("no text, however long or odd, breaks a limit of Discord's or pings anybody", () => {
    fc.assert(
      fc.property(message, fc.constantFrom("fr" as const, "en" as const), (given, language) => {
        for (const body of [
          renderDiscordMessage(given, language),
          renderPlainDiscordMessage(given, language),
        ]) {
          expect(formErrors({ ...body })).toEqual([]);
          expect(isEmptyMessage({ ...body })).toBe(false);
          expect(body.embeds.every(({ title = "" }) => title.trim() !== "")).toBe(true);
          expect(body.allowed_mentions).toEqual({ parse: [] });
          expect(JSON.stringify(body)).not.toMatch(/@everyone|@here/i);
        }
      }),
      { numRuns: runs(150) },
    );
  });

  test("the points shown add up to the evidence, however many reasons there are", () => {
    fc.assert(
      fc.property(fc.array(points, { minLength: 1, maxLength: 30 }), fc.boolean(), (each, long) => {
        const reasons = each.map((given, index) => ({
          concept: `c${index}`,
          text: long ? "a rather long term of several words" : `t${index}`,
          field: "body" as const,
          count: 1,
          points: given,
        }));
        const shown = only(anAlert({ reasons })).fields?.[0]?.value ?? "";
        const sum = [...shown.matchAll(/\+(\d+)/g)].reduce((total, found) => total + Number(found[1]), 0);
        expect(sum).toBe(each.reduce((total, given) => total + given, 0));
      }),
    );
  });
});

function contrast(a: number, b: number): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

/** Relative luminance, WCAG 2.2. */
function luminance(colour: number): number {
  const [red = 0, green = 0, blue = 0] = [colour >> 16, (colour >> 8) & 255, colour & 255].map((byte) => {
    const share = byte / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
