import { load, type CheerioAPI } from "cheerio";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { consoleRoutes } from "../../src/console/routes.tsx";
import type { ConsoleView } from "../../src/console/view-model.ts";
import { DAY, MINUTE } from "../../src/model/time.ts";
import { aBusyConsole } from "../support/a-busy-console.ts";
import { aConsoleView, NOW } from "../support/a-console-view.ts";
import { aFeed, aFeedState } from "../support/a-feed.ts";
import { anAlert } from "../support/an-alert.ts";
import { ask } from "../support/ask.ts";
import { openConsole } from "../support/open-console.ts";

const QUIET = { info: () => {}, warn: () => {}, error: () => {} };

/** The page as a browser would read it, without a network. */
async function read(view: ConsoleView, path = "/"): Promise<CheerioAPI> {
  const routes = consoleRoutes({ host: "127.0.0.1", view, log: QUIET });
  const answer = await routes.request(path, { headers: { host: "localhost" } });
  return load(await answer.text());
}

function textOf($: CheerioAPI, selector: string): string {
  return $(selector).text().replaceAll(/\s+/g, " ").trim();
}

describe("the log book over HTTP", () => {
  it("is a whole page that asks for nothing but its style sheet", async () => {
    const { url } = await openConsole(aBusyConsole());
    const answer = await ask(url);
    expect(answer.headers["content-type"]).toBe("text/html; charset=UTF-8");
    expect(answer.body).toMatch(/^<!doctype html><html lang="en">/);
    const $ = load(answer.body);
    expect($("script, iframe, form, img, style, [style], [onclick], meta[http-equiv]").length).toBe(0);
    expect($("h1").length).toBe(1);
  });
});

describe("an alert in the log", () => {
  it("shows what was said, where, how high, for whom and why", async () => {
    const $ = await read(aConsoleView({ alerts: () => [anAlert({ queuedAt: NOW - 12 * MINUTE })] }));
    expect($(".entry h4 a").attr("href")).toBe("https://example.org/trams");
    expect($(".entry h4 a").attr("rel")).toBe("noopener noreferrer");
    expect(textOf($, ".entry h4")).toBe("Night trams return to the harbour");
    expect(textOf($, ".entry .origin")).toBe("Example · published 3 hr ago · Trams");
    expect(textOf($, ".entry .score .visually-hidden")).toBe("Score 71 out of 100, alerts from 50.");
    expect(textOf($, ".entry .margin > time")).toBe("12:48");
    expect(textOf($, ".log h3")).toBe("Monday, 2 March 2026");
    expect(
      $(".reasons li")
        .map((_, line) => textOf($, `.reasons li:nth-child(${$(line).index() + 1})`))
        .get(),
    ).toEqual(["+51 trams ×2 (title)", "+20 harbour (title)"]);
  });

  it("marks the words that were found, in the title and in the excerpt", async () => {
    const $ = await read(aConsoleView({ alerts: () => [anAlert()] }));
    expect(
      $(".entry h4 mark")
        .map((_, mark) => $(mark).text())
        .get(),
    ).toEqual(["trams"]);
    expect(
      $(".entry .excerpt mark")
        .map((_, mark) => $(mark).text())
        .get(),
    ).toEqual(["trams", "harbour"]);
  });

  it("is one entry, however many destinations it went to, with how each one fared", async () => {
    const alerts = [
      anAlert({ id: "1", destination: "researchers" }),
      anAlert({ id: "2", destination: "morning" }),
      anAlert({ id: "3", destination: "desk" }),
    ];
    const $ = await read(
      aConsoleView({
        alerts: () => alerts,
        deliveries: () =>
          new Map([
            ["1", "sent"],
            ["2", "held"],
          ]),
      }),
    );
    expect($(".entry").length).toBe(1);
    expect(
      $(".sent-to li")
        .map((_, line) => $(line).text())
        .get(),
    ).toEqual(["✓ researchers sent", "◷ morning waits for its digest", "desk"]);
  });

  it("says when an exclusion lowered its score", async () => {
    const $ = await read(
      aConsoleView({ alerts: () => [anAlert({ evidence: 80, excludedPercent: 35, score: 52 })] }),
    );
    expect(textOf($, ".reasons .excluded")).toBe("an exclusion took 35% of 80");
  });

  it.each([
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "//evil",
    "no address",
  ])("is not a link when its address is %s", async (link) => {
    const alert = anAlert();
    const $ = await read(aConsoleView({ alerts: () => [{ ...alert, story: { ...alert.story, link } }] }));
    expect(textOf($, ".entry h4")).toBe("Night trams return to the harbour");
    expect($(".entry a").length).toBe(0);
  });
});

