import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Profile } from "../../model/profile.ts";
import { check, type Section, within } from "../check/check.ts";
import { didYouMean } from "../check/did-you-mean.ts";
import { type Opening, openFile } from "../files/open-file.ts";
import { PROFILE } from "./profile-schema.ts";
import { errorCode } from "../files/read-text.ts";
import { isUnset } from "../files/variables.ts";
import type { YamlSource } from "../yaml/yaml-source.ts";

/** A profile, and the file that says it. */
export interface WrittenProfile {
  readonly profile: Profile;
  readonly source: YamlSource;
}

/**
 * Reads every `*.yaml` of a folder, in the order of their names. With the ids of the destinations, each one that a
 * profile names must be among them.
 */
export async function readProfiles(
  folder: string,
  opening: Opening,
  destinationIds?: readonly string[],
): Promise<readonly WrittenProfile[]> {
  const profiles: WrittenProfile[] = [];
  const files = new Map<string, string>();
  for (const name of await profileFiles(folder, opening)) {
    const opened = await openFile(join(folder, name), opening);
    if (opened.kind !== "opened") continue;
    const profile = check(PROFILE, opened.section);
    checkId(opened.section, files);
    if (destinationIds !== undefined) checkDestinations(opened.section, destinationIds);
    if (profile !== undefined) profiles.push({ profile, source: opened.section.source });
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

// Both look at what the file says, so that a fault elsewhere in the profile hides nothing.

function checkId(section: Section, files: Map<string, string>): void {
  const { source, report } = section;
  const id = within(section, "id").value;
  if (typeof id !== "string") return;
  const other = files.get(id);
  if (other !== undefined)
    report({ path: ["id"], message: `this id is already taken in ${basename(other)}` });
  else files.set(id, source.file);
  if (basename(source.file, ".yaml") === id) return;
  report({ path: ["id"], message: `the file should be called ${id}.yaml`, severity: "warning" });
}

function checkDestinations(section: Section, known: readonly string[]): void {
  const { report } = section;
  const names: unknown = within(section, "destinations").value ?? [];
  if (!Array.isArray(names)) return;
  if (names.length === 0) {
    report({ path: ["destinations"], message: "reaches nobody: name a destination", severity: "warning" });
  }
  for (const [index, name] of names.entries()) {
    if (typeof name !== "string" || isUnset(name) || known.includes(name)) continue;
    const meant = didYouMean(name, known);
    const advice = meant === undefined ? `known: ${known.join(", ") || "none"}` : `did you mean "${meant}"?`;
    report({
      path: ["destinations", index],
      message: `no destination of this name in vigie.yaml; ${advice}`,
    });
  }
}
