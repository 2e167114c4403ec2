import { describe, expect, it } from "vitest";
import { languageOf } from "../src/text/language.ts";
import { HOUR } from "../src/model/time.ts";
import { aFeed } from "./support/a-feed.ts";
import { aConcept, aProfile } from "./support/a-profile.ts";
import { aConfig, anApp } from "./support/an-app.ts";

const FRENCH = "Le tramway de nuit revient sur les quais de la ville";
const ENGLISH = "The night tramway returns to the harbour of the city";

/** What is told of both headlines when the feed calls all of its items Welsh. */
async function told(query?: string): Promise<readonly string[]> {
  const concepts = [aConcept("tram", { any: ["tramway"] })];
  const asking = [aConcept("tram", { query: query ?? "" })];
  const config = aConfig({
    feeds: [aFeed({ language: "cy" })],
    profiles: [aProfile({ concepts: query === undefined ? concepts : asking })],
  });
  const vigie = anApp(config, { languageOf: async (item) => await Promise.resolve(languageOf(item)) });
  vigie.publish([]);
  await vigie.round();
  vigie.wait(HOUR);
  vigie.publish([FRENCH, ENGLISH]);
  await vigie.round();
  return vigie.sent
    .flatMap(({ alerts }) => alerts.map(({ story }) => story.language ?? "none"))
    .toSorted(byText);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : 1;
}

describe("the language of an item that matches", () => {
  it("is that of its words, whatever its feed declares", async () => {
    expect(await told()).toEqual(["en", "fr"]);
  });

  it("is known before a query asks for it", async () => {
    expect(await told("tramway AND lang:fr")).toEqual(["fr"]);
    expect(await told("tramway AND lang:cy")).toEqual([]);
  });
});
