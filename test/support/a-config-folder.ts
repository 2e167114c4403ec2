import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { loadConfig, type LoadOutcome } from "../../src/config/load.ts";
import { type ConfigProblem, formatProblem } from "../../src/config/problems.ts";
import type { Config } from "../../src/model/config.ts";

/** Text per file; `vigie.yaml` and `feeds.yaml` are small and sound unless given, `undefined` leaves one out. */
export type ConfigFiles = Readonly<Record<string, string | Uint8Array | undefined>>;

const SOUND: ConfigFiles = {
  "vigie.yaml": 'destinations:\n  desk: { kind: discord-webhook, url: "${HOOK}" }\n',
  "feeds.yaml": "feeds:\n  - url: https://example.org/feed\n",
  "profiles/trams.yaml": "id: trams\nname: Trams\ndestinations: [desk]\nconcepts:\n  tram: { any: [tram] }\n",
};

export const HOOK = "https://discord.com/api/webhooks/1234567890/a-token-that-nobody-may-read";

/** A folder `config` in a new place, removed when the test ends. A name such as `../.env` lies beside it. */
export async function aConfigFolder(files: ConfigFiles = {}): Promise<string> {
  const place = await mkdtemp(join(tmpdir(), "vigie-config-"));
  onTestFinished(() => rm(place, { recursive: true, force: true }));
  const folder = join(place, "config");
  await mkdir(folder);
  for (const [name, text] of Object.entries({ ...SOUND, ...files })) {
    if (text === undefined) continue;
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text, { mode: 0o600 });
  }
  return folder;
}

/** Loads such a folder; `HOOK` is set unless told otherwise. */
export async function load(files: ConfigFiles, env: Record<string, string> = { HOOK }): Promise<LoadOutcome> {
  return loadConfig({ directory: await aConfigFolder(files), env });
}

/** What an operator would read, with the folder's place cut off: `config/vigie.yaml:1:1 …`. */
export async function complaints(files: ConfigFiles, env?: Record<string, string>): Promise<string[]> {
  return problemsOf(await load(files, env)).map(shown);
}

export function problemsOf(outcome: LoadOutcome): readonly ConfigProblem[] {
  return outcome.kind === "loaded" ? outcome.warnings : outcome.problems;
}

export function shown(problem: ConfigProblem): string {
  return `${problem.severity} ${formatProblem(problem).replace(/^\S*(?=config\/)/u, "")}`;
}

/** The configuration of a folder that must be sound. */
export async function sound(files: ConfigFiles = {}, env?: Record<string, string>): Promise<Config> {
  const outcome = await load(files, env);
  if (outcome.kind === "loaded") return outcome.config;
  throw new Error(outcome.problems.map(formatProblem).join("\n"));
}
