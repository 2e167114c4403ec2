import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Profile } from "../model/profile.ts";
import { check, type Section } from "./check.ts";
import { didYouMean } from "./did-you-mean.ts";
import { type Opening, openFile } from "./open-file.ts";
import { PROFILE } from "./profile-schema.ts";
import { errorCode } from "./read-text.ts";

/**
 * Reads every `*.yaml` of a folder, in the order of their names. With the ids of the destinations, each one that a
 * profile names must be among them.
 */
export async function readProfiles(
  folder: string,
  opening: Opening,
  destinationIds?: readonly string[],
): Promise<readonly Profile[]> {
  const profiles: Profile[] = [];
  const files = new Map<string, string>();
  for (const name of await profileFiles(folder, opening)) {
    const opened = await openFile(join(folder, name), opening);
    if (opened.kind !== "opened") continue;
    const profile = check(PROFILE, opened.section);
    if (profile === undefined) continue;
    checkId(profile, opened.section, files);
    if (destinationIds !== undefined) checkDestinations(profile, opened.section, destinationIds);
    profiles.push(profile);
  }
  return profiles;
}

async function profileFiles(folder: string, { add }: Opening): Promise<readonly string[]> {
  const warn = (file: string, message: string): void =>
    add({ file, line: 1, column: 1, path: "", message, severity: "warning" });
  try {
    const names = (await readdir(folder)).toSorted();
    for (const name of names.filter((each) => each.endsWith(".yml"))) {
      warn(join(folder, name), "is not read: name it .yaml");
    }
    const files = names.filter((name) => name.endsWith(".yaml") && !name.startsWith("."));
    if (files.length === 0) warn(folder, "holds no profile (*.yaml): nothing will be found");
    return files;
  } catch (cause) {
    const code = errorCode(cause);
    warn(folder, code === "ENOENT" ? "no such folder: nothing will be found" : `cannot be read (${code})`);
    return [];
  }
}

function checkId({ id }: Profile, { source, report }: Section, files: Map<string, string>): void {
  const other = files.get(id);
  if (other !== undefined) report({ path: ["id"], message: `this id is already taken in ${other}` });
  else files.set(id, source.file);
  if (basename(source.file, ".yaml") !== id) {
    const message = `the file should be called ${id}.yaml`;
    report({ path: ["id"], message, severity: "warning" });
  }
}

function checkDestinations(profile: Profile, { report }: Section, known: readonly string[]): void {
  if (profile.destinations.length === 0) {
    report({ path: ["destinations"], message: "reaches nobody: name a destination", severity: "warning" });
  }
  for (const [index, name] of profile.destinations.entries()) {
    if (known.includes(name)) continue;
    const meant = didYouMean(name, known);
    const advice = meant === undefined ? `known: ${known.join(", ") || "none"}` : `did you mean "${meant}"?`;
    report({
      path: ["destinations", index],
      message: `no destination of this name in vigie.yaml; ${advice}`,
    });
  }
}
