import { join } from "node:path";
import type { Config } from "../model/config.ts";
import type { Profile } from "../model/profile.ts";
import type { Secret } from "../model/secret.ts";
import { readAuthorities } from "./feeds/authorities.ts";
import { check } from "./check/check.ts";
import { type Environment, readVariables } from "./files/environment.ts";
import { readFeeds } from "./feeds/feeds.ts";
import { inTurns } from "./in-turns.ts";
import { openFile, type Opening } from "./files/open-file.ts";
import type { ConfigProblem } from "./problems.ts";
import { readProfiles, type WrittenProfile } from "./profiles/profiles.ts";
import { secretsOf } from "./secrets.ts";
import { readSettings, type SettingsRead, whenUnset } from "./settings/settings.ts";
import { TRACKING_PARAMS } from "./tracking-params.ts";

export interface LoadOptions {
  /** The folder of `vigie.yaml`, as the operator gave it. */
  readonly directory: string;
  readonly env: Environment;
}

export type LoadOutcome =
  | {
      readonly kind: "loaded";
      readonly config: Config;
      readonly warnings: readonly ConfigProblem[];
      /** What no log line may show. */
      readonly secrets: readonly Secret[];
      /** The profiles again, for whoever has more to say about places in their files. */
      readonly written: readonly WrittenProfile[];
    }
  /** Errors and warnings of every file, in the order of the files and of their lines. */
  | { readonly kind: "invalid"; readonly problems: readonly ConfigProblem[] };

/**
 * Reads and checks a whole configuration: `vigie.yaml`, `feeds.yaml` and the certificates that it names,
 * `profiles/*.yaml`, `tracking-params.yaml`, with variables from the environment and from `.env`. Every problem is found in one run; nothing of a faulty
 * configuration comes out.
 */
export async function loadConfig({ directory, env }: LoadOptions): Promise<LoadOutcome> {
  const problems: ConfigProblem[] = [];
  const add = (problem: ConfigProblem): void => void problems.push(problem);
  const variable = await readVariables(directory, env, add);
  const opening: Opening = { variable, add };

  const read = await loadSettings(join(directory, "vigie.yaml"), { ...opening, whenUnset });
  const feeds = await loadFeeds(directory, opening);
  const written = await readProfiles(join(directory, "profiles"), opening, read?.destinationIds);
  const trackingParams = await loadTrackingParams(join(directory, "tracking-params.yaml"), opening);

  const sorted = inOrder(problems);
  if (read === undefined || sorted.some(({ severity }) => severity === "error")) {
    return { kind: "invalid", problems: sorted };
  }
  const profiles = written.map(({ profile }) => profile);
  const config: Config = { ...read.settings, feeds, profiles, trackingParams };
  return { kind: "loaded", config, warnings: sorted, secrets: secretsOf(config), written };
}

export type ProfilesOutcome =
  | {
      readonly kind: "loaded";
      readonly profiles: readonly Profile[];
      readonly warnings: readonly ConfigProblem[];
    }
  | { readonly kind: "invalid"; readonly problems: readonly ConfigProblem[] };

/** Reads and checks the profiles of one folder alone; their destinations are not looked up. A folder without any is invalid. */
export async function loadProfiles(folder: string): Promise<ProfilesOutcome> {
  const problems: ConfigProblem[] = [];
  const opening: Opening = { variable: () => undefined, add: (problem) => void problems.push(problem) };
  const written = await readProfiles(folder, opening);
  const profiles = written.map(({ profile }) => profile);
  const sorted = inOrder(problems);
  return profiles.length === 0 || sorted.some(({ severity }) => severity === "error")
    ? { kind: "invalid", problems: sorted }
    : { kind: "loaded", profiles, warnings: sorted };
}

async function loadSettings(file: string, opening: Opening): Promise<SettingsRead | undefined> {
  const opened = await openFile(file, opening);
  if (opened.kind === "absent")
    opening.add(missing(file, "no such file: --config names the folder that holds it"));
  return opened.kind === "opened" ? readSettings(opened.section, opened.unset) : undefined;
}

async function loadFeeds(directory: string, opening: Opening): Promise<Config["feeds"]> {
  const file = join(directory, "feeds.yaml");
  const opened = await openFile(file, opening);
  if (opened.kind === "absent") opening.add(missing(file, "no such file: it lists the feeds to read"));
  if (opened.kind !== "opened") return [];
  const authorities = await readAuthorities(opened.section, directory);
  return await inTurns(readFeeds(opened.section, authorities));
}

async function loadTrackingParams(file: string, opening: Opening): Promise<readonly string[]> {
  const opened = await openFile(file, opening);
  return opened.kind === "opened" ? (check(TRACKING_PARAMS, opened.section)?.parameters ?? []) : [];
}

function missing(file: string, message: string): ConfigProblem {
  return { file, line: 1, column: 1, path: "", message, severity: "error" };
}

/** Files stay in the order in which they were read. */
export function inOrder(problems: readonly ConfigProblem[]): readonly ConfigProblem[] {
  const rank = new Map([...new Set(problems.map(({ file }) => file))].map((file, index) => [file, index]));
  const rankOf = ({ file }: ConfigProblem): number => rank.get(file) ?? 0;
  return problems.toSorted((a, b) => rankOf(a) - rankOf(b) || a.line - b.line || a.column - b.column);
}
