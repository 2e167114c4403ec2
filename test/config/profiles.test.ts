import { describe, expect, it } from "vitest";
import { complaints, sound } from "../support/a-config-folder.ts";

const HEAD = "id: trams\nname: Trams\ndestinations: [desk]\n";

async function said(rest: string): Promise<string[]> {
  return complaints({ "profiles/trams.yaml": `${HEAD}${rest}\n` });
}

describe("a profile", () => {
  it("has everything that the file says, and defaults by role for the rest", async () => {
    const config = await sound({
      "profiles/trams.yaml": [
        "id: trams",
        "name: { fr: Tramways, en: Trams }",
        "threshold: 60",
        "destinations: [desk]",
        "concepts:",
        "  tram: { weight: 85, any: [tram, light rail] }",
        "  city: { role: context, any: { fr: [mairie], en: [town hall] }, exact: [SNCF] }",
        "  noise: { role: weak, exact: { en: [dB] } }",
        "exclude:",
        "  - { any: [job], in: title, weight: 80 }",
        "  - { exact: [TRAM-ML] }",
        "tests:",
        "  - { text: A new tram, expect: alert }",
        "  - { title: A job, summary: With trams, expect: silent }",
      ].join("\n"),
    });
    expect(config.profiles).toEqual([
      {
        id: "trams",
        name: { fr: "Tramways", en: "Trams" },
        threshold: 60,
        destinations: ["desk"],
        concepts: [
          {
            id: "tram",
            role: "core",
            weight: 85,
            any: ["tram", "light rail"],
            exact: [],
            near: [],
            regex: [],
          },
          {
            id: "city",
            role: "context",
            weight: 25,
            any: ["mairie", "town hall"],
            exact: ["SNCF"],
            near: [],
            regex: [],
          },
          { id: "noise", role: "weak", weight: 20, any: [], exact: ["dB"], near: [], regex: [] },
        ],
        exclude: [
          { any: ["job"], exact: [], in: "title", weight: 80 },
          { any: [], exact: ["TRAM-ML"], weight: 100 },
        ],
        require: [],
        boost: [],
        mute: [],
        tests: [
          { title: "A new tram", expect: "alert" },
          { title: "A job", summary: "With trams", expect: "silent" },
        ],
      },
    ]);
  });

  it.each([
    ["010", "the number 010", "010"],
    ["1e3", "the number 1e3", "1e3"],
    ["2024", "the number 2024", "2024"],
    [".5", "the number .5", ".5"],
    ["0x1F", "the number 0x1F", "0x1F"],
    ["true", "the switch true", "true"],
  ])(
    "refuses the term %s, which YAML does not read as text, and shows how to write it",
    async (term, found, plain) => {
      expect(await said(`concepts: { a: { any: [b, ${term}] } }`)).toEqual([
        `error config/profiles/trams.yaml:4:27 concepts.a.any[1]: expected a term in quotes, found ${found}; write "${plain}"`,
      ]);
    },
  );

  it.each(["null", "~"])("refuses the term %s, which YAML reads as nothing", async (term) => {
    expect(await said(`concepts: { a: { any: [b, ${term}] } }`)).toEqual([
      `error config/profiles/trams.yaml:4:27 concepts.a.any[1]: expected a term, found the empty value ${term}; write "${term}" if the word is meant`,
    ]);
  });

  it("takes NO, on and off for the words that they are", async () => {
    const config = await sound({ "profiles/trams.yaml": `${HEAD}concepts: { a: { any: [NO, on, off] } }\n` });
    expect(config.profiles[0]?.concepts[0]?.any).toEqual(["NO", "on", "off"]);
  });

  it.each([
    [
      "concepts: { a: { any: [Paris : la police] } }",
      'concepts.a.any[0]: expected a term, found a map of keys and values; a text that contains ": " needs quotes',
    ],
    ['concepts: { a: { any: [" "] } }', 'concepts.a.any[0]: expected a term, found " "'],
    [
      "concepts: { a: { any: tram } }",
      'concepts.a.any: expected a list of terms, or { fr: […], en: […] }, found "tram"',
    ],
    ["concepts: { a: { any: { de: [Bahn] } } }", 'concepts.a.any.de: unknown key "de"; known here: fr, en'],
    [
      "concepts: { a: { any: [] } }",
      "concepts.a: expected at least one term, under `any`, `exact`, `near`, `regex` or `query`",
    ],
    [
      "concepts: { a: { rolle: core, any: [b] } }",
      'concepts.a.rolle: unknown key "rolle"; did you mean "role"?',
    ],
    ["concepts: { a: { role: contxt, any: [b] } }", 'found "contxt"; did you mean "context"?'],
    [
      "concepts: { a: { weight: 100, any: [b] } }",
      "concepts.a.weight: expected a whole number from 1 to 99, found the number 100",
    ],
    [
      "concepts: { a: { weight: high, any: [b] } }",
      'concepts.a.weight: expected a whole number from 1 to 99, found "high"',
    ],
    ["concepts: { a: [b] }", "concepts.a: expected a map of keys and values, found a list"],
    ['concepts: { "a b": { any: [b] } }', "concepts.a b: expected an id of letters"],
    ["concepts: {}", "concepts: expected at least one concept, or a query"],
    ["threshold: 50", "concepts: missing: expected at least one concept, or a query"],
    [
      "concepts: { a: { any: [b] } }\nexclude: [{ any: [c], in: headline }]",
      'exclude[0].in: expected "title", "summary" or "body", found "headline"',
    ],
    [
      "concepts: { a: { any: [b] } }\nexclude: [{ weight: 101, any: [c] }]",
      "exclude[0].weight: expected a whole number from 0 to 100",
    ],
    ["concepts: { a: { any: [b] } }\nexclude: [{ in: title }]", "exclude[0]: expected at least one term"],
    [
      "concepts: { a: { any: [b] } }\ntests: [{ expect: alert }]",
      "tests[0]: expected either `text` or `title`",
    ],
    [
      "concepts: { a: { any: [b] } }\ntests: [{ text: c }]",
      'tests[0].expect: missing: expected "alert" or "silent"',
    ],
    [
      "concepts: { a: { any: [b] } }\nthreshold: '50'",
      'threshold: expected a whole number from 0 to 100, found "50"',
    ],
    [
      "concepts: { a: { any: [b] } }\npaused: yes",
      'paused: unknown key "paused"; known here: id, name, status, threshold, destinations, concepts, query, exclude, require, sources, max-age, tests',
    ],
  ])("is refused: %s", async (rest, problem) => {
    expect(await said(rest)).toEqual([expect.stringContaining(problem)]);
  });

  it("must name destinations that exist, also when the rest of it is faulty", async () => {
    expect(
      await complaints({
        "profiles/trams.yaml": "id: trams\nname: {}\ndestinations: [desk, dsek, 7]\nconcepts: {}\n",
      }),
    ).toEqual([
      "error config/profiles/trams.yaml:2:1 name.fr: missing: expected a name",
      "error config/profiles/trams.yaml:2:1 name.en: missing: expected a name",
      'error config/profiles/trams.yaml:3:22 destinations[1]: no destination of this name in vigie.yaml; did you mean "desk"?',
      'error config/profiles/trams.yaml:3:28 destinations[2]: expected the name of a destination in quotes, found the number 7; write "7"',
      "error config/profiles/trams.yaml:4:11 concepts: expected at least one concept, or a query",
    ]);
  });

  it("may name a destination that is faulty or off", async () => {
    const found = await complaints({ "vigie.yaml": "destinations: { desk: { kind: pigeon } }\n" });
    expect(found).toEqual([expect.stringContaining("destinations.desk.kind")]);
  });

  it("is not blamed for its destinations when vigie.yaml cannot be read", async () => {
    expect(await complaints({ "vigie.yaml": "a: [" })).toEqual([
      expect.stringContaining("error config/vigie.yaml:1:"),
    ]);
  });

  it("that reaches nobody gets a warning", async () => {
    expect(
      await complaints({ "profiles/trams.yaml": "id: trams\nname: T\nconcepts: { a: { any: [b] } }\n" }),
    ).toEqual(["warning config/profiles/trams.yaml:1:1 destinations: reaches nobody: name a destination"]);
  });
});
