import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { PROFILE } from "../../src/config/profiles/profile-schema.ts";
import type { Profile } from "../../src/model/profile.ts";

const FOLDER = join(import.meta.dirname, "../../config/profiles");

/** The profiles of `config/profiles`, in the order of their names. */
export function shippedProfiles(): readonly Profile[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith(".yaml"))
    .toSorted()
    .map((name) => PROFILE.parse(parse(readFileSync(join(FOLDER, name), "utf8"))));
}
