import { readdirSync, readFileSync } from "node:fs";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { isMap, isScalar, parseDocument, visit } from "yaml";
import { parseEnvFile } from "../../src/config/files/env-file.ts";
import { jsonSchema } from "../../src/config/json-schema.ts";
import { loadConfig, type LoadOutcome } from "../../src/config/load.ts";
import { formatProblem } from "../../src/config/problems.ts";
import { aConfigFolder, complaints, problemsOf } from "../support/a-config-folder.ts";

const SHIPPED = join(import.meta.dirname, "../../config");
const VIGIE = readFileSync(join(SHIPPED, "vigie.yaml"), "utf8");
const ALL_SET = {
  DISCORD_WEBHOOK_URL: "https://discord.com/api/webhooks/1/token",
  DISCORD_BOT_TOKEN: "token",
  DISCORD_CHANNEL_ID: "1",
  VIGIE_MAIL_TO: "reader@example.org",
  VIGIE_SMTP_URL: "smtp://mail.example.org:587",
};

/** A copy, so that no `.env` of the machine that runs the tests takes part. */
async function loadShipped(env: Record<string, string>): Promise<LoadOutcome> {
  const folder = await aConfigFolder();
  await cp(SHIPPED, folder, { recursive: true });
  return loadConfig({ directory: folder, env });
}

describe("the shipped configuration", () => {
  it("loads on a fresh clone, and warns of unset variables only", async () => {
    const outcome = await loadShipped({});
    expect(outcome.kind).toBe("loaded");
    const others = problemsOf(outcome).filter(({ message }) => !/^\$\{\w+\} is not set, so /u.test(message));
    expect(others.filter(({ file }) => !file.includes("trams")).map(formatProblem)).toEqual([]);
  });

  it("has every destination off, with a reason, until its variables are set", async () => {
    const off = await loadShipped({});
    if (off.kind !== "loaded") throw new Error("not loaded");
    expect(off.config.destinations.map(({ id }) => id)).toEqual([
      "researchers",
      "newsroom",
      "desk",
      "morning",
    ]);
    for (const destination of off.config.destinations) expect(destination.off).toMatch(/ (is|are) not set$/u);
    const on = await loadShipped(ALL_SET);
    if (on.kind !== "loaded") throw new Error("not loaded");
    for (const destination of on.config.destinations) expect(destination.off).toBeUndefined();
  });

  it("names each of its variables in .env.example", () => {
    const example = parseEnvFile(readFileSync(join(SHIPPED, "../.env.example"), "utf8"));
    const used = [...VIGIE.matchAll(/\$\{(\w+)/gu)].map(([, name]) => name);
    expect(example.unreadableLines).toEqual([]);
    expect(new Set(example.values.keys())).toEqual(new Set(used));
  });

  it("reads at least 25 feeds in French and English, each with a name and a language", async () => {
    const outcome = await loadShipped({});
    if (outcome.kind !== "loaded") throw new Error("not loaded");
    const { feeds } = outcome.config;
    expect(feeds.length).toBeGreaterThanOrEqual(25);
    expect(new Set(feeds.map(({ language }) => language))).toEqual(new Set(["fr", "en"]));
    expect(feeds.filter(({ url, name }) => url.includes(name))).toEqual([]);
  });

  it("says the same in its schema as in the code", () => {
    const shipped = readFileSync(join(SHIPPED, "vigie.schema.json"), "utf8");
    expect(shipped, "run: vigie schema").toBe(`${JSON.stringify(jsonSchema(), null, 2)}\n`);
  });

  it("points editors at its schema", () => {
    for (const file of ["vigie.yaml", "feeds.yaml"]) {
      expect(readFileSync(join(SHIPPED, file), "utf8")).toMatch(
        /^# yaml-language-server: \$schema=vigie\.schema\.json\n/u,
      );
    }
    expect(readdirSync(SHIPPED)).toContain("vigie.schema.json");
  });
});

describe("a slip in any key of the shipped vigie.yaml", () => {
  interface Key {
    readonly name: string;
    readonly start: number;
    readonly line: number;
  }
  const keys: Key[] = [];

  beforeAll(() => {
    const document = parseDocument(VIGIE);
    visit(document, {
      Pair(_, { key }, path) {
        // The names of destinations are the operator's own.
        const isName =
          path.filter(isMap).length === 2 &&
          VIGIE.slice(0, startOf(key)).includes("\ndestinations:") &&
          !VIGIE.slice(0, startOf(key)).includes("\nmail:");
        if (!isScalar(key) || isName) return;
        const start = startOf(key);
        keys.push({ name: String(key.value), start, line: VIGIE.slice(0, start).split("\n").length });
      },
    });
  });

  it("is reported at its line", async () => {
    const slips = fc.constantFrom<(name: string) => string>(
      (name) => `${name}x`,
      (name) => name.slice(1),
      (name) => `${name.slice(0, 1)}${name.slice(2)}`,
      (name) => `${name.slice(0, -1)}Q`,
    );
    expect(keys.length).toBeGreaterThan(30);
    await fc.assert(
      fc.asyncProperty(fc.nat(), slips, async (index, slip) => {
        const key = keys[index % keys.length];
        if (key === undefined) return;
        const wrong = slip(key.name);
        const text = VIGIE.slice(0, key.start) + wrong + VIGIE.slice(key.start + key.name.length);
        const found = await complaints({ "vigie.yaml": text, "profiles/trams.yaml": undefined }, ALL_SET);
        expect(found).toContainEqual(
          expect.stringMatching(
            new RegExp(`^error config/vigie\\.yaml:${key.line}:\\d+ [^:]*${wrong}: unknown key`, "u"),
          ),
        );
      }),
      { numRuns: 40 },
    );
  });
});

function startOf(key: unknown): number {
  return isScalar(key) ? (key.range?.[0] ?? 0) : 0;
}
