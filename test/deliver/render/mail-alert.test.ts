import { load } from "cheerio";
import { describe, expect, it } from "vitest";
import { renderAlertMail } from "../../../src/deliver/render/alert-mail.tsx";
import { aReader } from "../../support/a-mail.ts";
import { anAlert } from "../../support/an-alert.ts";

const NARROW = "\u202F";
const HARD = "\u00A0";

describe("a mail about one story", () => {
  it("has the story's title as its subject, cut at a word", () => {
    const title = "Night trams return to the harbour ".repeat(6);
    const { subject } = renderAlertMail({
      alert: anAlert({ story: { ...anAlert().story, title } }),
      reader: aReader(),
    });
    expect(subject.length).toBeLessThanOrEqual(120);
    expect(subject).toMatch(/^Night trams.* (?:to|the|harbour|trams|return|Night)…$/);
  });

  it("says in both parts which profile wants it, why, and from which score", () => {
    const { html, text } = renderAlertMail({ alert: anAlert(), reader: aReader() });
    const shown = load(html)("body").text();
    for (const said of [
      "Trams",
      "trams ×2 (title) +51",
      "harbour (title) +20",
      "Profile “Trams”, threshold 50.",
    ]) {
      expect(shown).toContain(said);
      expect(text).toContain(said);
    }
    expect(load(html)("h2 a").attr("href")).toBe("https://example.org/trams");
    expect(text).toContain("https://example.org/trams");
  });

  it("speaks French to a French reader", () => {
    const reader = aReader({ language: "fr", timezone: "Europe/Paris" });
    const { html, text } = renderAlertMail({
      alert: anAlert(),
      reader,
      unsubscribe: "mailto:out@example.com",
    });
    expect(text).toContain(`Profil «${HARD}Tramways${HARD}», seuil 50.`);
    expect(text).toContain("Example · lun. 2 mars à 10:00 · anglais");
    expect(text).toContain(`Se désabonner${NARROW}: mailto:out@example.com`);
    expect(load(html)("html").attr("lang")).toBe("fr");
    expect(load(html)("a[href='mailto:out@example.com']").text()).toBe("Se désabonner");
  });

  it("without a link shows the title alone", () => {
    const { link: _link, ...story } = anAlert().story;
    const { html, text } = renderAlertMail({ alert: anAlert({ story }), reader: aReader() });
    expect(load(html)("a")).toHaveLength(0);
    expect(load(html)("h2").text()).toBe("Night trams return to the harbour");
    expect(text).not.toContain("http");
  });

  it("names six reasons and adds up the others", () => {
    const reasons = Array.from({ length: 9 }, (_, n) => ({
      concept: `c${n}`,
      text: `word${n}`,
      field: "summary" as const,
      count: 1,
      points: 10 - n,
    }));
    const { text } = renderAlertMail({ alert: anAlert({ reasons }), reader: aReader() });
    expect(text.replaceAll(/\s+/g, " ")).toContain("word5 +5 · 3 others +9");
    expect(text).not.toContain("word6");
  });

  it("leaves out a reason that gave nothing", () => {
    const silent = { concept: "c", text: "ferry", field: "body" as const, count: 1, points: 0 };
    const { text } = renderAlertMail({
      alert: anAlert({ reasons: [...anAlert().reasons, silent] }),
      reader: aReader(),
    });
    expect(text).not.toContain("ferry");
  });
});
