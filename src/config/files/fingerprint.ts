import { createHash, type Hash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { authorityFile } from "../feeds/authorities.ts";
import { readBytes } from "./read-text.ts";

/**
 * What the files of a configuration say, the certificates that feeds name among them, as one short word that changes
 * whenever a text, a name or the number of files does. Saving a file as it was changes nothing.
 */
export async function fingerprint(directory: string): Promise<string> {
  const word = createHash("sha256");
  const authorities = new Set<string>();
  for (const file of await filesOf(directory)) {
    const bytes = await add(file, word);
    if (basename(file) === "feeds.yaml")
      for (const name of authorityNames(bytes)) authorities.add(authorityFile(directory, name));
  }
  for (const file of authorities) await add(file, word);
  return word.digest("hex");
}

async function add(file: string, word: Hash): Promise<Uint8Array> {
  const read = await readBytes(file);
  word.update(`\0${file}\0${read.kind}\0`);
  if (read.kind === "bytes") word.update(read.bytes);
  if (read.kind === "unreadable") word.update(read.message);
  return read.kind === "bytes" ? read.bytes : new Uint8Array();
}

/** A value of the key `ca`, in whichever style; a name that is none costs a look at a file that is not there. */
const AUTHORITY =
  /\bca["']?[ \t]*:[ \t]+(?:"(?<double>[^"\n]+)"|'(?<single>[^'\n]+)'|(?<plain>[^\s"'#{}[\],|>][^\n,}#]*))/gu;

/** What feeds name as files of certificates, by the look of the text: to read all of its YAML every few seconds costs more. */
function authorityNames(feedsYaml: Uint8Array): readonly string[] {
  const text = new TextDecoder().decode(feedsYaml);
  return Array.from(text.matchAll(AUTHORITY), ({ groups: { double, single, plain } = {} }) =>
    (double ?? single ?? plain ?? "").trim(),
  );
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
