import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderSummaryPost } from "../../../src/deliver/render/discord-summary.ts";
import { shortId } from "../../../src/deliver/render/short-id.ts";
import { formErrors } from "../../../src/demo/discord-limits.ts";
import type { Alert } from "../../../src/model/alert.ts";
import type { Summary } from "../../../src/model/delivery.ts";
import type { Language } from "../../../src/model/profile.ts";
import { toSummaries } from "../../../src/outbox/to-summaries.ts";
import { aMessage, anAlert } from "../../support/an-alert.ts";
import { A_BACKLOG, A_FLOOD, aSummaryMessage, someAlerts } from "../../support/a-summary.ts";

function post(alerts: readonly Alert[], summary: Summary = A_FLOOD, language: Language = "en") {
  return renderSummaryPost(aSummaryMessage(alerts, summary), summary, language);
}

/** The posts that tell these alerts, as the outbox cuts them. */
function posts(alerts: readonly Alert[], summary: Summary) {
  const entries = toSummaries(alerts, { destination: "researchers" }, summary.cause, aMessage().queuedAt);
  return entries.map(({ alertIds, summary: cut }) => {
    const part = alerts.filter(({ id }) => alertIds.includes(id));
    return post(part, cut ?? summary);
  });
}

/** Every address that a post leads to. */
function linksOf(body: ReturnType<typeof post>): readonly string[] {
  const inLines = body.embeds.flatMap(({ description = "" }) =>
    [...description.matchAll(/\]\((\S+?)\)(?= ·|\n|$)/g)].map(([, link = ""]) => link),
  );
  return [...inLines, ...body.embeds.flatMap(({ url = [] }) => url)];
}

describe("a summary on Discord", () => {
  it("says whose flood it is, and lists the stories with score, link and what was found, the best first", () => {
    const [embed, ...others] = post(someAlerts(3)).embeds;
    expect(others).toEqual([]);
    expect(embed?.title).toBe("3 stories at once from Harbour News");
    expect(embed?.description?.split("\n").slice(1)).toEqual([
      "**52** [Night tram 2 returns](https://example.org/2) · trams",
      "**51** [Night tram 1 returns](https://example.org/1) · trams",
      "**50** [Night tram 0 returns](https://example.org/0) · trams",
    ]);
    expect(embed?.footer.text).toBe(`#${shortId(aMessage().id)}`);
  });

  it("says of what waited since when, each reader's own time, which part it is, and where each story is from", () => {
    const [embed] = post(someAlerts(2), A_BACKLOG).embeds;
    expect(embed?.title).toBe("2 stories that waited (1/2)");
    expect(embed?.description).toMatch(/the first of it since <t:\d+:f>\. Here it is, best first\.\n/);
    expect(embed?.description).toContain(") · Example · trams");
    const [french] = post(someAlerts(2), A_BACKLOG, "fr").embeds;
    expect(french?.title).toBe("2 sujets en attente (1/2)");
    expect(french?.description).toMatch(/^Il en attendait plus .* depuis le <t:\d+:f>/);
  });

  it("tells a story that two profiles want in one line", () => {
    const twice = [...someAlerts(2), ...someAlerts(1, { id: "other", score: 99 })];
    expect(post(twice).embeds[0]?.description?.match(/Night tram/g)).toHaveLength(2);
    expect(post(twice).embeds[0]?.title).toContain("2 stories");
  });

  it("gives a link that is too long for a line an embed of its own", () => {
    const link = `https://example.org/${"long".repeat(200)}`;
    const { story } = anAlert();
    const embeds = post([...someAlerts(1), anAlert({ id: "l", story: { ...story, id: "l", link } })]).embeds;
    expect(embeds[1]).toMatchObject({ url: link, title: story.title, description: "**71** · trams" });
  });

  it("ends no link and begins no other with what a title holds", () => {
    const { story } = anAlert();
    const title = "](https://evil.example/) [x";
    const link = "https://example.org/a_(b)";
    const [embed] = post([anAlert({ story: { ...story, title, link } })]).embeds;
    expect(embed?.description).toContain(
      "[\\](https:\\//evil.example/) \\[x](https://example.org/a_%28b%29)",
    );
  });

  const text = fc.oneof(
    { weight: 3, arbitrary: fc.lorem({ maxCount: 20 }) },
    fc.string({ unit: "grapheme", maxLength: 300 }),
    fc.constantFrom("@everyone @here", "*_~|[]()<>`".repeat(40), "# ".repeat(200), "👩‍🚀".repeat(200), ""),
  );
  const alert = fc
    .record({
      id: fc.uuid(),
      title: text,
      source: text,
      found: text,
      path: fc.oneof(
        fc.webPath({ size: "large" }),
        fc.constantFrom("(`)".repeat(90), "x".repeat(1900), "é".repeat(290)),
      ),
      score: fc.integer({ min: 0, max: 100 }),
    })
    .map(({ id, title, source, found, path, score }) =>
      anAlert({
        id,
        score,
        story: { ...anAlert().story, id, title, source, link: `https://example.org/${id}/${path}` },
        reasons: [{ concept: "c", text: found, field: "title", count: 1, points: 60 }],
      }),
    );
  const summary = fc.oneof(
    text.map((source): Summary => ({ cause: { kind: "flood", source } })),
    fc.constant(A_BACKLOG),
  );

  it("breaks no limit of Discord's, pings nobody, and leads to every story, whatever the stories hold", () => {
    const alerts = fc.uniqueArray(alert, { minLength: 1, maxLength: 60, selector: ({ id }) => id });
    fc.assert(
      fc.property(alerts, summary, (given, cause) => {
        const bodies = posts(given, cause);
        const links = bodies.flatMap(linksOf);
        for (const { story } of given)
          expect(links.filter((link) => link.includes(`/${story.id}/`))).toHaveLength(1);
        for (const body of bodies) {
          expect(formErrors({ ...body })).toEqual([]);
          expect(body.allowed_mentions).toEqual({ parse: [] });
          expect(JSON.stringify(body)).not.toMatch(/@everyone|@here/i);
        }
      }),
      { numRuns: 60 },
    );
  });
});