describe("strangers' text", () => {
  const hostile = `</a></h4></title></style><script>alert(1)</script><img src=x onerror="alert(2)"><!--'"&lt;`;

  it("is shown as it is and makes no element, wherever a feed or a server can put it", async () => {
    const alert = anAlert();
    const $ = await read(
      aConsoleView({
        alerts: () => [
          {
            ...alert,
            story: {
              ...alert.story,
              title: hostile,
              source: hostile,
              language: `en" onclick="x`,
              link: `https://example.org/"onclick=x`,
            },
            profile: { ...alert.profile, name: { fr: hostile, en: hostile } },
            reasons: [{ concept: hostile, text: hostile, field: "title", count: 1, points: 5 }],
            excerpt: { ...alert.excerpt, text: hostile, marks: [[2, 9]], titleMarks: [[5, 20]] },
          },
        ],
        feeds: () => [
          {
            feed: aFeed({ name: hostile }),
            state: aFeedState({ problem: { kind: "html", detail: hostile, since: NOW } }),
          },
        ],
        destinations: () => [{ id: "desk", kind: "email", off: hostile, counts: {} }],
        health: () => ({ ready: false, checks: [{ name: hostile, ok: false, detail: hostile }] }),
      }),
    );
    expect($("script, img, [onerror], [onclick]").length).toBe(0);
    expect($(".entry h4").text()).toBe(hostile);
    expect($(".entry .excerpt").text()).toBe(hostile);
    expect($(".failing .detail").text()).toBe(hostile);
  });

  it("never loses or doubles a character, whatever ranges are marked in it", async () => {
    const ranges = fc.array(fc.tuple(fc.integer({ min: -5, max: 50 }), fc.integer({ min: -5, max: 50 })));
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, maxLength: 40 }), ranges, async (text, marks) => {
        const alert = anAlert({
          excerpt: { text, marks, titleMarks: [], cutBefore: false, cutAfter: false },
        });
        const $ = await read(aConsoleView({ alerts: () => [alert] }));
        expect($(".excerpt").text()).toBe(text);
      }),
      { numRuns: 60 },
    );
  });
});

describe("the feeds", () => {
  it("that fail come first, the longest failing at the top, each with its reason in plain words", async () => {
    const failing = (id: string, sinceMinutes: number) => ({
      feed: aFeed({ id, name: id }),
      state: aFeedState({
        failures: 2,
        problem: { kind: "dns", detail: `${id} has no address`, since: NOW - sinceMinutes * MINUTE },
      }),
    });
    const fine = {
      feed: aFeed({ id: "fine", name: "fine" }),
      state: aFeedState({ lastSuccessAt: NOW - MINUTE }),
    };
    const $ = await read(aConsoleView({ feeds: () => [fine, failing("b", 5), failing("a", 90)] }));
    expect(
      $("#feeds .notices .name")
        .map((_, name) => $(name).text())
        .get(),
    ).toEqual(["a", "b"]);
    expect(textOf($, "#feeds .notices li:first-child .condition")).toBe(
      "Failing since 2 Mar, 11:30, 2 failures in a row: the server’s name cannot be found.",
    );
    expect(textOf($, "#feeds tbody th")).toBe("fine");
    expect(textOf($, ".overview li:nth-child(3)")).toBe("3 feeds 2 failing");
  });

  it("that failed within a week and are well again say why, and when", async () => {
    const failedFor = (id: string, days: number) => ({
      feed: aFeed({ id, name: id }),
      state: aFeedState({
        lastSuccessAt: NOW,
        lastProblem: { kind: "timeout", detail: "slow", at: NOW - days * DAY },
      }),
    });
    const $ = await read(aConsoleView({ feeds: () => [failedFor("recent", 1), failedFor("past", 8)] }));
    expect(textOf($, "#feeds tbody th")).toBe(
      "pastrecent last failure 1 day ago: the server did not answer in time",
    );
  });

  it("that can be read and say nothing, or needed repairs, say so", async () => {
    const known = (id: string, state: Parameters<typeof aFeedState>[0]) => ({
      feed: aFeed({ id, name: id }),
      state: aFeedState({ lastSuccessAt: NOW, ...state }),
    });
    const told = { since: NOW - 9 * DAY, toldAt: NOW };
    const feeds = [
      known("a", { silence: told }),
      known("b", { emptiness: told }),
      known("c", { emptiness: { since: NOW - MINUTE } }),
      known("d", { repairs: { names: 1, ampersands: 4 } }),
    ];
    const $ = await read(aConsoleView({ feeds: () => feeds }));
    expect(textOf($, "#feeds tbody th")).toBe(
      "a silent for longer than usualb empty since 9 days agocd repaired in 5 places",
    );
  });

  it("that were never read say so, and those that the publisher ended are not read again", async () => {
    const gone = { feed: aFeed({ id: "gone", name: "gone" }), state: aFeedState({ goneAt: NOW - MINUTE }) };
    const $ = await read(aConsoleView({ feeds: () => [{ feed: aFeed({ name: "new" }) }, gone] }));
    expect(textOf($, "#feeds tbody tr")).toBe("newnevernow");
    expect(textOf($, "#feeds .gone .facts")).toContain("none: the publisher ended it");
  });
});

