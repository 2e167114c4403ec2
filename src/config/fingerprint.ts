import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { readText } from "./read-text.ts";

/**
 * What the files of a configuration say, as one short word that changes whenever a text, a name or the number of files
 * does. Saving a file as it was changes nothing.
 */
export async function fingerprint(directory: string): Promise<string> {
  const word = createHash("sha256");
  for (const file of await filesOf(directory)) {
    const read = await readText(file);
    word.update(`\0${file}\0${read.kind}\0`);
    if (read.kind === "text") word.update(read.text);
    if (read.kind === "unreadable") word.update(read.problem.message);
  }
  return word.digest("hex");
}

/** What loading reads, whether or not it is there: a file may come. */
async function filesOf(directory: string): Promise<readonly string[]> {
  const profiles = join(directory, "profiles");
  return [
    join(dirname(resolve(directory)), ".env"),
    ...["vigie.yaml", "feeds.yaml", "tracking-params.yaml"].map((name) => join(directory, name)),
    ...(await namesIn(profiles)).map((name) => join(profiles, name)),
  ];
}

/** Not what editors leave beside a file while they save it. */
async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => /^[^.].*\.ya?ml$/u.test(name)).toSorted();
  } catch {
    // Loading says what is wrong with the folder.
    return [];
  }
}
