import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lintProfiles } from "../../src/cli/lint-profiles.ts";
import { loadConfig } from "../../src/config/load.ts";
import { formatProblem } from "../../src/config/problems.ts";
import { openStore } from "../../src/store/open-store.ts";
import { DAY } from "../../src/model/time.ts";
import { aConfigFolder, HOOK } from "../support/a-config-folder.ts";
import { aLog } from "../support/a-log.ts";
import { aPoll } from "../support/a-poll.ts";
import { anArchivedTitle } from "../support/an-archive.ts";
import { anIo } from "../support/an-io.ts";

/** In both languages, with lists of every form; raises nothing. */
const CLEAN = `id: ferries
name: { fr: Navettes fluviales, en: River shuttles }
threshold: 50
destinations: [desk]
concepts:
  shuttle:
    any:
      fr: [navette fluviale, bac fluvial]
      en: [river shuttle, "ferry line"]
    exact: [Batobus]
  quay:
    role: context
    any: [quais, embarcadère]
    near: { words: 5, all: [escale, [ponton, pier]] }
  strike:
    role: weak
    query: grève NEAR/8 (navette OR shuttle)
query: passeur AND (rive OR quai)
exclude:
  - { any: [modélisme, model ships], weight: 80 }
`;
const SEED = "La préfecture et l’étude sur la vidéosurveillance. ".repeat(3);

async function found(profile: string, options: { readonly data?: string } = {}): Promise<readonly string[]> {
  const config = await aConfigFolder({ "profiles/trams.yaml": undefined, "profiles/ferries.yaml": profile });
  await mkdir(join(config, "../seeds"));
  await writeFile(join(config, "../seeds/000.txt"), SEED);
  const loaded = await loadConfig({ directory: config, env: { HOOK } });
  if (loaded.kind !== "loaded") throw new Error(loaded.problems.map(formatProblem).join("\n"));
  const problems = await lintProfiles(loaded, { config, data: join(config, "none"), ...options }, anIo());
  return problems.map(
    ({ severity, line, column, path, code }) => `${severity} ${line}:${column} ${path} ${code}`,
  );
}

/** The sound profile with one piece of it replaced. */
function planted(piece: string, by: string): string {
  expect(CLEAN).toContain(piece);
  return CLEAN.replace(piece, by);
}

describe("the linter of vigie check", () => {
  it("finds nothing in a clean profile", async () => {
    expect(await found(CLEAN)).toEqual([]);
  });

  it.each(["README.md", "docs/configuration.md"])(
    "finds nothing in the profile that %s shows",
    async (page) => {
      const blocks = (await readFile(page, "utf8")).matchAll(/^```yaml\n(.*?)^```/gmsu);
      const [profile = ""] = [...blocks].flatMap(([, text = ""]) =>
        text.includes("\nconcepts:") ? [text] : [],
      );
      const lines = profile
        .replace(/^id: .*$/mu, "id: ferries")
        .replace(/^destinations: .*$/mu, "destinations: [desk]");
      expect(await found(lines)).toEqual([]);
    },
  );

  it.each([
    [
      "[navette fluviale, bac",
      "[navette fluviale, —, bac",
      "error 8:30 concepts.shuttle.any.fr[1] never-matches",
    ],
    ['"ferry line"]', '"ferry line", fer*]', "error 9:41 concepts.shuttle.any.en[2] stray-wildcard"],
    ['"ferry line"]', '"ferry line", B]', "error 9:41 concepts.shuttle.any.en[2] one-letter"],
    [
      "[river shuttle",
      "[a b c d e f g h i j k l m, river shuttle",
      "warning 9:12 concepts.shuttle.any.en[0] too-long",
    ],
    ["[river shuttle", "[the river shuttle", "warning 9:12 concepts.shuttle.any.en[0] leading-article"],
    ["bac fluvial]", "bac fluvial, BAIL]", "warning 8:43 concepts.shuttle.any.fr[2] ambiguous-acronym"],
    ["bac fluvial]", "bac fluvial, Bail]", "warning 8:43 concepts.shuttle.any.fr[2] ambiguous-name"],
    ["[Batobus]", "{ fr: [Batobus], en: [Batobus] }", undefined],
    ["[Batobus]", "[Batobus, Batobus]", "warning 10:22 concepts.shuttle.exact[1] duplicate"],
    ["bac fluvial]", "bac fluvial, petit bac fluvial]", "warning 8:43 concepts.shuttle.any.fr[2] shadowed"],
    ["[quais,", "[navettes fluviales, quais,", "warning 13:11 concepts.quay.any[0] overruled"],
    ["[quais,", "[dans, quais,", "warning 13:11 concepts.quay.any[0] too-broad"],
    ["query: passeur AND", "query: gouvernement OR passeur AND", "warning 18:8 query too-broad"],
    ["any: [quais,", "weight: 1\n    any: [quais,", undefined],
    ["[modélisme", "[Navettes fluviales, modélisme", "error 20:13 exclude[0].any[0] contradictory"],
    ["escale, [ponton", "vidéosurveilance, [ponton", "warning 14:29 concepts.quay.near.all[0] misspelt"],
    ["[ponton, pier]", "[pier, prefeture]", "warning 14:44 concepts.quay.near.all[1][1] misspelt"],
    ["bac fluvial]", "bac fluvial, prefecture]", "warning 8:43 concepts.shuttle.any.fr[2] missing-accent"],
    ["query: passeur AND (rive OR quai)", "query: rive NOT rives", "error 18:8 query never-matches"],
    ["(rive OR quai)", "rive OR quai", "warning 18:25 query doubtful-query"],
  ])("finds the fault planted by %s → %s at its line and column", async (piece, by, finding) => {
    expect(await found(planted(piece, by))).toEqual(
      finding === undefined ? [] : expect.arrayContaining([finding]),
    );
  });

  it("finds a threshold that nothing reaches, and a concept that cannot carry an alert", async () => {
    const only = "id: ferries\nname: Ferries\ndestinations: [desk]\nthreshold: 90\nconcepts:\n";
    expect(await found(`${only}  shuttle:\n    weight: 20\n    any: [navette fluviale]\n`)).toEqual([
      "error 4:12 threshold unreachable",
    ]);
    expect(
      await found(
        `${only}  shuttle: { any: [navette fluviale], weight: 85 }\n  quay:\n    weight: 20\n    any: [quais]\n`,
      ),
    ).toEqual(["warning 7:3 concepts.quay too-weak"]);
  });

  it("reads the archive of the store, while there is one, and leaves it as it is", async () => {
    const data = join(await aConfigFolder(), "../data");
    const opened = await openStore({ directory: data, clock: { now: () => 0 }, log: aLog(), mode: "write" });
    if (opened.kind !== "open") throw new Error(opened.kind);
    const items = Array.from({ length: 320 }, (_, index) => ({
      item: anArchivedTitle(index < 20 ? "Le Batobus arrive" : "Rien de neuf", index, (index * DAY) / 8),
      matches: [],
    }));
    await opened.store.commitPoll(aPoll({ items }));
    const expected = [
      "warning 10:13 concepts.shuttle.exact[0] too-broad",
      "warning 6:3 concepts.shuttle dead",
    ];
    // The writer is still at work.
    expect(await found(CLEAN, { data })).toEqual(expected);
    await opened.store.close();
    expect(await found(CLEAN, { data })).toEqual(expected);
  });
});