describe("the destinations", () => {
  it("say whether they can send, why not, since when, and what waits for them", async () => {
    const $ = await read(aBusyConsole());
    const lines = $("#destinations .notices > li")
      .map((_, line) => $(line).text().replaceAll(/\s+/g, " "))
      .get();
    expect(lines).toEqual([
      "researchers Discord webhookReady1 queued · 128 sent · last sent 12 min ago",
      "newsroom Discord botOff: DISCORD_BOT_TOKEN is not set3 queued · nothing sent yet",
      "desk e-mailIn trouble since 2 Mar, 09:00, next try in 20 min: 454 4.7.0 Temporary authentication failure4 queued · 1 uncertain · 2 given up · 40 sent · last sent 5 hr ago",
      "archive Discord webhookHeld since 28 Feb, 13:00, next try in 6 hr: Unknown Webhook (10015)12 queued · nothing sent yet",
      "morning e-mailReady6 waiting for a digest · nothing sent yet",
    ]);
  });
});

describe("a log without alerts", () => {
  it("teaches what happens next and where each part is set", async () => {
    const $ = await read(
      aConsoleView({
        feeds: () => [
          {
            feed: aFeed({ id: "a", name: "Late" }),
            state: aFeedState({ lastSuccessAt: NOW, nextPollAt: NOW + 30 * MINUTE }),
          },
          { feed: aFeed({ id: "b", name: "Soon" }), state: aFeedState({ nextPollAt: NOW + 2 * MINUTE }) },
        ],
      }),
    );
    const text = textOf($, ".empty");
    expect(text).toContain("1 of 2 feeds read so far.");
    expect(text).toContain("Next feed to be read: Soon, in 2 min.");
    for (const place of ["config/feeds.yaml", "config/profiles/", "config/vigie.yaml", "vigie check"]) {
      expect(text).toContain(place);
    }
  });
});

describe("the language of the page", () => {
  it("is the configured one", async () => {
    const $ = await read(aConsoleView({ language: "fr" }));
    expect($("html").attr("lang")).toBe("fr");
    expect(textOf($, "h1")).toBe("Journal de veille");
  });

  it("is the visitor's when asked for, also on a page that does not exist", async () => {
    const view = aConsoleView({ language: "fr" });
    expect((await read(view, "/?lang=en"))("html").attr("lang")).toBe("en");
    expect((await read(view, "/nowhere?lang=en"))("html").attr("lang")).toBe("en");
  });

  it("is the configured one when the visitor asks for nonsense", async () => {
    expect((await read(aConsoleView(), "/?lang=%22%3E%3Cb%3E"))("html").attr("lang")).toBe("en");
  });
});
