import { describe, expect, it } from "vitest";
import { explanationLines, silenceLines } from "../../src/cli/explanation.ts";
import type { Explanation } from "../../src/app.ts";
import type { Matchable } from "../../src/model/item.ts";
import { MINUTE } from "../../src/model/time.ts";
import { aFeed } from "../support/a-feed.ts";
import { aConcept, anExclusion, aProfile } from "../support/a-profile.ts";
import { aConfig, anApp } from "../support/an-app.ts";

function linesOf(item: Matchable, profile = aProfile()): readonly string[] {
  const { app } = anApp(aConfig({ profiles: [profile] }));
  const explanation: Explanation | undefined = app.explain(profile.id, item);
  if (explanation === undefined) throw new Error("no such profile");
  return explanationLines(explanation);
}

describe("the explanation of a score", () => {
  it("names the words, the fields and points that add up to the score", () => {
    const [verdict = "", ...parts] = linesOf({ title: "Un tramway devant la mairie" });
    expect(verdict).toMatch(/^profile {3}trams @[0-9a-f]{8}: \d+ of 50, alert, \d+ above the threshold$/);
    const score = Number(/: (?<score>\d+) of/.exec(verdict)?.groups?.["score"]);
    const points = parts.flatMap((line) => /^ {2}\+(?<points>\d+) /.exec(line)?.groups?.["points"] ?? []);
    expect(points.reduce((sum, text) => sum + Number(text), 0)).toBe(score);
    expect(parts.join("\n")).toContain("“tramway” in the title");
  });

  it("of a silence says how much is missing, and what was not found", () => {
    const lines = linesOf({ title: "Un bus" });
    expect(lines[0]).toContain("0 of 50, silent, 50 short of the threshold");
    expect(lines.at(-1)).toBe("  not found: tram, town");
  });

  it("says of context without its subject that it did not count", () => {
    expect(linesOf({ title: "La mairie est fermée" }).join("\n")).toContain("no core hit anywhere");
  });

  it("shows what an exclusion took away", () => {
    const profile = aProfile({ exclude: [anExclusion({ any: ["modèle réduit"], weight: 50 })] });
    const lines = linesOf({ title: "Un tramway en modèle réduit" }, profile).join("\n");
    expect(lines).toContain("−50 %  excluded by “modèle réduit” in the title");
    expect(lines).toMatch(/points of evidence less 50 % = \d+/);
  });

  it("shows four places of a word that is everywhere, and counts the rest", () => {
    const concepts = [aConcept("tram", { any: ["tram"] })];
    const lines = linesOf({ title: "Tram", body: "tram. ".repeat(9) }, aProfile({ concepts }));
    expect(lines.filter((line) => line.includes("in the"))).toHaveLength(4);
    expect(lines.join("\n")).toMatch(/and 6 more, \+\d+/);
  });
});

describe("an item that is not in the archive", () => {
  it("was not seen; the feeds of its host are named with their health, safe for a terminal", async () => {
    const vigie = anApp(aConfig({ feeds: [aFeed()] }));
    vigie.answer(aFeed().url, {
      kind: "failed",
      errorKind: "tls",
      detail: "the certificate is for \u{1b}[2Jevil",
    });
    await vigie.round();
    vigie.wait(20 * MINUTE);
    expect(silenceLines(vigie.app, "https://www.example.org/article")).toEqual([
      "https://www.example.org/article was not seen in any feed, or is older than the archive.",
      "  example, on the same host: never read; failing: the certificate is for [2Jevil",
    ]);
  });

  it("on a host without a feed, says so", () => {
    const { app } = anApp();
    expect(silenceLines(app, "https://other.example/a")).toContain("No configured feed is on other.example.");
  });
});
